/**
 * Makes the data folder of PostgreSQL, once, and keeps its password. Both appear complete or not at all, so an
 * interruption leaves nothing that would have to be repaired, and two starts at once end up with the same one.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { POSTGRES_MAJOR, program } from './binaries.ts'
import { DatabaseFailure, explain } from './failure.ts'
import { type Place, RESTORING, spawnAs } from './place.ts'
import { isAlive } from './postmaster.ts'

const FREE_BYTES_MIN = 100_000_000

export const SUPERUSER = 'postgres'

const OUR_MARK = `${process.pid}-${Math.round(performance.timeOrigin)}`

/** Makes the cluster unless it is there, and returns the superuser's password. */
export async function prepareCluster(
  place: Place,
  options: { durable: boolean; report: (line: string) => void },
): Promise<string> {
  const version = clusterVersion(place)
  if (version === undefined) refuseHalfRestored(place)
  const password = keepPassword(place, version !== undefined)
  if (version === undefined) {
    options.report('Making the database')
    await makeCluster(place, options.durable)
  } else if (version !== POSTGRES_MAJOR) {
    throw new DatabaseFailure(
      `The data in ${place.home} was made by PostgreSQL ${version}; this release brings ${POSTGRES_MAJOR}.`,
      'Make a backup with the release that wrote it and restore it here, or start with an empty folder: --data DIR.',
    )
  }
  return password
}

/** An empty shop would be taken for the one that was to come back. */
function refuseHalfRestored({ home }: Place): void {
  if (!readdirSync(home).some((name) => name.startsWith(RESTORING))) return
  throw new DatabaseFailure(
    `A restore into ${home} was not finished, so the shop is not there.`,
    `Remove ${home} and restore again; or begin with an empty shop: npm start -- --reset.`,
  )
}

function clusterVersion(place: Place): string | undefined {
  if (!existsSync(place.cluster)) return undefined
  try {
    return readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw foreignFolder(place)
    // Not ours to clear away: we only ever put complete ones here, so a person has been at it.
    throw new DatabaseFailure(
      `${place.cluster} is not a whole database: it has no PG_VERSION.`,
      `Put back what is missing, or remove ${place.home} to start with an empty database.`,
    )
  }
}

/** Linked into place, not written: whoever reads it finds all of it, and the first of two wins. */
function keepPassword(place: Place, clusterExists: boolean): string {
  const path = join(place.home, 'password')
  if (!existsSync(path)) {
    if (clusterExists) {
      throw new DatabaseFailure(
        `The database in ${place.home} is there, but the file with its password is gone.`,
        `Put ${path} back, or remove ${place.home} to start with an empty database.`,
      )
    }
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    own(place, draft)
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(draft)
  }
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw foreignFolder(place)
  }
}

async function makeCluster(place: Place, durable: boolean): Promise<void> {
  removeUnfinished(place)
  assertRoom(place)
  const unfinished = join(place.home, `unfinished-${OUR_MARK}-${randomBytes(4).toString('hex')}`)
  mkdirSync(unfinished, { mode: 0o700 })
  own(place, unfinished)
  try {
    await promisify(execFile)(
      program(place.binaries, 'initdb'),
      initdbArguments(place, unfinished, durable),
      {
        ...spawnAs(place.account),
        env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      },
    )
    renameSync(unfinished, place.cluster)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another start was quicker, and its database is as good as ours.
    if (isNotEmpty(error)) return
    const words =
      error instanceof Error && 'stderr' in error ? String(error.stderr) || error.message : String(error)
    throw explain(words, { folder: place.home, log: place.log })
  }
}

function initdbArguments(place: Place, folder: string, durable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${join(place.home, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Byte order and Unicode case, the same on every machine; whoever needs a language's order names its collation.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

/** Asked beforehand, because initdb tells of a full disk in words from which nobody would guess it. */
function assertRoom(place: Place): void {
  const { bavail, bsize } = statfsSync(place.home)
  if (bavail * bsize >= FREE_BYTES_MIN) return
  throw new DatabaseFailure(
    `The disk that holds ${place.home} is full, or nearly: ${Math.round((bavail * bsize) / 1e6)} MB are free.`,
    `A new database needs ${FREE_BYTES_MIN / 1e6} MB: free some space and start again, or give another folder with --data DIR.`,
  )
}

/** What an interrupted initdb left behind; not that of a neighbour who is still at it. */
function removeUnfinished(place: Place): void {
  for (const name of readdirSync(place.home)) {
    const [, mark, pid] = /^unfinished-((\d+)-\d+)-/.exec(name) ?? []
    if (mark === undefined || mark === OUR_MARK) continue
    // A container starts every time with the same process ids: ours, at another time, was not us.
    if (Number(pid) === process.pid || !isAlive(Number(pid)))
      rmSync(join(place.home, name), { recursive: true, force: true })
  }
}

function own(place: Place, path: string): void {
  if (place.account !== undefined) chownSync(path, place.account.uid, place.account.gid)
}

function isNotEmpty(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOTEMPTY' || code === 'EEXIST'
}

function foreignFolder(place: Place): DatabaseFailure {
  return new DatabaseFailure(
    `The database in ${place.home} belongs to another user.`,
    'Start as the user who made it, or give another folder with --data DIR.',
  )
}
