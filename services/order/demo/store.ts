/**
 * The orders of the demo shop, moved back to the days that they are said to be of. An order's events stay as
 * they are and in their order; only when they happened is told otherwise, before anybody has read them.
 */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, isoText, moved, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql, type Fragment } from '@rialto/kernel/sql/statement'

/** An act on an order, named by the first event that it makes, and when it is said to have been done. */
export type Act = { readonly orderId: string; readonly type: string; readonly at: Date }

export type OrderPast = {
  readonly moves: readonly Move[]
  /** Where an order came out of a cart: the cart, and when it was ordered, really and as is said. */
  readonly carts: readonly { readonly cartId: string; readonly from: Date; readonly to: Date }[]
}

/** What is still to be moved: acts that were made since the demo was begun. None when all is moved. */
export async function orderPast(db: Database, acts: readonly Act[], since: Date): Promise<OrderPast> {
  const rows = await db.rows<Move & { cartId: string | null; returnId: string | null }>`
    select stream as about, e.at as "from", act.at as "to",
           case when e.type = 'order.placed' then data ->> 'cartId' end as "cartId",
           case when e.type = 'order.return_received' then data ->> 'returnId' end as "returnId"
      from unnest(
        ${acts.map(({ orderId }) => orderId)}::text[], ${acts.map(({ type }) => `order.${type}`)}::text[],
        ${acts.map(({ at }) => at)}::timestamptz[]) as act (id, type, at)
      join order_event e on stream = act.id and e.type = act.type
     where e.at >= ${since}`
  const moves = rows.map(({ about, from, to }) => ({ about, from, to }))
  // What comes back to the shelf is entered there under its return.
  const returns = rows.flatMap(({ returnId, from, to }) =>
    returnId === null ? [] : [{ about: returnId, from, to }],
  )
  const carts = rows.flatMap(({ cartId, from, to }) => (cartId === null ? [] : [{ cartId, from, to }]))
  return { moves: [...moves, ...returns], carts }
}

/** To be done last: what is still to be moved elsewhere is told by what is not yet moved here. */
export async function moveOrders(db: Database, moves: readonly Move[]): Promise<void> {
  await movePast(db, moves, async (tx) => {
    await tx.rows`
      update order_invoice set issued_at = ${moved(sql`order_id`, sql`issued_at`)} where ${isMoved(sql`order_id`)}`
    await tx.rows`
      update orders set created_at = ${moved(sql`id`, sql`created_at`)}, updated_at = ${moved(sql`id`, sql`updated_at`)}
       where ${isMoved(sql`id`)}`
    await tx.rows`
      update order_event
         set at = ${moved(sql`stream`, sql`at`)},
             data = case when type in ('order.confirmed', 'order.awaiting_payment')
                         then ${withTimes(['stockHeldAt', 'paidAt', 'holdExpiresAt'])} else data end
       where ${isMoved(sql`stream`)}`
  })
}

/** As text, so that all else stays byte for byte. */
function withTimes(names: readonly string[]): Fragment {
  return sql`${names.reduce(
    (text, name) => {
      const old = sql`(data ->> ${name})`
      const at = isoText(moved(sql`stream`, sql`${old}::timestamptz`))
      return sql`coalesce(replace(${text}, ${old}, ${at}), ${text})`
    },
    sql`data::text`,
  )}::json`
}
