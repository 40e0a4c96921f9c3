import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeEach, test } from 'vitest'
import { findPostmaster, isAlive } from './embedded/postmaster.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres, wipeEmbeddedPostgres } from './embedded.ts'

const PATIENCE_MS = 20_000
const OTHER_PROGRAM = fileURLToPath(new URL('./embedded/start.fixture.ts', import.meta.url))

const folders: string[] = []
let dataDir = ''

beforeEach(() => {
  dataDir = join(tmpdir(), `rialto-embedded-${process.pid}-${folders.length}`)
  folders.push(dataDir)
})

afterAll(async () => {
  for (const folder of folders) await wipeEmbeddedPostgres({ dataDir: folder })
})

test('the first start makes a database that answers, and keeps its password to its owner', async () => {
  const database = await startEmbeddedPostgres({ dataDir })
  assert.match(String((await ask(database.url, 'show server_version')).server_version), /^18\./)
  assert.equal(statSync(join(dataDir, 'password')).mode & 0o777, 0o600)
  await assert.rejects(ask(database.url.replace(/:[^:@]+@/, ':guess@'), 'select 1'), { code: '28P01' })
  await database.stop()
  assert.equal(isAlive(database.pid), false)
})

test('a second start is quicker, keeps the port and the data', async () => {
  const first = await timed(() => startEmbeddedPostgres({ dataDir }))
  await ask(first.result.url, 'create table kept as select 42 as answer')
  await first.result.stop()

  const second = await timed(() => startEmbeddedPostgres({ dataDir }))
  assert.equal(second.result.url, first.result.url)
  assert.equal((await ask(second.result.url, 'select answer from kept')).answer, 42)
  assert.ok(second.ms < first.ms, `${second.ms} ms after ${first.ms} ms`)
  await second.result.stop()
})

test('a server that is killed comes back on its port with all that was committed', async () => {
  const database = await startEmbeddedPostgres({ dataDir })
  await ask(database.url, 'create table kept as select 42 as answer')
  const killed = database.pid
  process.kill(killed, 'SIGKILL')
  await until(() => database.pid !== killed)
  assert.equal((await ask(database.url, 'select answer from kept')).answer, 42)
  await database.stop()
  assert.equal(isAlive(database.pid), false)
})

test('stopping while a killed server comes back ends both, also when asked twice', async () => {
  const database = await startEmbeddedPostgres({ dataDir })
  process.kill(database.pid, 'SIGKILL')
  await sleep(30)
  await Promise.all([database.stop(), database.stop()])
  assert.equal(isAlive(database.pid), false)
  assert.equal(findPostmaster(join(dataDir, 'cluster')).running, undefined)
})

test('the orphan of a killed program is taken over', async () => {
  const other = await startInOtherProgram()
  await kill(other.program)
  assert.ok(isAlive(other.pid), 'the server outlives the program')

  const database = await startEmbeddedPostgres({ dataDir })
  assert.equal(database.pid, other.pid)
  await database.stop()
  assert.equal(isAlive(other.pid), false)
})

test('an orphan with other settings is replaced', async () => {
  const other = await startInOtherProgram()
  await kill(other.program)

  const database = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '5MB' } })
  assert.notEqual(database.pid, other.pid)
  assert.equal((await ask(database.url, 'show work_mem')).work_mem, '5MB')
  await database.stop()
})

test('after a kill of program and server, the next start recovers', async () => {
  const other = await startInOtherProgram()
  await ask(other.url, 'create table kept as select 42 as answer')
  await kill(other.program)
  process.kill(other.pid, 'SIGKILL')

  const database = await startEmbeddedPostgres({ dataDir })
  assert.notEqual(database.pid, other.pid)
  assert.equal((await ask(database.url, 'select answer from kept')).answer, 42)
  await database.stop()
})

