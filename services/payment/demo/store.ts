/** The payments of the demo’s orders, with refunds, postings and events, moved to when they are said to have been. */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, moved, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql } from '@rialto/kernel/sql/statement'

export async function movePayments(db: Database, moves: readonly Move[]): Promise<void> {
  const order = sql`order_id`
  await movePast(db, moves, async (tx) => {
    await tx.rows`
      update posting set at = ${moved(sql`whose.order_id`, sql`at`)}
        from (select id, order_id from payment union all select id, order_id from refund) as whose
       where whose.id = transaction_id and ${isMoved(sql`whose.order_id`)}`
    await tx.rows`update refund set created_at = ${moved(order, sql`created_at`)} where ${isMoved(order)}`
    await tx.rows`
      update payment set created_at = ${moved(order, sql`created_at`)}, updated_at = ${moved(order, sql`updated_at`)}
       where ${isMoved(order)}`
    await tx.rows`update outbox_event set time = ${moved(sql`key`, sql`time`)} where ${isMoved(sql`key`)}`
  })
}

/** The same moves, told of the payments: as the provider knows them. */
export async function movesOfPayments(db: Database, moves: readonly Move[]): Promise<Move[]> {
  return db.rows<Move>`
    select payment.id as about, from_at as "from", to_at as "to"
      from unnest(
        ${moves.map(({ about }) => about)}::text[], ${moves.map(({ from }) => from)}::timestamptz[],
        ${moves.map(({ to }) => to)}::timestamptz[]) as past (order_id, from_at, to_at)
      join payment using (order_id)`
}
