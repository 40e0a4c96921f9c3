/** The SQL of locations, and of what stands at those that sales do not go through. */
import type { Sql } from '@rialto/kernel/sql/database'

export type LocationRow = { readonly id: string; readonly name: string; readonly isDefault: boolean }

export async function listLocations(db: Sql): Promise<LocationRow[]> {
  return db.rows<LocationRow>`
    select id, name, is_default as "isDefault" from location order by is_default desc, id`
}

/** No row back means that the id is taken. */
export async function insertLocation(tx: Sql, id: string, name: string): Promise<LocationRow | undefined> {
  const [row] = await tx.rows<LocationRow>`
    insert into location (id, name) values (${id}, ${name})
        on conflict do nothing
    returning id, name, is_default as "isDefault"`
  return row
}

export type Standing = { readonly location: string; readonly onHand: number }

/** What stands elsewhere of a SKU, by location. */
export async function standingElsewhere(db: Sql, sku: string): Promise<Standing[]> {
  return db.rows<Standing>`
    select location, on_hand as "onHand" from elsewhere where sku = ${sku} order by location`
}

/** Call it with the SKU's stock row locked: the count was read under that lock. */
export async function writeElsewhere(tx: Sql, sku: string, location: string, onHand: number): Promise<void> {
  await tx.rows`
    insert into elsewhere (sku, location, on_hand) values (${sku}, ${location}, ${onHand})
        on conflict (sku, location) do update set on_hand = excluded.on_hand`
}
