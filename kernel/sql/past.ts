/**
 * Moving what the demo shop has just made to when it is said to have happened: a shop shows its weeks, and a
 * first start has only minutes. Times alone are moved, of rows that are named, and never a second time: what is
 * moved lies before all that was made.
 */
import type { Database, Tx } from './database.ts'
import { sql, type Fragment } from './statement.ts'

/** What began at `from` began at `to` instead; `about` is whose act it was: an order, a return, a payment. */
export type Move = { readonly about: string; readonly from: Date; readonly to: Date }

/** Runs `work` where `moved`, `movedAny`, `isMoved` and `isoText` may stand in statements; all or nothing. */
export async function movePast(
  db: Database,
  moves: readonly Move[],
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (moves.length === 0) return
  await db.transaction(async (tx) => {
    await tx.rows`
      create temp table past (
        about text collate "C", from_at timestamptz, to_at timestamptz, primary key (about, from_at)) on commit drop`
    await tx.rows`
      insert into past (about, from_at, to_at)
      select * from unnest(
        ${moves.map(({ about }) => about)}::text[], ${moves.map(({ from }) => from)}::timestamptz[],
        ${moves.map(({ to }) => to)}::timestamptz[])`
    await tx.rows`create index past_from on past (from_at)`
    // What follows an act within a minute keeps its distance, what comes later comes a minute after it: so a
    // slow machine moves nothing beyond the next act. The first act reaches back a minute, for clocks that differ.
    await tx.rows`
      create or replace function pg_temp.moved(whose text, at timestamptz) returns timestamptz language sql stable as $$
        select coalesce(
          (select to_at + least(at - from_at, interval '1 minute') from pg_temp.past
            where about = whose and from_at between at - interval '10 minutes' and at order by from_at desc limit 1),
          (select to_at from pg_temp.past
            where about = whose and from_at between at and at + interval '1 minute' order by from_at limit 1),
          at) $$`
    await tx.rows`
      create or replace function pg_temp.moved_any(at timestamptz) returns timestamptz language sql stable as $$
        select coalesce(
          (select to_at + least(at - from_at, interval '1 minute') from pg_temp.past
            where from_at between at - interval '10 minutes' and at order by from_at desc limit 1),
          at) $$`
    await work(tx)
  })
}

/** When it happened, of a row of one of the orders. */
export function moved(about: Fragment, at: Fragment): Fragment {
  return sql`pg_temp.moved(${about}, ${at})`
}

/** When it happened, of a row that names no order but was made by one of them. */
export function movedAny(at: Fragment): Fragment {
  return sql`pg_temp.moved_any(${at})`
}

export function isMoved(about: Fragment): Fragment {
  return sql`${about} in (select about from pg_temp.past)`
}

/** As times stand in JSON. */
export function isoText(at: Fragment): Fragment {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
