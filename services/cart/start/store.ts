/** The SQL of carts’ beginnings. All but the reading happens under the locks of the carts. */
import assert from 'node:assert/strict'
import type { Period } from '@rialto/kernel/list/period'
import type { Sql, Tx } from '@rialto/kernel/sql/database'

/** A cart that was emptied and is filled again the same day was begun once. */
export async function noteStarts(tx: Tx, cartIds: readonly string[], at: Date): Promise<void> {
  if (cartIds.length === 0) return
  await tx.rows`
    insert into cart_start (cart_id, began_at)
    select id, ${at}::timestamptz from unnest(${cartIds}::text[]) as begun (id)
     where not exists (select from cart_start
                        where cart_id = id and ordered_at is null and began_at > ${at}::timestamptz - interval '1 day')
        on conflict do nothing`
}

/** What a guest began goes on in the user’s cart; where both had begun one, they are one from now on. */
export async function moveStart(tx: Tx, from: string, to: string, hasBegun: boolean): Promise<void> {
  await tx.rows`
    with left_behind as (
      delete from cart_start where cart_id = ${from} and ordered_at is null returning began_at)
    insert into cart_start (cart_id, began_at)
    select ${to}, max(began_at) from left_behind having count(*) > 0 and not ${hasBegun}
        on conflict do nothing`
}

/** The last beginning of each cart has led to an order; a second order of the same cart adds nothing. */
export async function noteOrdered(tx: Tx, cartIds: readonly string[]): Promise<void> {
  if (cartIds.length === 0) return
  await tx.rows`
    update cart_start set ordered_at = now()
     where ordered_at is null
       and (cart_id, began_at) in (
         select cart_id, max(began_at) from cart_start where cart_id = any(${cartIds}::text[]) group by cart_id)`
}

export type Starts = { readonly begun: number; readonly ordered: number }

type Counted = {
  readonly now: Starts
  readonly before: Starts
  readonly countedSince: Date | null
}

export async function countStarts(sql: Sql, { from, to, before }: Period): Promise<Counted> {
  const [row] = await sql.rows<{
    begun: number
    ordered: number
    begunBefore: number
    orderedBefore: number
    countedSince: Date | null
  }>`
    select count(*) filter (where began_at >= ${from}) as begun,
           count(ordered_at) filter (where began_at >= ${from}) as ordered,
           count(*) filter (where began_at < ${from}) as "begunBefore",
           count(ordered_at) filter (where began_at < ${from}) as "orderedBefore",
           (select min(began_at) from cart_start) as "countedSince"
      from cart_start where began_at >= ${before} and began_at < ${to}`
  assert(row, 'a sum of nothing is a row as well')
  const { begun, ordered, begunBefore, orderedBefore, countedSince } = row
  return { now: { begun, ordered }, before: { begun: begunBefore, ordered: orderedBefore }, countedSince }
}

export async function forgetStarts(sql: Sql, before: Date, startsMax: number): Promise<number> {
  const gone = await sql.rows`
    delete from cart_start where (cart_id, began_at) in (
      select cart_id, began_at from cart_start where began_at < ${before} order by began_at limit ${startsMax})
    returning 1`
  return gone.length
}
