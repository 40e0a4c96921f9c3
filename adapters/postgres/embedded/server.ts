/**
 * Gets from any state a data folder may be in (nothing running, an orphan, one that starts or stops, somebody else's)
 * to a server that answers us. It looks, does one step, and looks again, until it is there.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './binaries.ts'
import { DatabaseFailure, explain, logSince, sizeOf } from './failure.ts'
import { type Keeper, connectKeeper, serverUrl } from './keeper.ts'
import { type Place, spawnAs } from './place.ts'
import { type Postmaster, endPostmaster, findPostmaster, isAlive } from './postmaster.ts'
import { postgresArguments } from './settings.ts'

/** Outside the range from which systems hand out ports by themselves, so it stays free between two starts. */
const FIRST_PORT = 15_432
const PORTS_TRIED_MAX = 500

/** With the pauses between them at least ten seconds: the workers of a killed server need a moment to leave. */
const LOOKS_MAX = 500
const POLL_MS = 20
const SILENCE_MS_MAX = 15_000
const REPORT_EVERY_MS = 5_000
const LOG_BYTES_MAX = 5_000_000

export type Wanted = {
  readonly place: Place
  readonly password: string
  readonly settings: Readonly<Record<string, string>>
  /** Undefined: the port of last time if it is free, else another. */
  readonly port: number | undefined
  readonly report: (line: string) => void
}

export type Server = { readonly pid: number; readonly port: number; readonly keeper: Keeper }

/** A server that answers with our password from our folder: the one that is there if it will do, else a new one. */
export async function reachServer(wanted: Wanted): Promise<Server> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const { running, stalePid } = findPostmaster(wanted.place.cluster)
    const server = running === undefined ? await launch(wanted, stalePid) : await adopt(wanted, running)
    if (server !== undefined && (await settled(server))) {
      rememberPort(wanted.place, server.port)
      return server
    }
    await sleep(POLL_MS)
  }
  throw explain(logSince(wanted.place.log, 0), { folder: wanted.place.home, log: wanted.place.log })
}

/** Undefined: it went away or was sent away; look again. */
async function adopt(wanted: Wanted, found: Postmaster): Promise<Server | undefined> {
  const keeper = await untilItAnswers(wanted, found.pid, found.port)
  if (keeper === 'silent') {
    wanted.report(`PostgreSQL (process ${found.pid}) does not answer: stopping it`)
    await endPostmaster(found.pid)
  }
  if (typeof keeper === 'string') return undefined
  const users = await keeper.isAlone().then(
    (alone) => (alone ? 'us' : 'others'),
    () => 'unknown',
  )
  if (users === 'unknown') return undefined

  const server = { pid: found.pid, port: found.port, keeper }
  if (suits(wanted, found)) {
    wanted.report(
      users === 'us' ? 'Taking over the PostgreSQL of an earlier run' : 'Joining the PostgreSQL that runs',
    )
    return server
  }
  if (users === 'others' && (wanted.port ?? found.port) === found.port) return server
  await keeper.close()
  if (users === 'others') {
    throw new DatabaseFailure(
      `Another program runs the database in ${wanted.place.home}, on port ${found.port}.`,
      'Stop that program, or do not ask for a port.',
    )
  }
  wanted.report('Restarting PostgreSQL, whose port or settings have changed')
  await endPostmaster(found.pid)
  return undefined
}

/** Undefined: another start was quicker; look again. */
async function launch(wanted: Wanted, stalePid: number | undefined): Promise<Server | undefined> {
  const { place } = wanted
  rotateLog(place)
  const logEnd = sizeOf(place.log)
  const port = wanted.port ?? (await choosePort(place))
  const child = spawnPostgres(wanted, port, stalePid)
  const pid = child.pid
  const exit = new Promise<string>((resolve) => {
    child.once('exit', () => resolve(logSince(place.log, logEnd)))
    child.once('error', (error) => resolve(error.message))
  })
  if (pid === undefined) return judgeExit(wanted, port, await exit)

  const keeper = await Promise.race([untilItAnswers(wanted, pid, port), exit.then(() => 'gone' as const)])
  if (keeper === 'silent') await endPostmaster(pid)
  if (typeof keeper === 'string') return judgeExit(wanted, port, await exit)
  // Two starts may have chosen the same port: then it was the other's server that answered.
  if (findPostmaster(place.cluster).running?.pid === pid) return { pid, port, keeper }
  await keeper.close()
  return undefined
}

