/** The parcels of the demo’s orders, moved to the days on which they are said to have travelled. */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, isoText, moved, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql } from '@rialto/kernel/sql/statement'

export async function moveShipments(db: Database, moves: readonly Move[]): Promise<void> {
  const order = sql`order_id`
  const stepAt = moved(order, sql`(step ->> 'at')::timestamptz`)
  await movePast(db, moves, async (tx) => {
    await tx.rows`
      update shipment
         set created_at = ${moved(order, sql`created_at`)}, updated_at = ${moved(order, sql`updated_at`)},
             history = (select jsonb_agg(step || jsonb_build_object('at', ${isoText(stepAt)}) order by place)
                          from jsonb_array_elements(history) with ordinality as h (step, place))
       where ${isMoved(order)}`
    await tx.rows`update outbox_event set time = ${moved(sql`key`, sql`time`)} where ${isMoved(sql`key`)}`
  })
}
