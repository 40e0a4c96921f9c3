/** The SQL of sessions. */
import type { SessionEndReason } from '@rialto/contracts/identity'
import type { Sql } from '@rialto/kernel/sql/database'
import type { EndPoint } from './domain.ts'

export type Ended = { readonly sessionId: string; readonly userId: string }

export type NewSession = {
  readonly id: string
  readonly userId: string
  readonly tokenHash: Buffer
  readonly usableUntil: Date
  readonly endsAt: Date
  readonly agent: string | null
}

export async function insertSession(tx: Sql, session: NewSession, now: Date): Promise<void> {
  await tx.rows`
    insert into session (id, user_id, token_hash, created_at, used_at, usable_until, ends_at, agent)
    values (${session.id}, ${session.userId}, ${session.tokenHash}, ${now}, ${now}, ${session.usableUntil},
            ${session.endsAt}, ${session.agent})`
}

export type LockedSession = {
  readonly userId: string
  readonly isCurrent: boolean
  readonly isRaced: boolean
  readonly isEnded: boolean
  readonly usableUntil: Date
  readonly endsAt: Date
}

/**
 * Locks a session and compares the token. `isRaced`: the token is the one that the last rotation replaced, and
 * that rotation had not committed when this statement began. Transactions tell, so no clock has to.
 */
export async function lockSession(tx: Sql, id: string, hash: Buffer): Promise<LockedSession | undefined> {
  const [session] = await tx.rows<LockedSession>`
    select user_id as "userId",
           token_hash = ${hash} as "isCurrent",
           coalesce(previous_hash = ${hash} and not pg_visible_in_snapshot(rotated_xid, pg_current_snapshot()), false)
             as "isRaced",
           ended_at is not null as "isEnded",
           usable_until as "usableUntil", ends_at as "endsAt"
      from session
     where id = ${id}
       for update`
  return session
}

export async function rotateSession(
  tx: Sql,
  id: string,
  hash: Buffer,
  usableUntil: Date,
  now: Date,
): Promise<void> {
  await tx.rows`
    update session
       set previous_hash = token_hash, token_hash = ${hash},
           rotated_xid = pg_current_xact_id(), usable_until = ${usableUntil}, used_at = ${now}
     where id = ${id}`
}

/** Ends what has not ended yet, and says which those were. */
export async function endSessions(
  tx: Sql,
  ids: readonly string[],
  reason: SessionEndReason,
  now: Date,
): Promise<Ended[]> {
  return tx.rows`
    update session
       set ended_at = ${now}, ended_reason = ${reason}, ended_xid = pg_current_xact_id()
     where id = any(${ids}::text[]) and ended_at is null
    returning id as "sessionId", user_id as "userId"`
}

/** The live sessions of an account, the newest first. */
export async function listLiveSessions(tx: Sql, userId: string, skip = 0): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    select id from session
     where user_id = ${userId} and ended_at is null
     order by created_at desc, id desc
    offset ${skip}`
  return rows.map(({ id }) => id)
}

export type SessionRow = {
  readonly id: string
  readonly agent: string | null
  readonly createdAt: Date
  readonly usedAt: Date
  readonly usableUntil: Date
}

/** The sessions that a user can still go on with, the newest first. */
export async function listSessions(db: Sql, userId: string, now: Date, most: number): Promise<SessionRow[]> {
  return db.rows`
    select id, agent, created_at as "createdAt", coalesce(used_at, created_at) as "usedAt",
           usable_until as "usableUntil"
      from session
     where user_id = ${userId} and ended_at is null and usable_until > ${now}
     order by created_at desc, id desc
     limit ${most}`
}

/** Whether the session is or was this user's. */
export async function isSessionOf(db: Sql, id: string, userId: string): Promise<boolean> {
  const rows = await db.rows`select from session where id = ${id} and user_id = ${userId}`
  return rows.length === 1
}

export async function isLive(db: Sql, id: string, userId: string): Promise<boolean> {
  const rows =
    await db.rows`select from session where id = ${id} and user_id = ${userId} and ended_at is null`
  return rows.length === 1
}

/**
 * A bite of the sessions that ended behind a point, with the transaction before which all had been decided when
 * this statement began: who asks on from there misses nothing that commits late, and hears some twice.
 * A point from another cluster's future (a restored backup) starts from the beginning.
 */
export async function listEnded(db: Sql, point: EndPoint, most: number) {
  const rows = await db.rows<{ id: string | null; xid: string; horizon: string }>`
    with now as (
      select horizon, case when ${point.xid}::xid8 > horizon then '0' else ${point.xid}::xid8 end as since
        from pg_snapshot_xmin(pg_current_snapshot()) as horizon)
    select id, ended_xid::text as xid, horizon::text as horizon
      from now left join lateral (
        select id, ended_xid from session
         where (ended_xid, id) > (now.since, ${point.id})
         order by ended_xid, id
         limit ${most}) as ended on true`
  const [first] = rows
  if (!first) throw new Error('one row always comes')
  return { horizon: first.horizon, ended: rows.flatMap(({ id, xid }) => (id === null ? [] : [{ id, xid }])) }
}

/** Removes sessions nobody can use and no token outlives, a bounded bite at a time. */
export async function deleteOldSessions(
  db: Sql,
  endedBefore: Date,
  now: Date,
  most: number,
): Promise<number> {
  const gone = await db.rows`
    delete from session
     where id = any(array(
       (select id from session where ended_xid is not null and ended_at < ${endedBefore} limit ${most})
       union all
       (select id from session where usable_until < ${now} limit ${most})))
    returning 1`
  return gone.length
}
