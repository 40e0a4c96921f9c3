/** The SQL of stock as the catalogue knows it, and of first stock that inventory has still to receive. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { StockLevel } from '../domain.ts'

/**
 * Keeps levels where they are news, and notes for the other processes which SKUs they are. One
 * statement a batch: orders change thousands of levels a second.
 */
export async function keepLevels(db: Sql, writer: string, levels: readonly StockLevel[]): Promise<void> {
  if (levels.length === 0) return
  await db.rows`
    with kept as (
      insert into product_stock as s (sku, available, in_stock, version)
      select sku, available, available > 0, version
        from unnest(${levels.map(({ sku }) => sku)}::text[],
                    ${levels.map(({ available }) => available)}::bigint[],
                    ${levels.map(({ version }) => version)}::bigint[]) as heard (sku, available, version)
          on conflict (sku) do update
         set available = excluded.available, in_stock = excluded.in_stock, version = excluded.version
       where s.version < excluded.version
      returning sku)
    insert into catalog_change (writer, kind, keys)
    select ${writer}, 'stock', array_agg(sku) from kept having count(*) > 0`
}

export type FirstStock = { readonly sku: string; readonly quantity: number }

/** First stock that was written with a product and that inventory has not confirmed. */
export async function stockToReceive(db: Sql, limit: number): Promise<FirstStock[]> {
  return db.rows<FirstStock>`select sku, quantity from stock_to_receive order by sku limit ${limit}`
}

export async function firstStockOf(db: Sql, productIds: readonly string[]): Promise<FirstStock[]> {
  return db.rows<FirstStock>`
    select r.sku, r.quantity from product p join stock_to_receive r on r.sku = p.sku
     where p.id = any(${productIds}::text[])`
}

export async function forgetReceived(db: Sql, skus: readonly string[]): Promise<void> {
  await db.rows`delete from stock_to_receive where sku = any(${skus}::text[])`
}

/** SKUs of products on sale behind a SKU, in order. */
export async function skusBehind(db: Sql, sku: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ sku: string }>`
    select sku from product where sku > ${sku} and archived_at is null order by sku limit ${limit}`
  return rows.map((row) => row.sku)
}
