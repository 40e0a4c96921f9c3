/**
 * The SQL of holds. Each change is one statement for a whole batch: it locks the stock rows in the order
 * of their SKUs (so that no two batches can wait for each other), changes them, keeps the ledger, and
 * says the new levels, all or nothing.
 */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { HoldRequest, SeenLine } from '../domain.ts'

/**
 * Holds what is free for each item, all of its lines or none. Throws a unique violation when an item
 * was asked before; nothing is held then.
 */
export async function holdMany(db: Sql, items: readonly HoldRequest[]): Promise<SeenLine[]> {
  const lines = items.flatMap(({ id, lines: wanted, ttlSeconds, reference }, item) =>
    wanted.map(({ sku, quantity }) => ({
      item,
      id,
      sku,
      quantity,
      ttlSeconds,
      reference: reference ?? null,
    })),
  )
  return db.rows<SeenLine>`
    with line as (
      select * from unnest(
        ${lines.map(({ item }) => item)}::int[], ${lines.map(({ id }) => id)}::text[],
        ${lines.map(({ sku }) => sku)}::text[], ${lines.map(({ quantity }) => quantity)}::bigint[],
        ${lines.map(({ ttlSeconds }) => ttlSeconds)}::int[], ${lines.map(({ reference }) => reference)}::text[]
      ) as l (item, id, sku, quantity, ttl, reference)),
    locked as (
      select sku, on_hand - reserved as free from stock
       where sku = any(${[...new Set(lines.map(({ sku }) => sku))]}::text[])
       order by sku for update),
    running as (
      select line.*, locked.free,
             sum(line.quantity) over (partition by line.sku order by line.item) as wanted
        from line left join locked on locked.sku = line.sku),
    judged as (
      select running.*, bool_and(free is not null and wanted <= free) over (partition by item) as granted
        from running),
    change as (
      select sku, 0::bigint as on_hand, sum(quantity) as reserved from judged where granted group by sku),
    ${APPLY_CHANGE},
    held as (
      insert into hold (id, sku, quantity, reference, expires_at)
      select id, sku, quantity, reference, now() + make_interval(secs => ttl) from judged where granted)
    select item, sku, quantity, free, granted from judged`
}

/**
 * Prolongs what is held already of orders that ask again, and says which of them still hold all of it.
 * What ended in the meantime stays ended.
 */
export async function prolongHolds(db: Sql, items: readonly HoldRequest[]): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ id: string }>`
    with standing as (
      select id, sku, ttl
        from unnest(${items.map(({ id }) => id)}::text[], ${items.map(({ ttlSeconds }) => ttlSeconds)}::int[]) as again (id, ttl)
        join hold using (id)
       where outcome is null
       order by id, sku for update of hold)
    update hold
       set expires_at = greatest(hold.expires_at, now() + make_interval(secs => standing.ttl))
      from standing where hold.id = standing.id and hold.sku = standing.sku
    returning hold.id`
  const standing = Map.groupBy(rows, ({ id }) => id)
  return new Set(
    items.filter(({ id, lines }) => standing.get(id)?.length === lines.length).map(({ id }) => id),
  )
}

export type EndedHold = { readonly id: string; readonly sku: string; readonly quantity: number }

/**
 * Turns what is still held into sales. Holds that ended otherwise stay as they are. They are taken in the
 * order in which `giveBackMany` locks them, or an order sold and cancelled at once would wait for itself.
 */
export async function sellHolds(db: Sql, sold: readonly Key[]): Promise<EndedHold[]> {
  const holds = sold.toSorted(byKey)
  return db.rows<EndedHold>`
    with ended as (
      update hold set outcome = 'sold', ended_at = now()
        from unnest(${holds.map(({ id }) => id)}::text[], ${holds.map(({ sku }) => sku)}::text[]) as wanted (id, sku)
       where hold.id = wanted.id and hold.sku = wanted.sku and outcome is null
      returning hold.id, hold.sku, quantity),
    locked as (select sku from stock where sku = any(array(select sku from ended)) order by sku for update),
    change as (
      select sku, -sum(quantity) as on_hand, -sum(quantity) as reserved
        from ended join locked using (sku) group by sku),
    ${APPLY_CHANGE},
    moved as (
      insert into movement (sku, delta, kind, reference) select sku, -quantity, 'sale', id from ended)
    select id, sku, quantity from ended`
}

type Key = { readonly id: string; readonly sku: string }

/** As the database sorts them (`collate "C"`), for ids and SKUs are ASCII. */
function byKey(one: Key, other: Key): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return one.sku === other.sku ? 0 : one.sku < other.sku ? -1 : 1
}

/**
 * Gives back what was held, and what was sold and has not come back yet. A line that was never held is
 * written as released, so that a hold still on its way meets it and is refused.
 */
