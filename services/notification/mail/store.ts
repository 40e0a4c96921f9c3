/** The SQL of mails: read in pages, newest first, and sent. Ids are in the order of time. */
import type { MailStatus, NotificationKind } from '@rialto/contracts/notification'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { MailData } from '../domain.ts'

export type MailRow = {
  readonly id: string
  readonly orderId: string
  readonly kind: NotificationKind
  readonly userId: string | null
  readonly recipient: string | null
  readonly locale: string
  readonly data: MailData | null
  readonly status: MailStatus
  readonly at: Date
  readonly readAt: Date | null
  readonly tries: number
  readonly failure: string | null
}

const COLUMNS = sql`
  id, order_id as "orderId", kind, user_id as "userId", recipient, locale, data, status, at,
  read_at as "readAt", tries, failure`

/** Above every id, where a list begins. */
const NEWEST = '~'

export async function findMail(db: Sql, id: string): Promise<MailRow | undefined> {
  const [mail] = await db.rows<MailRow>`select ${COLUMNS} from mail where id = ${id}`
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
     where user_id = ${userId} and data is not null and id < ${page.before ?? NEWEST}
       and (read_at is null or not ${page.unread}::boolean)
     order by id desc limit ${page.limit}`
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
     where id = ${id} and user_id = ${userId} and data is not null and read_at is null
    returning ${COLUMNS}`
  return mail
}

export type LogFilter = { readonly to?: string; readonly orderId?: string; readonly status?: MailStatus }

export async function listLog(
  db: Sql,
  filter: LogFilter,
  before: string | undefined,
  limit: number,
): Promise<MailRow[]> {
  const conditions = [
    sql`id < ${before ?? NEWEST}`,
    ...(filter.to === undefined ? [] : [addressedTo(filter.to)]),
    ...(filter.orderId === undefined ? [] : [sql`order_id = ${filter.orderId}`]),
    ...(filter.status === undefined ? [] : [sql`status = ${filter.status}`]),
  ]
  return db.rows<MailRow>`
    select ${COLUMNS} from mail where ${joined(conditions, sql` and `)} order by id desc limit ${limit}`
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

/** A whole address is looked up, which an index answers at once; the beginning of one is a range of the same index. */
function addressedTo(to: string): Fragment {
  const text = to.toLowerCase()
  if (text.includes('@')) return sql`lower(recipient) collate "C" = ${text}`
  return sql`lower(recipient) collate "C" >= ${text} and lower(recipient) collate "C" < ${`${text}\u{10ffff}`}`
}
