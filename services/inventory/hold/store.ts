/**
 * The SQL of holds. Each change is one statement for a whole batch, all or nothing: it locks stock rows in the
 * order of their SKUs, and touches holds only after that. So whoever has a hold in hand has its stock too,
 * and no two batches wait for each other.
 */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { HoldRequest, SeenLine } from '../domain.ts'

/**
 * Holds what is free for each item, all of its lines or none. Gives the lines as they were judged, and none
 * where all are granted. Throws a unique violation when an item was asked before; nothing is held then.
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
      insert into hold (id, skus, quantities, reference, expires_at)
      select id, array_agg(sku), array_agg(quantity), min(reference), now() + make_interval(secs => min(ttl))
        from judged where granted group by item, id order by id)
    select item, sku, quantity, free, granted from judged
     where exists (select from judged where not granted)`
}

/**
 * Prolongs what is held already of orders that ask again, and says which of them still hold it. What ended
 * in the meantime stays ended.
 */
export async function prolongHolds(db: Sql, items: readonly HoldRequest[]): Promise<ReadonlySet<string>> {
  const ids = items.map(({ id }) => id)
  const rows = await db.rows<{ id: string }>`
    with target as (select id, skus from hold where id = any(${ids}::text[]) and outcome is null),
    ${LOCK_STOCK}
    update hold
       set expires_at = greatest(hold.expires_at, now() + make_interval(secs => again.ttl))
      from unnest(${ids}::text[], ${items.map(({ ttlSeconds }) => ttlSeconds)}::int[]) as again (id, ttl)
     where hold.id = again.id and outcome is null and (select count(*) from locked) >= 0
    returning hold.id`
  return new Set(rows.map(({ id }) => id))
}

/** Turns what is still held into sales. Holds that ended otherwise stay as they are. */
export async function sellHolds(db: Sql, ids: readonly string[]): Promise<void> {
  await db.rows`
    with target as (select id, skus from hold where id = any(${ids}::text[]) and outcome is null),
    ${LOCK_STOCK},
    ended as (
      update hold set outcome = 'sold', ended_at = now()
       where id = any(${ids}::text[]) and outcome is null and (select count(*) from locked) >= 0
      returning id, skus, quantities),
    line as (select id, sku, quantity from ended, unnest(skus, quantities) as l (sku, quantity)),
    change as (
      select sku, -sum(quantity) as on_hand, -sum(quantity) as reserved from line group by sku),
    ${APPLY_CHANGE}
    insert into movement (sku, delta, kind, reference) select sku, -quantity, 'sale', id from line`
}

/**
 * Gives back what was held, and what was sold and has not come back yet. What was never held is written as
 * released, so that a hold still on its way meets it and is refused.
 */
export async function giveBackMany(db: Sql, orders: readonly string[]): Promise<void> {
  const ids = [...new Set(orders)]
  const [missed] = await db.rows<{ count: number }>`
    with target as (
      select id, skus from hold
       where id = any(${ids}::text[]) and (outcome is null or (outcome = 'sold' and returned_at is null))),
    ${LOCK_STOCK},
    back as (
      update hold
         set outcome = coalesce(outcome, 'released'), ended_at = coalesce(ended_at, now()),
             returned_at = case when outcome = 'sold' then now() end
       where id = any(${ids}::text[]) and (outcome is null or (outcome = 'sold' and returned_at is null))
         and (select count(*) from locked) >= 0
      returning id, skus, quantities, outcome = 'sold' as sold),
    line as (select id, sku, quantity, sold from back, unnest(skus, quantities) as l (sku, quantity)),
    change as (
      select sku,
             coalesce(sum(quantity) filter (where sold), 0) as on_hand,
             -coalesce(sum(quantity) filter (where not sold), 0) as reserved
        from line group by sku),
    ${APPLY_CHANGE},
    moved as (
      insert into movement (sku, delta, kind, reference)
      select sku, quantity, 'return', id from line where sold),
    unknown as (
      select id from unnest(${ids}::text[]) as asked (id)
       where not exists (select from hold where hold.id = asked.id)),
    refused as (
      insert into hold (id, skus, quantities, expires_at, outcome, ended_at)
      select id, '{}', '{}', now(), 'released', now() from unknown
       where (select count(*) from locked) >= 0 order by id
          on conflict do nothing
      returning 1)
    select (select count(*) from unknown) - (select count(*) from refused) as count`
  // A hold that committed while this waited for it: the statement could not see it, the next one can.
  if (missed && missed.count > 0) await giveBackMany(db, ids)
}