/** False if it was just being stopped by another program, which waited for nobody. */
function settled(server: Server): Promise<boolean> {
  return server.keeper.settle().then(
    () => true,
    () => false,
  )
}

/** Decides whether a start that failed is worth another look, and throws what a person must hear if not. */
function judgeExit(wanted: Wanted, port: number, words: string): undefined {
  // A neighbour was quicker, or the workers of a server that was killed are still on their way out.
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(words))
    return undefined
  if (/Address already in use/.test(words)) {
    if (wanted.port === undefined) return undefined
    throw new DatabaseFailure(
      `Port ${port}, on which the database should listen, is in use by another program.`,
      `Stop that program (find it with: lsof -i :${port}), or choose another port.`,
    )
  }
  throw explain(words, { folder: wanted.place.home, log: wanted.place.log })
}

function spawnPostgres(wanted: Wanted, port: number, stalePid: number | undefined): ChildProcess {
  const { place } = wanted
  const log = openSync(place.log, 'a', 0o600)
  try {
    if (place.account !== undefined) chownSync(place.log, place.account.uid, place.account.gid)
    const child = spawn(
      program(place.binaries, 'postgres'),
      postgresArguments(place.cluster, port, wanted.settings),
      {
        ...spawnAs(place.account),
        env: {
          PATH: process.env['PATH'],
          LC_ALL: 'C',
          // PostgreSQL takes any live number in its pid file for a rival, even of a zombie or of another program. This is
          // how pg_ctl tells it that a number is not; the check for leftover workers stays, which removing the file ends.
          ...(stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) }),
        },
        stdio: ['ignore', log, log],
        // Out of the terminal's reach: Ctrl-C is for us, and we stop the database after the last order is written.
        detached: true,
      },
    )
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Waits through start, recovery and shutdown; 'silent' when a server holds its port but says nothing at all. */
async function untilItAnswers(
  wanted: Wanted,
  pid: number,
  port: number,
): Promise<Keeper | 'gone' | 'silent'> {
  let silentSince = performance.now()
  let reported = performance.now()
  while (isAlive(pid)) {
    try {
      return await connectKeeper(serverUrl(port, wanted.password))
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === '28P01') throw wrongPassword(wanted.place)
      // 57P03: it starts, recovers or stops, and says so.
      if (code === '57P03') silentSince = performance.now()
    }
    if (performance.now() - silentSince > SILENCE_MS_MAX) return 'silent'
    if (performance.now() - reported > REPORT_EVERY_MS) {
      wanted.report('PostgreSQL is still recovering from an abrupt end; nothing that was confirmed is lost')
      reported = performance.now()
    }
    await sleep(POLL_MS)
  }
  return 'gone'
}

function suits(wanted: Wanted, found: Postmaster): boolean {
  const port = wanted.port ?? found.port
  const words = [
    program(wanted.place.binaries, 'postgres'),
    ...postgresArguments(wanted.place.cluster, port, wanted.settings),
  ]
  // Compared without blanks: what listed the command may show an empty setting or a path with blanks in its own way.
  return found.command.replaceAll(' ', '') === words.join('').replaceAll(' ', '')
}

async function choosePort(place: Place): Promise<number> {
  const last = Number(readOptional(portFile(place)))
  const candidates = [
    ...(last > 0 ? [last] : []),
    ...Array.from({ length: PORTS_TRIED_MAX }, (_, i) => FIRST_PORT + i),
  ]
  for (const port of candidates) if (await isFree(port)) return port
  throw new DatabaseFailure(
    `No port from ${FIRST_PORT} to ${FIRST_PORT + PORTS_TRIED_MAX - 1} is free for the database.`,
    'Close programs that listen on them, or choose a port yourself.',
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** One old log is kept: enough to read what happened, never enough to fill a disk. */
function rotateLog(place: Place): void {
  if (sizeOf(place.log) > LOG_BYTES_MAX) renameSync(place.log, `${place.log}.1`)
}

function rememberPort(place: Place, port: number): void {
  const text = String(port)
  // Not written when it is the same: on a full disk a server that was killed must come back all the same.
  if (readOptional(portFile(place)) !== text) writeFileSync(portFile(place), text)
}

function portFile(place: Place): string {
  return join(place.home, 'port')
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function wrongPassword(place: Place): DatabaseFailure {
  return new DatabaseFailure(
    `The database in ${place.home} refuses the password in ${join(place.home, 'password')}.`,
    `Put the file back that belongs to it, or remove ${place.home} to start with an empty database.`,
  )
}
