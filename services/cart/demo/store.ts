/** When the demo’s carts are said to have been begun, and when they were ordered: the dashboard counts both. */
import type { Database } from '@rialto/kernel/sql/database'

/** A cart as it was at `from`; ordered at `to`, or left then. */
export type CartMove = { readonly cartId: string; readonly from: Date; readonly to: Date }

const CHOOSING = '7 minutes'

/** Moves what was begun since the demo was, of each cart the last beginning before it was ordered or left. */
export async function moveCarts(db: Database, moves: readonly CartMove[], since: Date): Promise<void> {
  const [ids, from, to] = [
    moves.map(({ cartId }) => cartId),
    moves.map((move) => move.from),
    moves.map((move) => move.to),
  ]
  await db.transaction(async (tx) => {
    await tx.rows`
      update cart_start
         set began_at = to_at - ${CHOOSING}::interval,
             ordered_at = case when ordered_at is not null
                               then to_at + least(greatest(ordered_at - from_at, '0'), interval '1 minute') end
        from unnest(${ids}::text[], ${from}::timestamptz[], ${to}::timestamptz[]) as past (id, from_at, to_at)
       where cart_id = id
         and began_at = (select max(began_at) from cart_start as one
                          where one.cart_id = id and one.began_at between ${since} and from_at)`
    await tx.rows`
      update cart set touched_on = to_at::date
        from unnest(${ids}::text[], ${to}::timestamptz[]) as past (cart_id, to_at)
       where cart.id = cart_id and user_id is null`
  })
}
