/**
 * Copies the files of a cluster while it works, and puts such a copy in the place of none. All databases of it are
 * as they were at one moment: PostgreSQL replays what was written meanwhile when the copy is first started.
 */
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from './embedded.ts'
import { findBinaries } from './embedded/binaries.ts'
import { DatabaseFailure } from './embedded/failure.ts'
import { findPlace, RESTORING } from './embedded/place.ts'

/** A folder; or a file, whose bytes are on the disk or given. Names are relative to the cluster’s home. */
export type Copied =
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly size: number }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }

/** What the running server keeps for itself; a copy makes it anew. */
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map'])
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
/** Where queries sort what does not fit into memory; anywhere in the cluster. */
const SORTING = 'pgsql_tmp'
const CLUSTER = 'cluster'
const WAL = 'pg_wal'
const SEGMENT = /^[0-9A-F]{24}$/

/** Hands every file to `take`, one after the other, and names the databases of the prefix; the database goes on working, and is left as it was found. */
export async function copyCluster(
  dataDir: string,
  prefix: string,
  take: (copied: Copied) => Promise<void>,
): Promise<{ version: string; databases: string[] }> {
  const embedded = await startEmbeddedPostgres({ dataDir })
  const { home, cluster } = findPlace(dataDir, findBinaries(), () => {})
  const client = new Client({ connectionString: embedded.url })
  client.on('error', () => {})
  try {
    await client.connect()
    // Gone with this connection; until then, nothing that the copy needs is cleared away.
    await client.query(`select pg_create_physical_replication_slot('rialto_copy_${process.pid}', true, true)`)
    const {
      rows: [begun],
    } = await client.query<{ version: string; first: string }>(
      `select current_setting('server_version') as version,
              pg_walfile_name(pg_backup_start('rialto', fast => true)) as first`,
    )
    for (const copied of filesBelow(home, cluster)) await take(copied)
    await take({ kind: 'text', name: 'password', text: decodeURIComponent(new URL(embedded.url).password) })
    const {
      rows: [ended],
    } = await client.query<{ label: string; last: string }>(
      `select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)`,
    )
    if (!begun || !ended) throw new Error('PostgreSQL said nothing of the copy')
    await take({ kind: 'text', name: `${CLUSTER}/backup_label`, text: ended.label })
    for (const name of readdirSync(join(cluster, WAL))) {
      const isNeeded = SEGMENT.test(name) && name >= begun.first && name <= ended.last
      if (isNeeded || name.endsWith('.history')) {
        const path = join(cluster, WAL, name)
        await take({ kind: 'file', name: `${CLUSTER}/${WAL}/${name}`, path, size: statSync(path).size })
      }
    }
    const { rows: databases } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1) order by 1',
      [`${prefix}_`],
    )
    return { version: begun.version, databases: databases.map(({ name }) => name) }
  } finally {
    await client.end().catch(() => {})
    await embedded.stop()
  }
}

function* filesBelow(home: string, folder: string): Generator<Copied> {
  const name = relative(home, folder)
  yield { kind: 'folder', name }
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name === SORTING) continue
      const isEmptied = name === CLUSTER && EMPTIED.has(entry.name)
      yield* isEmptied ? foldersAlone(relative(home, path)) : filesBelow(home, path)
    } else if (!LEFT_OUT.has(entry.name)) {
      // Gone since it was listed: what removed it is in the log that is replayed.
      const size = statSync(path, { throwIfNoEntry: false })?.size
      if (size !== undefined) yield { kind: 'file', name: relative(home, path), path, size }
    }
  }
}

/** A folder whose files belong to the server that runs now: one without them is what the next one starts from. */
function* foldersAlone(name: string): Generator<Copied> {
  yield { kind: 'folder', name }
  if (name === `${CLUSTER}/${WAL}`) yield { kind: 'folder', name: `${name}/archive_status` }
}

export type Restoring = {
  /** Where the files go, by their names. */
  readonly folder: string
  /** Puts what is there into its place. */
  finish(): void
  /** Leaves nothing behind. */
  abandon(): void
}

/** Begins to put a copy into `dataDir`. Throws a `DatabaseFailure` where there is a database already. */
export function restoreCluster(dataDir: string): Restoring {
  const { home, cluster, account } = findPlace(dataDir, findBinaries(), () => {})
  if (existsSync(cluster))
    throw new DatabaseFailure(
      `There is a database in ${home} already.`,
      'Restore into an empty folder: --data DIR.',
    )
  const folder = join(home, `${RESTORING}${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  return {
    folder,
    finish: () => {
      if (account) own(folder, account.uid, account.gid)
      renameSync(join(folder, 'password'), join(home, 'password'))
      renameSync(join(folder, CLUSTER), cluster)
      rmSync(folder, { recursive: true, force: true })
    },
    abandon: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function own(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid)
  if (!statSync(path).isDirectory()) return chownSync(path, uid, gid)
  for (const name of readdirSync(path)) own(join(path, name), uid, gid)
}