/** Releases what still stands of them. */
export async function releaseHolds(db: Sql, ids: readonly string[]): Promise<void> {
  const which = sql`select id, skus from hold where id = any(${ids}::text[]) and outcome is null`
  await endOpen(db, 'released', which, sql`for update`)
}

/** Frees holds whose time is over, oldest first, a bounded bite at a time, by any replica. */
export async function expireHolds(db: Sql, holdsMax: number): Promise<number> {
  const which = sql`
    select id, skus from hold
     where expires_at > coalesce((select until from sweep_mark where name = 'holds'), '-infinity')
       and expires_at < now() and outcome is null
     order by expires_at limit ${holdsMax}`
  // One that somebody else is busy with keeps nobody waiting: a later sweep finds it.
  return endOpen(db, 'expired', which, sql`for update skip locked`)
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

async function endOpen(
  db: Sql,
  outcome: 'released' | 'expired',
  which: Fragment,
  lock: Fragment,
): Promise<number> {
  const rows = await db.rows`
    with target as (${which}),
    ${LOCK_STOCK},
    open as (
      select id from hold
       where id = any(array(select id from target)) and outcome is null and (select count(*) from locked) >= 0
       ${lock}),
    ended as (
      update hold set outcome = ${outcome}, ended_at = now() from open where hold.id = open.id
      returning hold.id, skus, quantities),
    line as (select sku, quantity from ended, unnest(skus, quantities) as l (sku, quantity)),
    change as (select sku, 0::bigint as on_hand, -sum(quantity) as reserved from line group by sku),
    ${APPLY_CHANGE}
    select 1 from ended`
  return rows.length
}

/** Locks the stock of `target (skus)`. A step that changes holds asks for its count, or it would not wait for it. */
const LOCK_STOCK = sql`
    locked as (
      select sku from stock where sku = any(array(select unnest(skus) from target)) order by sku for update)`

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

type ReservationName = {
  readonly sku: string
  readonly id?: string | undefined
  readonly reference?: string | undefined
}

/** Reservations of one SKU by what is known of them, the oldest first. */
export async function findReservations(
  db: Sql,
  { sku, id, reference }: ReservationName,
): Promise<readonly HoldRow[]> {
  const ids = id === undefined ? sql`` : sql`and id = ${id}`
  const references = reference === undefined ? sql`` : sql`and reference = ${reference}`
  return db.rows<HoldRow>`
    select id, skus[1] as sku, quantities[1] as quantity, reference, outcome, expires_at as "expiresAt"
      from hold where skus = array[${sku}] ${ids} ${references} order by id`
}

/** Whether an order itself holds the SKU, alone or among others. */
export async function isHeldByOrder(db: Sql, orderId: string, sku: string): Promise<boolean> {
  const rows = await db.rows`select 1 from hold where id = ${orderId} and ${sku} = any(skus)`
  return rows.length > 0
}

export type HeldRow = Omit<HoldRow, 'outcome'> & {
  readonly outcome: HoldRow['outcome'] | 'returned'
  readonly createdAt: Date
}
/** The last hold seen: time and id. */
export type HoldPosition = { readonly at: string; readonly id: string }

/**
 * Holds of a SKU, newest first: those that stand, and where wanted those that ended. Read as the sweep does, by
 * when they would lapse: what lapses before the mark has ended.
 */
export async function listHolds(
  db: Sql,
  sku: string,
  {
    ended,
    after,
    limit,
  }: { readonly ended: boolean; readonly after: HoldPosition | undefined; readonly limit: number },
): Promise<HeldRow[]> {
  // Whole milliseconds, as a cursor holds them.
  const created = sql`date_trunc('milliseconds', created_at)`
  return db.rows<HeldRow>`
    select id, line.sku, quantity, reference, expires_at as "expiresAt", ${created} as "createdAt",
           case when returned_at is not null then 'returned' else outcome end as outcome
      from hold cross join unnest(skus, quantities) as line (sku, quantity)
     where line.sku = ${sku} and ${sku} = any(skus) and ${
       ended
         ? sql`expires_at > now() - interval '1 day'`
         : sql`outcome is null and expires_at > coalesce((select until from sweep_mark where name = 'holds'), '-infinity')`
     }
       and ${after === undefined ? sql`true` : sql`(${created}, id) < (${after.at}::timestamptz, ${after.id})`}
     order by ${created} desc, id desc limit ${limit}`
}
