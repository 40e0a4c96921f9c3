/** What an operator asks of the databases. */
import { openDatabase, sqlState, type Database } from '@rialto/kernel/sql/database'

const INVALID_DATABASE = '3D000'
const UNKNOWN_TABLE = '42P01'

/** The names of the migrations that ran on a database; none where there is no such database. */
export async function appliedMigrations(adminUrl: string, database: string): Promise<ReadonlySet<string>> {
  const db = openDatabase({ url: urlOf(adminUrl, database), connectionsMax: 1 })
  try {
    const rows = await db.rows<{ name: string }>`
      select name from kernel_migrations union all select name from migrations`
    return new Set(rows.map(({ name }) => name))
  } catch (error) {
    if ([INVALID_DATABASE, UNKNOWN_TABLE].includes(sqlState(error) ?? '')) return new Set()
    throw error
  } finally {
    await db.close()
  }
}

/** As PostgreSQL names it: `18.1`. */
export async function clusterVersion(adminUrl: string): Promise<string> {
  const db = openDatabase({ url: adminUrl, connectionsMax: 1 })
  try {
    const [row] = await db.rows<{ version: string }>`
      select split_part(current_setting('server_version'), ' ', 1) as version`
    return row?.version ?? ''
  } finally {
    await db.close()
  }
}

type ClusterState = {
  readonly version: string
  readonly fsync: string
  readonly fullPageWrites: string
  readonly synchronousCommit: string
  /** The difference of its clock to ours, in seconds. */
  readonly clockAheadSeconds: number
  readonly archiving: boolean
}

/** How the cluster is set, as far as it decides whether what was confirmed survives. */
export async function clusterState(adminUrl: string): Promise<ClusterState> {
  const db = openDatabase({ url: adminUrl, connectionsMax: 1 })
  try {
    const [row] = await db.rows<Omit<ClusterState, 'clockAheadSeconds'> & { now: Date }>`
      select current_setting('server_version') as version,
             current_setting('fsync') as fsync,
             current_setting('full_page_writes') as "fullPageWrites",
             current_setting('synchronous_commit') as "synchronousCommit",
             current_setting('archive_mode') <> 'off' as archiving,
             clock_timestamp() as now`
    if (!row) throw new Error('the cluster said nothing of itself')
    const { now, ...state } = row
    return { ...state, clockAheadSeconds: Math.abs(now.getTime() - Date.now()) / 1000 }
  } finally {
    await db.close()
  }
}

/** Events that are set aside in a database; 0 where there is no such database. */
export async function countParked(adminUrl: string, database: string): Promise<number> {
  return count(adminUrl, database, async (db) => {
    const [row] = await db.rows<{ count: number }>`select count(*) as count from parked_event`
    return row?.count ?? 0
  })
}

/** Accounts whose passwords everybody knows; 0 where there is no such database. */
export async function countDemoAccounts(adminUrl: string, database: string): Promise<number> {
  return count(adminUrl, database, async (db) => {
    const [row] = await db.rows<{ count: number }>`
      select count(*) as count from account where is_demo and disabled_at is null`
    return row?.count ?? 0
  })
}

async function count(adminUrl: string, database: string, ask: (db: Database) => Promise<number>) {
  const db = openDatabase({ url: urlOf(adminUrl, database), connectionsMax: 1 })
  try {
    return await ask(db)
  } catch (error) {
    if ([INVALID_DATABASE, UNKNOWN_TABLE].includes(sqlState(error) ?? '')) return 0
    throw error
  } finally {
    await db.close()
  }
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}
