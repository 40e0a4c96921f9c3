/** The SQL of carts that have just been ordered. */
import type { Sql } from '@rialto/kernel/sql/database'

export type OrderedCart = {
  readonly cartId: string
  readonly lines: readonly { readonly id: string; readonly quantity: number }[]
}

export type Claim = OrderedCart & {
  readonly orderId: string
  /** Who asks with a key asks again as the same: the key says what became of it. */
  readonly asker: string
}

/**
 * The carts that others have, with their orders: null where the claim is only just being written. An order that
 * is not to be seen yet counts as one that is being decided. Each cart may stand in a batch once.
 */
export async function claimCarts(
  db: Sql,
  items: readonly Claim[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.rows<{ cartId: string; orderId: string | null }>`
    with asked as (
      select * from unnest(
        ${items.map(({ cartId }) => cartId)}::text[], ${items.map(printOf)}::text[],
        ${items.map(({ orderId }) => orderId)}::text[], ${items.map(({ asker }) => asker)}::text[]
      ) as a (cart_id, lines, order_id, asker)),
    claimed as (
      insert into cart_claim as held (cart_id, lines, order_id, asker)
      select cart_id, md5(lines), order_id, asker from asked order by cart_id
          on conflict (cart_id) do update
         set lines = excluded.lines, asker = excluded.asker, at = excluded.at,
             order_id = case when held.lines = excluded.lines and held.asker = excluded.asker
                             then held.order_id else excluded.order_id end
       where held.lines <> excluded.lines
          or held.asker = excluded.asker
          or held.at < now() - interval '1 minute'
          or exists (
               select from orders o
                where o.id = held.order_id and o.status not in ('pending', 'confirmed', 'shipped', 'delivered'))
      returning cart_id)
    select asked.cart_id as "cartId", held.order_id as "orderId"
      from asked
      left join cart_claim held on held.cart_id = asked.cart_id
     where not exists (select from claimed where claimed.cart_id = asked.cart_id)`
  return new Map(rows.map(({ cartId, orderId }) => [cartId, orderId]))
}

/** A line that left the cart and came back has another id: so it may be ordered again. */
function printOf({ lines }: Claim): string {
  return lines
    .map(({ id, quantity }) => `${id} ${quantity}`)
    .toSorted()
    .join()
}

export async function releaseCart(db: Sql, cartId: string, orderId: string): Promise<void> {
  await db.rows`delete from cart_claim where cart_id = ${cartId} and order_id = ${orderId}`
}

export async function forgetClaims(db: Sql): Promise<void> {
  await db.rows`delete from cart_claim where at < now() - interval '1 hour'`
}
