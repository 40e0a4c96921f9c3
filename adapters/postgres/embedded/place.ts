/**
 * Decides who PostgreSQL runs as and where it lives. It refuses to run as root, so root hands it to an account
 * without rights; and that account must be able to enter the folders, which it cannot when the checkout lies in /root.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { type Binaries, program } from './binaries.ts'
import { DatabaseFailure } from './failure.ts'

/** Where the database goes when its account cannot enter the folder that was asked for. */
const FALLBACK_FOLDER = '/var/lib/rialto'

/** What a folder begins with that a backup is being unpacked into, before it takes the cluster’s place. */
export const RESTORING = 'restoring-'

export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

export type Place = {
  readonly home: string
  readonly cluster: string
  readonly log: string
  readonly binaries: Binaries
  /** Undefined: as whoever runs this program. */
  readonly account: Account | undefined
}

type Report = (line: string) => void

/** Makes the database's home, owned by the account that PostgreSQL will run as. */
export function findPlace(dataDir: string, binaries: Binaries, report: Report): Place {
  makeFolder(dataDir)
  const wanted = realpathSync(dataDir)
  if (process.getuid?.() !== 0) return placeAt(wanted, binaries, undefined)

  const account = ownerOf(join(wanted, 'cluster')) ?? unprivilegedAccount(['postgres', 'nobody'])
  const home = mayEnter(account, wanted) ? wanted : fallbackFor(wanted)
  if (home !== wanted) {
    const notice = `The user ${account.name} cannot enter ${wanted}, so the database lives in ${home}`
    report(notice)
    // For whoever looks for it here, long after the line has scrolled away.
    writeFileSync(join(wanted, 'MOVED'), `${notice}\n`)
  }
  makeFolder(home)
  chownSync(home, account.uid, account.gid)
  return placeAt(home, reachableBinaries(binaries, account, report), account)
}

/** The options that make a child process run as that account. */
export function spawnAs(account: Account | undefined): { cwd: string; uid?: number; gid?: number } {
  // Not in our own folder: the account may not be allowed to be there.
  return account === undefined ? { cwd: '/' } : { cwd: '/', uid: account.uid, gid: account.gid }
}

/** The first of these accounts that exists, else one made for the purpose. */
export function unprivilegedAccount(names: readonly string[]): Account {
  for (const name of names) {
    const account = findAccount(name)
    if (account !== undefined) return account
  }
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'rialto'])
  } catch (error) {
    if (findAccount('rialto') === undefined) throw noAccount(error)
  }
  const made = findAccount('rialto')
  if (made === undefined) throw noAccount(undefined)
  return made
}

function placeAt(home: string, binaries: Binaries, account: Account | undefined): Place {
  return { home, cluster: join(home, 'cluster'), log: join(home, 'log'), binaries, account }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOSPC')
      throw new DatabaseFailure(
        `The disk that holds ${path} is full.`,
        'Free some space on it and start again.',
      )
    throw new DatabaseFailure(
      `The data folder ${path} cannot be made or written to (${code}).`,
      'Start as the user who owns it, or give another folder with --data DIR.',
    )
  }
}

/** A cluster keeps its account: one that was made without root goes on as the user who made it. */
function ownerOf(cluster: string): Account | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false })
  if (stat === undefined || stat.uid === 0) return undefined
  return { name: `with id ${stat.uid}`, uid: stat.uid, gid: stat.gid }
}

function findAccount(name: string): Account | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    const account = { name, uid: id('-u'), gid: id('-g') }
    return account.uid > 0 && account.gid > 0 ? account : undefined
  } catch {
    return undefined
  }
}

/** Asked of the system, by trying: modes, groups and access lists all have a say. */
function mayEnter(account: Account, folder: string): boolean {
  return succeeds('test', ['-x', folder], account)
}

function succeeds(command: string, args: readonly string[], account: Account): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', ...spawnAs(account) })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPERM') throw noAccount(error)
    return false
  }
}

function fallbackFor(wanted: string): string {
  const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 8)
  return join(FALLBACK_FOLDER, `${basename(wanted)}-${mark}`)
}

/** Programs inside a closed folder cannot be run either: they are copied (60 MB) to where they can. */
function reachableBinaries(binaries: Binaries, account: Account, report: Report): Binaries {
  if (succeeds(program(binaries, 'postgres'), ['--version'], account)) return binaries
  const folder = join(FALLBACK_FOLDER, `postgresql-${binaries.version}`)
  const copied = { ...binaries, folder }
  if (existsSync(folder) && succeeds(program(copied, 'postgres'), ['--version'], account)) return copied

  report(`Copying the programs of PostgreSQL to ${folder}, where the user ${account.name} can run them`)
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(FALLBACK_FOLDER, { recursive: true })
  cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  rmSync(folder, { recursive: true, force: true })
  renameSync(unfinished, folder)
  if (!succeeds(program(copied, 'postgres'), ['--version'], account)) {
    throw new DatabaseFailure(
      `The user ${account.name} can run PostgreSQL neither in ${binaries.folder} nor in ${folder}.`,
      'Start as an ordinary user, or move the checkout to a folder that everybody may enter.',
    )
  }
  return copied
}

function noAccount(error: unknown): DatabaseFailure {
  return new DatabaseFailure(
    `PostgreSQL does not run as root, and there is no other user to run it as (${error instanceof Error ? error.message.split('\n')[0] : 'none found'}).`,
    'Start as an ordinary user, or make one with: useradd --system postgres',
  )
}
