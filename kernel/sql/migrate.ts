/**
 * Brings a service's schema to its version: the kernel's tables first, then the service's own plain
 * SQL files, in order, once, under an advisory lock, so that processes that start together wait for
 * each other. A file that was changed after it ran is refused: schemas go forward, never back in place.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

export const KERNEL_MIGRATIONS = new URL('../migrations/', import.meta.url)
const MIGRATION_LOCK = 0x6d69_6772 // "migr": of this database alone
/** A migration that waits longer for a table would hold up everybody who queues behind it. */
const LOCK_TIMEOUT = '5s'

/** Applies what is missing. Throws where an applied file's text has changed since. */
export async function migrate(databaseUrl: string, folders: readonly URL[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  // What kills the connection also fails the statement that was under way.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    await client.query(
      'create table if not exists migration_checksum (name text primary key, sum text not null)',
    )
    await bring(client, KERNEL_MIGRATIONS, 'kernel_migrations')
    for (const folder of folders) await bring(client, folder, 'migrations')
  } finally {
    await client.end()
  }
}

async function bring(client: pg.Client, folder: URL, table: string): Promise<void> {
  const sums = await checksums(folder, table)
  await refuseChanged(client, sums)
  await runner({
    dbClient: client,
    dir: fileURLToPath(folder),
    migrationsTable: table,
    direction: 'up',
    // Ours spans both folders and the checksums.
    noLock: true,
    singleTransaction: true,
    log: () => {},
  })
  await client.query(
    'insert into migration_checksum (name, sum) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
    [[...sums.keys()], [...sums.values()]],
  )
}

async function checksums(folder: URL, table: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const sums = new Map<string, string>()
  for (const file of files) {
    const text = await readFile(new URL(file, folder))
    sums.set(`${table}/${file}`, createHash('sha256').update(text).digest('hex'))
  }
  return sums
}

async function refuseChanged(client: pg.Client, sums: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await client.query<{ name: string; sum: string }>(
    'select name, sum from migration_checksum',
  )
  const changed = rows.find(({ name, sum }) => (sums.get(name) ?? sum) !== sum)
  if (changed) throw new Error(`${changed.name} was changed after it ran; write a new migration instead`)
}