test('a pid file whose number belongs to another program now is no obstacle', async () => {
  const first = await startEmbeddedPostgres({ dataDir })
  await first.stop()
  const stranger = spawn('sleep', ['60'])
  writeFileSync(
    join(dataDir, 'cluster', 'postmaster.pid'),
    `${stranger.pid}\n${dataDir}/cluster\n0\n15432\n\n\n`,
  )

  const second = await startEmbeddedPostgres({ dataDir })
  assert.notEqual(second.pid, stranger.pid)
  assert.equal(stranger.exitCode, null)
  await second.stop()
  stranger.kill()
})

test('the remains of an interrupted first start are cleared away', async () => {
  const { pid } = spawn('true')
  mkdirSync(join(dataDir, `unfinished-${pid}-1700000000000-abcd`), { recursive: true })
  await sleep(100)

  const database = await startEmbeddedPostgres({ dataDir })
  // Beside the socket, which comes and goes with the server.
  const left = readdirSync(dataDir).filter((name) => !name.startsWith('.s.PGSQL.'))
  assert.deepEqual(left.toSorted(), ['cluster', 'log', 'password', 'port'])
  await database.stop()
})

test('an empty shop does not take the place of one whose restore was cut short', async () => {
  mkdirSync(join(dataDir, 'restoring-4711'), { recursive: true })
  await assert.rejects(startEmbeddedPostgres({ dataDir }), {
    name: 'DatabaseFailure',
    message: /was not finished/,
    remedy: /restore again/,
  })
  assert.equal(existsSync(join(dataDir, 'cluster')), false)
})

test('two first starts at once share one server, and the last to leave stops it', async () => {
  const [here, other] = await Promise.all([startEmbeddedPostgres({ dataDir }), startInOtherProgram()])
  assert.equal(here.pid, other.pid)
  await here.stop()
  assert.equal((await ask(other.url, 'select 1 as one')).one, 1)
  other.program.kill('SIGTERM')
  await once(other.program, 'exit')
  assert.equal(isAlive(other.pid), false)
})

test('a port that is taken is named, with what to do', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const address = squatter.address()
  assert.ok(address !== null && typeof address === 'object')
  await assert.rejects(startEmbeddedPostgres({ dataDir, port: address.port }), {
    name: 'DatabaseFailure',
    message: new RegExp(`Port ${address.port}.* is in use by another program`),
    remedy: /lsof/,
  })
  squatter.close()
})

test('the data of another major version is refused, and left alone', async () => {
  await (await startEmbeddedPostgres({ dataDir })).stop()
  writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '17\n')
  await assert.rejects(startEmbeddedPostgres({ dataDir }), {
    message: /made by PostgreSQL 17; this release brings 18/,
  })
  assert.equal(readFileSync(join(dataDir, 'cluster', 'PG_VERSION'), 'utf8'), '17\n')
})

test('wiping stops the server and leaves nothing', async () => {
  const other = await startInOtherProgram()
  await kill(other.program)
  await wipeEmbeddedPostgres({ dataDir })
  assert.equal(isAlive(other.pid), false)
  assert.equal(existsSync(dataDir), false)
})

type OtherProgram = { readonly program: ChildProcess; readonly pid: number; readonly url: string }

/** Starts the same database from a Node process of its own, which stops it on SIGTERM. */
async function startInOtherProgram(): Promise<OtherProgram> {
  const program = spawn(process.execPath, [OTHER_PROGRAM, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [message] = (await once(program, 'message')) as [Pick<EmbeddedPostgres, 'pid' | 'url'>]
  return { program, ...message }
}

async function kill(program: ChildProcess): Promise<void> {
  program.kill('SIGKILL')
  await once(program, 'exit')
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows[0] ?? {}
  } finally {
    await client.end()
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const start = performance.now()
  return { result: await work(), ms: performance.now() - start }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!condition()) {
    assert.ok(performance.now() < deadline, 'it did not happen in time')
    await sleep(20)
  }
}
