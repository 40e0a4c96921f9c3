/** The SQL of telling: one statement for any number of mails, with what is said of them. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { NewMail } from '../domain.ts'

/**
 * Writes mails, each once per cause, in the language that its reader chose, and says which of them are told
 * with that. Gives the number that waits for an outside server.
 */
export async function insertMails(tx: Sql, mails: readonly NewMail[], now: number): Promise<number> {
  if (mails.length === 0) return 0
  const at = new Date(now)
  const [row] = await tx.rows<{ queued: number }>`
    with fresh as (
      insert into mail (id, about, kind, occasion, channel, user_id, recipient, locale, cause, status, at, due_at)
      select m.id, about, kind, occasion, channel, m.user_id, recipient, coalesce(p.locale, m.locale, 'en'), cause,
             status, ${at}::timestamptz, case when status = 'queued' then ${at}::timestamptz end
        from unnest(
          ${mails.map(({ id }) => id)}::text[],
          ${mails.map(({ about }) => about)}::text[],
          ${mails.map(({ cause }) => cause.kind)}::text[],
          ${mails.map(({ occasion }) => occasion)}::text[],
          ${mails.map(({ channel }) => channel)}::text[],
          ${mails.map(({ userId }) => userId)}::text[],
          ${mails.map(({ recipient }) => recipient)}::text[],
          ${mails.map(({ locale }) => locale)}::text[],
          ${mails.map(({ cause }) => JSON.stringify(cause))}::json[],
          ${mails.map(({ status }) => status)}::text[])
          as m (id, about, kind, occasion, channel, user_id, recipient, locale, cause, status)
        left join preference p on p.user_id = m.user_id
          on conflict do nothing
      returning id, kind, channel, about, user_id, status),
    said as (
      insert into outbox_event (type, key, data)
      select 'notification.sent', 'notifications', json_build_object('notifications', json_agg(json_build_object(
               'notificationId', id, 'kind', kind, 'channel', channel, 'about', about, 'userId', user_id)))
        from fresh where status in ('delivered_to_inbox', 'kept') having count(*) > 0)
    select count(*) filter (where status = 'queued') as queued from fresh`
  return row?.queued ?? 0
}

/** Takes a person out of what they were told. Of free words only that there were some stays. */
export async function forgetReaders(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows`
    with gone as (delete from preference where user_id = any(${userIds}::text[]))
    update mail
       set user_id = null, recipient = null, failure = null,
           status = case when status = 'queued' then 'no_recipient' else status end, due_at = null,
           cause = case when kind = 'message' then '{"kind":"message","subject":"Erased","text":""}'::json else cause end
     where user_id = any(${userIds}::text[])`
}
