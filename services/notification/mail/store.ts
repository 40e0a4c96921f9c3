/** The SQL of what was told: read in pages, newest first. Ids are in the order of time. */
import type { MailStatus, NotificationChannel, NotificationKind } from '@rialto/contracts/notification'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { Cause } from '../domain.ts'

export type MailRow = {
  readonly id: string
  readonly about: string
  readonly kind: NotificationKind
  readonly channel: NotificationChannel
  readonly userId: string | null
  readonly recipient: string | null
  readonly locale: string
  readonly cause: Cause
  readonly status: MailStatus
  readonly at: Date
  readonly readAt: Date | null
  readonly tries: number
  readonly failure: string | null
}

const COLUMNS = sql`
  id, about, kind, channel, user_id as "userId", recipient, locale, cause, status, at,
  read_at as "readAt", tries, failure`

/** Above every id, where a list begins. */
const NEWEST = '~'

/** An address is looked for among so many of the newest: 0.2 s at most, and no index that every order would pay. */
const SEARCHED_MAX = 100_000

export async function findMail(db: Sql, id: string): Promise<MailRow | undefined> {
  const [mail] = await db.rows<MailRow>`select ${COLUMNS} from mail where id = ${id}`
  return mail
}

export async function findOwnMail(db: Sql, id: string, userId: string): Promise<MailRow | undefined> {
  const [mail] = await db.rows<MailRow>`
    select ${COLUMNS} from mail where id = ${id} and user_id = ${userId} and hidden_at is null`
  return mail
}

/** What a person was told; without a mail address, this list is where they find it. */
export async function listOfUser(
  db: Sql,
  userId: string,
  page: { readonly before: string | undefined; readonly unread: boolean; readonly limit: number },
): Promise<MailRow[]> {
  return db.rows<MailRow>`
    select ${COLUMNS} from mail
     where user_id = ${userId} and hidden_at is null and id < ${page.before ?? NEWEST}
       and (read_at is null or not ${page.unread}::boolean)
     order by id desc limit ${page.limit}`
}

export async function countUnread(db: Sql, userId: string): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from mail where user_id = ${userId} and hidden_at is null and read_at is null`
  return row?.count ?? 0
}

/** Marks a person's own notification as read. No row back means that it was read before, or is not theirs. */
export async function markRead(
  tx: Tx,
  id: string,
  userId: string,
  now: number,
): Promise<MailRow | undefined> {
  const [mail] = await tx.rows<MailRow>`
    update mail set read_at = ${new Date(now)}
     where id = ${id} and user_id = ${userId} and hidden_at is null and read_at is null
    returning ${COLUMNS}`
  return mail
}

/** Marks some of what a person has not read, up to an id, oldest first. */
export async function markSomeRead(
  tx: Tx,
  userId: string,
  upTo: string,
  now: number,
  limit: number,
): Promise<MailRow[]> {
  return tx.rows<MailRow>`
    update mail set read_at = ${new Date(now)}
     where id = any(array(
             select id from mail
              where user_id = ${userId} and hidden_at is null and read_at is null and id <= ${upTo}
              order by id limit ${limit} for update))
    returning ${COLUMNS}`
}

/** Takes it out of its reader's list. False where it is not there. */
export async function hideMail(db: Sql, id: string, userId: string, now: number): Promise<boolean> {
  const rows = await db.rows`
    update mail set hidden_at = ${new Date(now)}, read_at = coalesce(read_at, ${new Date(now)})
     where id = ${id} and user_id = ${userId} and hidden_at is null
    returning 1`
  return rows.length > 0
}

export type LogFilter = {
  readonly to?: string
  readonly orderId?: string
  readonly userId?: string
  readonly status?: MailStatus
  readonly kind?: NotificationKind
  readonly channel?: NotificationChannel
}

export async function listLog(
  db: Sql,
  filter: LogFilter,
  before: string | undefined,
  limit: number,
): Promise<MailRow[]> {
  const conditions = [
    sql`id < ${before ?? NEWEST}`,
    ...(filter.to === undefined ? [] : [addressedTo(filter.to)]),
    ...(filter.orderId === undefined ? [] : [sql`about = ${filter.orderId}`]),
    ...(filter.userId === undefined ? [] : [sql`user_id = ${filter.userId}`]),
    ...(filter.status === undefined ? [] : [sql`status = ${filter.status}`]),
    ...(filter.kind === undefined ? [] : [sql`kind = ${filter.kind}`]),
    ...(filter.channel === undefined ? [] : [sql`channel = ${filter.channel}`]),
  ]
  const where = joined(conditions, sql` and `)
  return db.rows<MailRow>`select ${COLUMNS} from mail where ${where} order by id desc limit ${limit}`
}

type InboxPage = {
  readonly to: string | undefined
  readonly before: string | undefined
  readonly skip: number
  readonly limit: number
}

/** A page of the built-in inbox. */
export async function listInbox(db: Sql, { to, before, skip, limit }: InboxPage): Promise<MailRow[]> {
  return db.rows<MailRow>`
    select ${COLUMNS} from mail
     where ${inInbox(to)} and id < ${before ?? NEWEST}
     order by id desc offset ${skip} limit ${limit}`
}

export async function countInbox(db: Sql, to: string | undefined): Promise<number> {
  const [row] = await db.rows<{ total: number }>`select count(*) as total from mail where ${inInbox(to)}`
  return row?.total ?? 0
}

/** Everything up to now leaves the built-in inbox, and stays where people and staff find it. */
export async function emptyInbox(db: Sql): Promise<void> {
  await db.rows`
    insert into inbox_emptied (up_to) select coalesce(max(id), '') from mail
        on conflict (only_row) do update set up_to = excluded.up_to`
}

function inInbox(to: string | undefined): Fragment {
  const kept = sql`recipient is not null and id > coalesce((select up_to from inbox_emptied), '')`
  return to === undefined ? kept : sql`${kept} and ${addressedTo(to)}`
}

/** A whole address, or the beginning of one. */
function addressedTo(to: string): Fragment {
  const text = to.toLowerCase()
  const fits = text.includes('@')
    ? sql`lower(recipient) = ${text}`
    : sql`starts_with(lower(recipient), ${text})`
  return sql`${fits}
    and id > coalesce((select id from mail order by id desc offset ${SEARCHED_MAX} limit 1), '')`
}
