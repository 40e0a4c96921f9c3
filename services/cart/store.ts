/**
 * The SQL of carts. Who changes lines first holds the rows of their carts, taken in the order of their
 * ids, so that thirty additions at once lose none and no two batches wait for each other.
 *
 * The readings go by `lateral … limit`: such a plan looks each cart up by its key also when it was made
 * while the tables were still empty.
 */
import { CART_LINES_MAX } from '@rialto/contracts/cart/shapes'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import type { Line, Lines } from './domain.ts'
import type { Target } from './owner/domain.ts'

/** The lines of carts, oldest first; a cart without any has no entry. */
export async function readLines(sql: Sql, cartIds: readonly string[]): Promise<Map<string, Line[]>> {
  const rows = await sql.rows<Line & { cartId: string }>`
    select line.* from unnest(${[...new Set(cartIds)]}::text[]) as asked (cart_id)
     cross join lateral (
       select cart_id as "cartId", id, product_id as "productId", sku, name, price, currency, quantity
         from line where cart_id = asked.cart_id order by id limit ${CART_LINES_MAX}) as line`
  return grouped(rows)
}

/** Takes the rows of carts, making those that are missing, and reads their lines behind the locks. */
export async function openCarts(
  tx: Tx,
  targets: readonly Target[],
  today: string,
): Promise<Map<string, Line[]>> {
  const carts = [...new Map(targets.map((target) => [target.cartId, target])).values()].toSorted(byCartId)
  const ids = carts.map(({ cartId }) => cartId)
  // Both travel together; the second begins when the first has every lock.
  const [, lines] = await Promise.all([
    takeCarts(
      tx,
      ids,
      carts.map(({ userId }) => userId),
      today,
    ),
    readLines(tx, ids),
  ])
  return lines
}

async function takeCarts(
  tx: Tx,
  ids: readonly string[],
  userIds: readonly (string | null)[],
  today: string,
): Promise<void> {
  await tx.rows`
    insert into cart (id, user_id, touched_on)
    select id, user_id, ${today}::date from unnest(${ids}::text[], ${userIds}::text[]) as asked (id, user_id)
        on conflict (id) do update set touched_on = excluded.touched_on`
}

/** The same for carts that exist; the others are left out. */
export async function openKnownCarts(tx: Tx, cartIds: readonly string[]): Promise<Map<string, Line[]>> {
  const ids = [...new Set(cartIds)].toSorted()
  const lock = tx.rows`
    select cart.id from unnest(${ids}::text[]) as asked (id)
     cross join lateral (select id from cart where id = asked.id limit 1 for update) as cart`
  const [, lines] = await Promise.all([lock, readLines(tx, ids)])
  return lines
}

/** Writes what has changed between two states of locked carts, and nothing else. */
export async function saveCarts(
  tx: Tx,
  before: ReadonlyMap<string, Lines>,
  after: ReadonlyMap<string, Lines>,
): Promise<void> {
  const written: (Line & { cartId: string })[] = []
  const gone: { cartId: string; sku: string }[] = []
  for (const [cartId, lines] of after) {
    const earlier = before.get(cartId) ?? []
    if (lines === earlier) continue
    const kept = new Set(earlier)
    const skus = new Set(lines.map(({ sku }) => sku))
    for (const line of lines) if (!kept.has(line)) written.push({ ...line, cartId })
    for (const { sku } of earlier) if (!skus.has(sku)) gone.push({ cartId, sku })
  }
  await Promise.all([
    gone.length > 0 ? deleteLines(tx, gone) : undefined,
    written.length > 0 ? writeLines(tx, written) : undefined,
  ])
}

async function writeLines(tx: Tx, lines: readonly (Line & { cartId: string })[]): Promise<void> {
  await tx.rows`
    insert into line (cart_id, product_id, id, sku, name, price, currency, quantity)
    select * from unnest(
      ${lines.map(({ cartId }) => cartId)}::text[], ${lines.map(({ productId }) => productId)}::text[],
      ${lines.map(({ id }) => id)}::text[], ${lines.map(({ sku }) => sku)}::text[],
      ${lines.map(({ name }) => name)}::text[], ${lines.map(({ price }) => price)}::bigint[],
      ${lines.map(({ currency }) => currency)}::text[], ${lines.map(({ quantity }) => quantity)}::integer[])
        on conflict (cart_id, sku) do update
       set id = excluded.id, product_id = excluded.product_id, name = excluded.name, price = excluded.price,
           currency = excluded.currency, quantity = excluded.quantity`
}

async function deleteLines(tx: Tx, lines: readonly { cartId: string; sku: string }[]): Promise<void> {
  await tx.rows`
    delete from line where ctid = any(array(
      select found.ctid
        from unnest(${lines.map(({ cartId }) => cartId)}::text[],
                    ${lines.map(({ sku }) => sku)}::text[]) as gone (cart_id, sku)
       cross join lateral (
         select ctid from line where cart_id = gone.cart_id and sku = gone.sku limit 1) as found))`
}

export type CartRow = { readonly cartId: string; readonly userId: string | null }

/** Which of these carts there are, and whose. */
export async function findCarts(sql: Sql, cartIds: readonly string[]): Promise<CartRow[]> {
  return sql.rows<CartRow>`
    select cart.id as "cartId", cart.user_id as "userId"
      from unnest(${[...new Set(cartIds)]}::text[]) as asked (id)
     cross join lateral (select id, user_id from cart where id = asked.id limit 1) as cart`
}

/** Removes guests' carts that nobody touched since a day, oldest first; one in use is left for later. */
export async function removeAbandoned(sql: Sql, before: string, cartsMax: number): Promise<number> {
  const gone = await sql.rows`
    delete from cart where id = any(array(
      select id from cart where user_id is null and touched_on < ${before}::date
       order by touched_on limit ${cartsMax} for update skip locked))
    returning 1`
  return gone.length
}

function grouped(rows: readonly (Line & { cartId: string })[]): Map<string, Line[]> {
  const carts = new Map<string, Line[]>()
  for (const { cartId, ...line } of rows) {
    const lines = carts.get(cartId)
    if (lines) lines.push(line)
    else carts.set(cartId, [line])
  }
  return carts
}

/** By code unit, as all ids are lower-case ASCII: the one order of locks everywhere. */
function byCartId(one: Target, other: Target): number {
  return one.cartId < other.cartId ? -1 : 1
}
