/** The pieces that the demo’s orders held, sold and brought back, moved to when that is said to have been. */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, moved, movedAny, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql } from '@rialto/kernel/sql/statement'

type Stocking = {
  /** When the orders were begun; what came to the shelves within the hour before is their first stock. */
  readonly since: Date
  readonly stockedAt: Date
  readonly skus: readonly string[]
}

export async function moveStock(
  db: Database,
  moves: readonly Move[],
  { since, stockedAt, skus }: Stocking,
): Promise<void> {
  await movePast(db, moves, async (tx) => {
    // First of all: it asks whose doing a change was, by times that have not been moved.
    await tx.rows`
      with foreign_sku as (
        select unnest(skus) as sku from hold where created_at >= ${since} and not ${isMoved(sql`id`)}
         union
        select sku from movement where at >= ${since} and (reference is null or not ${isMoved(sql`reference`)})
         union
        select sku from audit where at >= ${since}),
      own as (
        select unnest(skus) as sku from hold where ${isMoved(sql`id`)} except select sku from foreign_sku)
      update outbox_event set time = ${movedAny(sql`time`)}
       where time >= ${since}
         and case when type = 'inventory.levels_changed'
                  then not exists (select from json_array_elements(data -> 'levels') as level
                                    where level ->> 'sku' not in (select sku from own))
                  else key in (select sku from own) end`
    await tx.rows`
      update shortage set since = ${movedAny(sql`since`)}
       where since >= ${since} and sku in (select unnest(skus) from hold where ${isMoved(sql`id`)})`
    await tx.rows`
      update movement set at = ${moved(sql`reference`, sql`at`)} where ${isMoved(sql`reference`)}`
    await tx.rows`
      update movement set at = ${stockedAt}
       where sku = any(${skus}::text[]) and kind = 'receipt' and reference is null
         and at between ${since}::timestamptz - interval '1 hour' and ${since}`
    await tx.rows`
      update hold
         set created_at = ${moved(sql`id`, sql`created_at`)}, ended_at = ${moved(sql`id`, sql`ended_at`)},
             returned_at = ${moved(sql`id`, sql`returned_at`)},
             expires_at = ${moved(sql`id`, sql`created_at`)} + (expires_at - created_at)
       where ${isMoved(sql`id`)}`
  })
}
