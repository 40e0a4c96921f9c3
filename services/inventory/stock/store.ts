/** The SQL of stock levels and their ledger. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Level = {
  readonly sku: string
  readonly onHand: number
  readonly reserved: number
  readonly version: number
  readonly lowStockAt: number
}

export async function readLevels(db: Sql, skus: readonly string[]): Promise<Level[]> {
  return db.rows<Level>`
    select sku, on_hand as "onHand", reserved, version, low_stock_at as "lowStockAt" from stock where sku = any(${skus}::text[])`
}

/** Begins to keep SKUs. One that is kept already stays as it is, so asking twice receives once. */
export async function receiveStock(
  db: Sql,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<void> {
  await db.rows`
    with fresh as (
      insert into stock (sku, on_hand)
      select sku, quantity from unnest(
        ${lines.map(({ sku }) => sku)}::text[], ${lines.map(({ quantity }) => quantity)}::bigint[]) as l (sku, quantity)
       order by sku
          on conflict do nothing
      returning sku, on_hand, reserved, version),
    said as (
      insert into outbox_event (type, key, data)
      select 'inventory.levels_changed', 'stock', json_build_object('levels', json_agg(json_build_object(
               'sku', sku, 'onHand', on_hand, 'reserved', reserved, 'version', version)))
        from fresh having count(*) > 0)
    insert into movement (sku, delta, kind, reason)
    select sku, on_hand, 'receipt', 'first stock' from fresh where on_hand > 0`
}

export type ReturnedLine = { readonly reference: string; readonly sku: string; readonly quantity: number }

/** Puts pieces that came back on the shelf, each under the refund or return that brought them. */
export async function restock(db: Sql, lines: readonly ReturnedLine[]): Promise<void> {
  await db.rows`
    with came as (
      select * from unnest(
        ${lines.map(({ reference }) => reference)}::text[], ${lines.map(({ sku }) => sku)}::text[],
        ${lines.map(({ quantity }) => quantity)}::bigint[]) as c (reference, sku, quantity)),
    locked as (select sku from stock where sku = any(array(select sku from came)) order by sku for update),
    change as (select sku, sum(quantity)::bigint as quantity from came join locked using (sku) group by sku),
    changed as (
      update stock set on_hand = stock.on_hand + change.quantity, version = stock.version + 1
        from change where stock.sku = change.sku
      returning stock.sku, on_hand, reserved, version),
    said as (
      insert into outbox_event (type, key, data)
      select 'inventory.levels_changed', 'stock', json_build_object('levels', json_agg(json_build_object(
               'sku', sku, 'onHand', on_hand, 'reserved', reserved, 'version', version)))
        from changed having count(*) > 0)
    insert into movement (sku, delta, kind, reason, reference)
    select sku, quantity, 'adjustment', 'came back', reference from came join changed using (sku)`
}

export type Adjustment = {
  readonly sku: string
  readonly delta: number
  readonly reason: string
  readonly actor: string
  readonly lowStockAt: number | null
}

/**
 * Changes the count and keeps the reason. No row back means that the SKU is not kept, or that less
 * would be left than is reserved.
 */
export async function adjustStock(
  db: Sql,
  { sku, delta, reason, actor, lowStockAt }: Adjustment,
): Promise<boolean> {
  const rows = await db.rows`
    with changed as (
      update stock
         set on_hand = on_hand + ${delta}::bigint,
             low_stock_at = coalesce(${lowStockAt}::bigint, low_stock_at),
             version = version + 1
       where sku = ${sku} and on_hand + ${delta}::bigint >= reserved
      returning sku, on_hand, reserved, version),
    moved as (
      insert into movement (sku, delta, kind, reason, actor)
      select sku, ${delta}::bigint, 'adjustment', ${reason}, ${actor} from changed where ${delta}::bigint <> 0),
    said as (
      insert into outbox_event (type, key, data)
      select 'inventory.levels_changed', 'stock', json_build_object('levels', json_agg(json_build_object(
               'sku', sku, 'onHand', on_hand, 'reserved', reserved, 'version', version)))
        from changed having count(*) > 0
      union all
      select 'inventory.out_of_stock', sku, json_build_object('sku', sku)
        from changed where on_hand = reserved and ${delta}::bigint < 0)
    select 1 from changed`
  return rows.length > 0
}

export type LockedLevel = Pick<Level, 'onHand' | 'reserved' | 'lowStockAt'>

/** The level of a SKU under the lock of its row. */
export async function lockLevel(tx: Sql, sku: string): Promise<LockedLevel | undefined> {
  const [level] = await tx.rows<LockedLevel>`
    select on_hand as "onHand", reserved, low_stock_at as "lowStockAt" from stock where sku = ${sku} for update`
  return level
}

/** A row for a SKU that is not kept yet, empty, so that an adjustment can fill it. */
export async function beginSku(db: Sql, sku: string): Promise<void> {
  await db.rows`insert into stock (sku, on_hand) values (${sku}, 0) on conflict do nothing`
}

export type MovementRow = {
  readonly id: number
  readonly sku: string
  readonly delta: number
  readonly kind: string
  readonly reason: string | null
  readonly reference: string | null
  readonly actor: string | null
  readonly at: Date
}

/** A page of the ledger of a SKU before a movement, newest first. */
export async function listMovements(
  db: Sql,
  sku: string,
  before: number,
  limit: number,
): Promise<MovementRow[]> {
  return db.rows<MovementRow>`
    select id, sku, delta, kind, reason, reference, actor, at from movement
     where sku = ${sku} and id < ${before} order by id desc limit ${limit}`
}
