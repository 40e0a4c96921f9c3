/** A lease: work that one process does at a time. When it dies, another takes over once the lease runs out. */
import type { Sql } from './database.ts'

/** Takes or renews the lease. The database's clock decides, so that processes need not agree on the time. */
export async function holdLease(sql: Sql, name: string, holder: string, ms: number): Promise<boolean> {
  const rows = await sql.rows`
    insert into lease (name, holder, until)
    values (${name}, ${holder}, clock_timestamp() + make_interval(secs => ${ms / 1000}))
        on conflict (name) do update
       set holder = excluded.holder, until = excluded.until
     where lease.holder = excluded.holder or lease.until < clock_timestamp()
    returning holder`
  return rows.length === 1
}

/** Gives it back early, so that a successor need not wait. */
export async function endLease(sql: Sql, name: string, holder: string): Promise<void> {
  await sql.rows`delete from lease where name = ${name} and holder = ${holder}`
}
