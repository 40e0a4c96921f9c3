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

const KERNEL_MIGRATIONS = new URL('../migrations/', import.meta.url)
const LOCK_TIMEOUT = '5s'

/** Applies what is missing. Throws where an applied file's text has changed since. */
export async function migrate(databaseUrl: string, folders: readonly URL[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    const stages = [
      { folder: KERNEL_MIGRATIONS, table: 'kernel_migrations' },
      ...folders.map((folder) => ({ folder, table: 'migrations' })),
    ]
    for (const { folder, table } of stages) {
      await runner({
        dbClient: client,
        dir: fileURLToPath(folder),
        migrationsTable: table,
        direction: 'up',
        advisoryLockMode: 'wait',
        singleTransaction: true,
        log: () => {},
      })
      await checkSums(client, folder, table)
    }
  } finally {
    await client.end()
  }
}

async function checkSums(client: pg.Client, folder: URL, table: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const sums = await Promise.all(
    files.map(async (file) => ({ name: `${table}/${file}`, sum: createHash('sha256').update(await readFile(new URL(file, folder))).digest('hex') })),
  )
  await client.query(
    `create table if not exists migration_checksum (name text primary key, sum text not null)`,
  )
  for (const { name, sum } of sums) {
    const { rows } = await client.query<{ sum: string }>(
      `insert into migration_checksum (name, sum) values ($1, $2)
         on conflict (name) do update set name = excluded.name returning sum`,
      [name, sum],
    )
    if (rows[0]?.sum !== sum) {
      throw new Error(`${name} was changed after it ran; write a new migration instead`)
    }
  }
}
