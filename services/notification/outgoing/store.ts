/** The SQL of messages that wait for an outside server. */
import type { NotificationChannel, NotificationKind } from '@rialto/contracts/notification'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import type { Cause } from '../domain.ts'

export type QueuedMail = {
  readonly id: string
  readonly about: string
  readonly kind: NotificationKind
  readonly channel: NotificationChannel
  readonly userId: string | null
  readonly recipient: string
  readonly locale: string
  readonly cause: Cause
  readonly at: Date
  readonly tries: number
}

/** Takes what is due for the length of a lease. A process that dies with it lets another have it afterwards. */
export async function claimDue(db: Sql, now: number, leaseMs: number, limit: number): Promise<QueuedMail[]> {
  return db.rows<QueuedMail>`
    with due as materialized (
      select id from mail
       where status = 'queued' and due_at <= ${new Date(now)}
       order by due_at limit ${limit} for update skip locked)
    update mail set due_at = ${new Date(now + leaseMs)}, tries = tries + 1
      from due
     where mail.id = due.id
    returning mail.id, about, kind, channel, user_id as "userId", recipient, locale, cause, at, tries`
}

export type Outcome = {
  readonly id: string
  /** As it was claimed with: a later claim makes this outcome void. */
  readonly tries: number
  readonly status: 'sent' | 'queued' | 'parked' | 'failed'
  readonly dueAt: number | null
  readonly failure: string | null
  /** False where nobody was asked to take it, so that it was no try. */
  readonly counts: boolean
}

/** Writes down how tries ended, and gives the ids for which this try was still the last one. */
export async function settle(tx: Tx, outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>`
    update mail
       set status = o.status, due_at = o.due_at, failure = o.failure,
           tries = mail.tries - case when o.counts then 0 else 1 end
      from unnest(
        ${outcomes.map(({ id }) => id)}::text[],
        ${outcomes.map(({ tries }) => tries)}::smallint[],
        ${outcomes.map(({ status }) => status)}::text[],
        ${outcomes.map(({ dueAt }) => (dueAt === null ? null : new Date(dueAt).toISOString()))}::timestamptz[],
        ${outcomes.map(({ failure }) => failure)}::text[],
        ${outcomes.map(({ counts }) => counts)}::boolean[]) as o (id, tries, status, due_at, failure, counts)
     where mail.id = o.id and mail.tries = o.tries and mail.status = 'queued'
    returning mail.id`
  return new Set(rows.map(({ id }) => id))
}
