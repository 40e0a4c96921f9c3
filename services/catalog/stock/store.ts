/** The SQL of stock as the catalogue knows it, and of first stock that inventory has still to receive. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { StockLevel } from '../domain.ts'

/** A SKU that sold out or came back. */
export type Turn = { readonly productId: string; readonly sku: string; readonly inStock: boolean }

/**
 * Keeps levels where they are news, notes for the other processes which SKUs they are, and gives those that
 * sold out or came back. One statement a batch: orders change thousands of levels a second.
 */
export async function keepLevels(db: Sql, writer: string, levels: readonly StockLevel[]): Promise<Turn[]> {
  if (levels.length === 0) return []
  return db.rows<Turn>`
    with kept as (
      insert into product_stock as s (sku, available, in_stock, version)
      select sku, available, available > 0, version
        from unnest(${levels.map(({ sku }) => sku)}::text[],
                    ${levels.map(({ available }) => available)}::bigint[],
                    ${levels.map(({ version }) => version)}::bigint[]) as heard (sku, available, version)
          on conflict (sku) do update
         set available = excluded.available, in_stock = excluded.in_stock, version = excluded.version
       where s.version < excluded.version
      returning s.sku, new.in_stock, old.in_stock as was_in_stock),
    noted as (
      insert into catalog_change (writer, kind, keys)
      select ${writer}, 'stock', array_agg(sku) from kept having count(*) > 0),
    turned as (
      select r.product_id, k.sku, k.in_stock
        from kept k join product_reference r on r.reference = k.sku
       where k.in_stock <> k.was_in_stock),
    told as (
      insert into catalog_change (writer, kind, keys)
      select ${writer}, 'availability', array_agg(distinct product_id) from turned having count(*) > 0)
    select product_id as "productId", sku, in_stock as "inStock" from turned order by sku`
}

/**
 * Begins to show SKUs with their first stock, until inventory says otherwise, and notes that inventory has
 * still to receive it. A SKU that is known keeps its level. Gives the levels of all of them.
 */
export async function beginStock(
  tx: Sql,
  pieces: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<StockLevel[]> {
  if (pieces.length === 0) return []
  return tx.rows<StockLevel>`
    with begun as (
      select * from unnest(${pieces.map(({ sku }) => sku)}::text[],
                           ${pieces.map(({ quantity }) => quantity)}::bigint[]) as b (sku, quantity)
       order by sku collate "C"),
    noted as (insert into stock_to_receive (sku, quantity) select sku, quantity from begun on conflict do nothing),
    stocked as (
      insert into product_stock (sku, available, in_stock, version)
      select sku, quantity, quantity > 0, 0 from begun
          on conflict do nothing
      returning sku, available, version)
    select b.sku, coalesce(f.available, known.available, b.quantity) as available,
           coalesce(f.version, known.version, 0) as version
      from begun b
      left join stocked f on f.sku = b.sku
      left join product_stock known on known.sku = b.sku`
}

export type FirstStock = { readonly sku: string; readonly quantity: number }

/** First stock that was written with a product and that inventory has not confirmed. */
export async function stockToReceive(db: Sql, limit: number): Promise<FirstStock[]> {
  return db.rows<FirstStock>`select sku, quantity from stock_to_receive order by sku limit ${limit}`
}

export async function firstStockOf(db: Sql, productIds: readonly string[]): Promise<FirstStock[]> {
  return db.rows<FirstStock>`
    select r.sku, r.quantity
      from product p cross join unnest(p.skus) as sold (sku) join stock_to_receive r on r.sku = sold.sku collate "C"
     where p.id = any(${productIds}::text[])`
}

export async function forgetReceived(db: Sql, skus: readonly string[]): Promise<void> {
  await db.rows`delete from stock_to_receive where sku = any(${skus}::text[])`
}

/** SKUs that stock is known of, behind a SKU, in order. */
export async function skusBehind(db: Sql, sku: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ sku: string }>`
    select sku from product_stock where sku > ${sku} order by sku limit ${limit}`
  return rows.map((row) => row.sku)
}
