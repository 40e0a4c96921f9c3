/** Reads a platform's databases, each through one snapshot an invariant, and never writes to them. */
import pg from 'pg'
import { DATABASES, NotHere, type DatabaseName, type Finding } from './invariant.ts'

export type Reader = {
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** The same, a bounded bite at a time, for what may not fit into memory. */
  each<T>(text: string, values?: readonly unknown[]): AsyncIterable<T>
  /**
   * Runs a statement that gives every thing it looked at with a column `breach`: null where all is well,
   * else a sentence that names the thing.
   */
  examine(what: string, text: string, values?: readonly unknown[]): Promise<Finding>
}

export type Databases = {
  readonly present: ReadonlySet<DatabaseName>
  /** Opens a snapshot of each that exists, in this order, for as long as `work` runs. */
  snapshots<T>(
    names: readonly DatabaseName[],
    work: (read: (name: DatabaseName) => Reader) => Promise<T>,
  ): Promise<T>
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 10_000
const ROWS_PER_BITE = 10_000
const INT8 = 20
const NUMERIC = 1700

const TYPES = new pg.TypeOverrides()
for (const type of [INT8, NUMERIC]) TYPES.setTypeParser(type, exactNumber)

/** Connects to those of a platform's databases that exist. */
export async function openDatabases(adminUrl: string, prefix: string): Promise<Databases> {
  const admin = await connect(adminUrl)
  const { rows } = await admin.query<{ name: string }>('select datname as name from pg_database')
  await admin.end()
  const existing = new Set(rows.map(({ name }) => name))
  const here = DATABASES.filter((name) => existing.has(`${prefix}_${name}`))
  const connected = here.map(
    async (name) => [name, await connect(urlOf(adminUrl, `${prefix}_${name}`))] as const,
  )
  const clients = new Map<DatabaseName, pg.Client>(await Promise.all(connected))
  return {
    present: new Set(clients.keys()),
    async snapshots(names, work) {
      const readers = new Map<DatabaseName, Reader>()
      try {
        for (const name of names) {
          const client = clients.get(name)
          if (!client) continue
          // The first statement takes the snapshot, not the begin.
          await client.query(
            `begin isolation level repeatable read read only; set local work_mem = '64MB'; select 1`,
          )
          readers.set(name, readerOf(client))
        }
        return await work((name) => {
          const reader = readers.get(name)
          if (!clients.has(name)) throw new NotHere(name)
          if (!reader) throw new Error(`an invariant reads ${name} without saying so`)
          return reader
        })
      } finally {
        await Promise.all([...readers.keys()].map(async (name) => clients.get(name)?.query('rollback')))
      }
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.end()))
    },
  }
}

function readerOf(client: pg.Client): Reader {
  let cursors = 0
  const reader: Reader = {
    async rows<T>(text: string, values: readonly unknown[] = []) {
      return (await client.query({ text, values: [...values], types: TYPES })).rows as T[]
    },
    async *each<T>(text: string, values: readonly unknown[] = []) {
      const cursor = `bites_${(cursors += 1)}`
      await client.query({ text: `declare ${cursor} cursor for ${text}`, values: [...values] })
      for (;;) {
        const { rows } = await client.query({ text: `fetch ${ROWS_PER_BITE} from ${cursor}`, types: TYPES })
        yield* rows as T[]
        if (rows.length < ROWS_PER_BITE) break
      }
      await client.query(`close ${cursor}`)
    },
    async examine(what, text, values) {
      const rows = await reader.rows<{ checked: number; breaches: string[] | null }>(
        `select count(*) as checked, array_agg(breach order by breach) filter (where breach is not null) as breaches
           from (${text}) as looked_at`,
        values,
      )
      const [found] = rows
      return { what, checked: found?.checked ?? 0, breaches: found?.breaches ?? [] }
    },
  }
  return reader
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  await client.connect()
  return client
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

/** A sum that a double cannot hold exactly would be judged wrongly: better not at all. */
function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${text} is not a whole number that can be held exactly`)
  return value
}
