/** The SQL of rates. */
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import type { Rate } from '../domain.ts'

export type RateRow = Rate & { readonly version: number; readonly updatedAt: Date }

/** How often rates have changed: a process whose number is another reads them again. */
export async function readRevision(sql: Sql): Promise<number> {
  const [row] = await sql.rows<{ revision: number }>`select revision from rate_book`
  return row?.revision ?? 0
}

/** All rates in the order in which they are listed. */
export async function readRates(sql: Sql): Promise<RateRow[]> {
  return sql.rows<RateRow>`
    select id, country, region, category, name, basis_points as "basisPoints", inclusive, rounding, version,
           updated_at as "updatedAt"
      from rate order by country, region, category`
}

/** Holds all rates until the transaction ends, and says how many there are. */
export async function turnPage(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>`
    update rate_book set revision = revision + 1
    returning (select count(*) from rate) as count`
  return row?.count ?? 0
}

/** False where the place and category have a rate already. */
export async function insertRate(tx: Tx, rate: RateRow): Promise<boolean> {
  const rows = await tx.rows`
    insert into rate (id, country, region, category, name, basis_points, inclusive, rounding, version, updated_at)
    values (${rate.id}, ${rate.country}, ${rate.region}, ${rate.category}, ${rate.name}, ${rate.basisPoints},
            ${rate.inclusive}, ${rate.rounding}, ${rate.version}, ${rate.updatedAt})
        on conflict (country, region, category) do nothing
    returning 1`
  return rows.length > 0
}

export async function findRate(sql: Sql, id: string): Promise<RateRow | undefined> {
  const [row] = await sql.rows<RateRow>`
    select id, country, region, category, name, basis_points as "basisPoints", inclusive, rounding, version,
           updated_at as "updatedAt"
      from rate where id = ${id}`
  return row
}

export async function updateRate(tx: Tx, rate: RateRow): Promise<void> {
  await tx.rows`
    update rate
       set name = ${rate.name}, basis_points = ${rate.basisPoints}, inclusive = ${rate.inclusive},
           rounding = ${rate.rounding}, version = ${rate.version}, updated_at = ${rate.updatedAt}
     where id = ${rate.id}`
}

export async function deleteRate(tx: Tx, id: string): Promise<void> {
  await tx.rows`delete from rate where id = ${id}`
}

/** Forgets who asked for a calculation a day ago, oldest first: anybody may ask, and nobody needs to know for long. */
export async function forgetCalculations(sql: Sql, eventsMax: number): Promise<number> {
  const gone = await sql.rows`
    delete from outbox_event where id = any(array(
      select id from outbox_event
       where type = 'tax.calculated' and time < now() - interval '1 day'
       order by id limit ${eventsMax}))
    returning 1`
  return gone.length
}