export async function giveBackMany(
  db: Sql,
  items: readonly Pick<HoldRequest, 'id' | 'lines'>[],
): Promise<void> {
  const given = items.flatMap(({ id, lines: wanted }) =>
    wanted.map(({ sku, quantity }) => ({ id, sku, quantity })),
  )
  // An order may stand in a batch twice (a cancel and its retry): counted twice it would come back twice.
  const lines = [...new Map(given.map((line) => [`${line.id} ${line.sku}`, line])).values()]
  const [missed] = await db.rows<{ count: number }>`
    with asked as (
      select * from unnest(
        ${lines.map(({ id }) => id)}::text[], ${lines.map(({ sku }) => sku)}::text[],
        ${lines.map(({ quantity }) => quantity)}::bigint[]) as l (id, sku, quantity)),
    unknown as (
      select * from asked where not exists (select from hold h where h.id = asked.id and h.sku = asked.sku)),
    refused as (
      insert into hold (id, sku, quantity, expires_at, outcome, ended_at)
      select id, sku, quantity, now(), 'released', now() from unknown
          on conflict do nothing
      returning 1),
    back as (
      select id, sku, hold.quantity, outcome
        from (select id, sku from asked) as wanted join hold using (id, sku)
       where outcome is null or (outcome = 'sold' and returned_at is null)
       order by id, sku for update of hold),
    locked as (select sku from stock where sku = any(array(select sku from back)) order by sku for update),
    change as (
      select sku,
             coalesce(sum(quantity) filter (where outcome = 'sold'), 0) as on_hand,
             -coalesce(sum(quantity) filter (where outcome is null), 0) as reserved
        from back join locked using (sku) group by sku),
    ${APPLY_CHANGE},
    released as (
      update hold set outcome = 'released', ended_at = now()
        from back where hold.id = back.id and hold.sku = back.sku and back.outcome is null),
    returned as (
      update hold set returned_at = now()
        from back where hold.id = back.id and hold.sku = back.sku and back.outcome = 'sold'),
    moved as (
      insert into movement (sku, delta, kind, reference)
      select sku, quantity, 'return', id from back where outcome = 'sold')
    select (select count(*) from unknown) - (select count(*) from refused) as count`
  // A hold that committed while this waited for it: the statement could not see it, the next one can.
  if (missed && missed.count > 0) await giveBackMany(db, items)
}

/** Releases one line of a hold, where it still stands. */
export async function releaseHold(db: Sql, id: string, sku: string): Promise<void> {
  await endOpen(
    db,
    'released',
    sql`select id, sku, quantity from hold where id = ${id} and sku = ${sku} and outcome is null for update`,
  )
}

/** Frees holds whose time is over, oldest first, a bounded bite at a time, by any replica. */
export async function expireHolds(db: Sql, holdsMax: number): Promise<number> {
  const ended = await endOpen(
    db,
    'expired',
    sql`select id, sku, quantity from hold
         where expires_at > coalesce((select until from sweep_mark where name = 'holds'), '-infinity')
           and expires_at < now() and outcome is null
         order by expires_at limit ${holdsMax} for update skip locked`,
  )
  return ended.length
}

/**
 * Notes that everything up to a minute ago has been swept, unless something there is still open: a hold
 * that the sweep found locked and left out. The minute is for holds that were written by transactions
 * still open when the sweep looked.
 */
export async function markSwept(db: Sql): Promise<void> {
  await db.rows`
    insert into sweep_mark (name, until)
    select 'holds', now() - interval '1 minute'
     where not exists (
       select from hold
        where expires_at > coalesce((select until from sweep_mark where name = 'holds'), '-infinity')
          and expires_at < now() - interval '1 minute' and outcome is null)
        on conflict (name) do update set until = excluded.until`
}

async function endOpen(db: Sql, outcome: 'released' | 'expired', which: Fragment): Promise<EndedHold[]> {
  return db.rows<EndedHold>`
    with open as (${which}),
    locked as (select sku from stock where sku = any(array(select sku from open)) order by sku for update),
    change as (
      select sku, 0::bigint as on_hand, -sum(quantity) as reserved from open join locked using (sku) group by sku),
    ${APPLY_CHANGE},
    ended as (
      update hold set outcome = ${outcome}, ended_at = now()
        from open where hold.id = open.id and hold.sku = open.sku)
    select id, sku, quantity from open`
}

/** Applies `change (sku, on_hand, reserved)` to the stock and says the new levels, one event a batch. */
const APPLY_CHANGE = sql`
    changed as (
      update stock
         set on_hand = stock.on_hand + change.on_hand,
             reserved = stock.reserved + change.reserved,
             version = stock.version + 1
        from change where stock.sku = change.sku
      returning stock.sku, stock.on_hand, stock.reserved, stock.version, change.reserved - change.on_hand as taken),
    said as (
      insert into outbox_event (type, key, data)
      select 'inventory.levels_changed', 'stock', json_build_object('levels', json_agg(json_build_object(
               'sku', sku, 'onHand', on_hand, 'reserved', reserved, 'version', version)))
        from changed having count(*) > 0
      union all
      select 'inventory.out_of_stock', sku, json_build_object('sku', sku)
        from changed where on_hand = reserved and taken > 0)`

export type HoldRow = {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly reference: string | null
  readonly outcome: 'sold' | 'released' | 'expired' | null
  readonly expiresAt: Date
}

export async function findHold(db: Sql, id: string, sku: string): Promise<HoldRow | undefined> {
  const [row] = await db.rows<HoldRow>`
    select id, sku, quantity, reference, outcome, expires_at as "expiresAt"
      from hold where id = ${id} and sku = ${sku}`
  return row
}
