/** The SQL of what there is to tell. */
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import type { MailRequest, NewMail } from '../domain.ts'

/** How long the process that wrote a request has it to itself: a mail is made within milliseconds. */
const HEAD_START_MS = 5_000

/** Notes requests, once per order and kind, and gives those that are new. One statement for any number. */
export async function insertRequests(
  tx: Tx,
  requests: readonly Omit<MailRequest, 'tries'>[],
  now: number,
): Promise<MailRequest[]> {
  return tx.rows<MailRequest>`
    insert into mail_request (order_id, kind, cause, due_at)
    select order_id, kind, cause, ${new Date(now + HEAD_START_MS)}
      from unnest(
        ${requests.map(({ orderId }) => orderId)}::text[],
        ${requests.map(({ cause }) => cause.kind)}::text[],
        ${requests.map(({ cause }) => JSON.stringify(cause))}::json[]) as r (order_id, kind, cause)
        on conflict do nothing
    returning order_id as "orderId", cause, tries`
}

/** What a process that died, or a service that was away, has left behind. */
export async function dueRequests(sql: Sql, now: number, limit: number): Promise<MailRequest[]> {
  return sql.rows<MailRequest>`
    select order_id as "orderId", cause, tries from mail_request
     where due_at <= ${new Date(now)}
     order by due_at limit ${limit}`
}

/**
 * Turns requests into mails and gives the ids of those that are new. A mail is written only for a request
 * that this statement took away, so two processes at the same requests write each mail once.
 */
export async function fulfilRequests(
  tx: Tx,
  mails: readonly NewMail[],
  now: number,
): Promise<ReadonlySet<string>> {
  const at = new Date(now)
  const rows = await tx.rows<{ id: string }>`
    with taken as (
      delete from mail_request as r
       using unnest(
        ${mails.map(({ id }) => id)}::text[],
        ${mails.map(({ orderId }) => orderId)}::text[],
        ${mails.map(({ kind }) => kind)}::text[],
        ${mails.map(({ userId }) => userId)}::text[],
        ${mails.map(({ recipient }) => recipient)}::text[],
        ${mails.map(({ locale }) => locale)}::text[],
        ${mails.map(({ data }) => (data === null ? null : JSON.stringify(data)))}::json[],
        ${mails.map(({ status }) => status)}::text[]) as m (id, order_id, kind, user_id, recipient, locale, data, status)
       where r.order_id = m.order_id and r.kind = m.kind
      returning m.*)
    insert into mail (id, order_id, kind, user_id, recipient, locale, data, status, at, due_at)
    select id, order_id, kind, user_id, recipient, locale, data, status, ${at}::timestamptz,
           case when status = 'queued' then ${at}::timestamptz end
      from taken
        on conflict (order_id, kind) do nothing
    returning id`
  return new Set(rows.map(({ id }) => id))
}

/** Leaves a request for later, for any process. */
export async function postponeRequest(
  sql: Sql,
  { orderId, cause, tries }: MailRequest,
  dueAt: number,
): Promise<void> {
  await sql.rows`
    update mail_request set tries = ${tries}, due_at = ${new Date(dueAt)}
     where order_id = ${orderId} and kind = ${cause.kind}`
}

/** Gives a request up, with the reason, so that staff can see what was never told. */
export async function parkRequest(
  sql: Sql,
  id: string,
  request: MailRequest,
  reason: string,
  now: number,
): Promise<void> {
  await sql.rows`
    with taken as (
      delete from mail_request where order_id = ${request.orderId} and kind = ${request.cause.kind}
      returning order_id, kind)
    insert into mail (id, order_id, kind, locale, status, at, tries, failure)
    select ${id}, order_id, kind, 'en', 'parked', ${new Date(now)}, ${request.tries}, ${reason}
      from taken
        on conflict (order_id, kind) do nothing`
}
