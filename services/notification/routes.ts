/** What can be asked: one's own list, the log for staff, and the built-in inbox. */
import type { MailStatus, MailSummary, NotificationLogEntry, NotificationView } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { publish } from '@rialto/kernel/events/outbox'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Needs } from '@rialto/kernel/service/service'
import { messageIdOf, type MailData } from './domain.ts'
import { toldEvent } from './events.ts'
import type { Address } from './mailer.ts'
import { countInbox, emptyInbox, findMail, listInbox, listLog, listOfUser, markRead, type MailRow } from './mail/store.ts'
import { render, subjectOf } from './templates/render.ts'

type RouteNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'wake'>
type ListQuery = { readonly limit?: number; readonly cursor?: string }

const ownCursor = cursors<string>('own notifications')
const logCursor = cursors<string>('notification log')
const inboxCursor = cursors<string>('built-in inbox')

export function peopleRoutes({ db, clock, wake }: RouteNeeds) {
  return {
    list: async ({ query }: { query: ListQuery & { unread?: boolean } }, call: Call) => {
      const userId = personOf(call)
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const before = query.cursor === undefined ? undefined : ownCursor.decode(query.cursor)
      const rows = await listOfUser(db, userId, { before, unread: query.unread ?? false, limit: limit + 1 })
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, ownCursor.encode)
      return { items: items.map(notificationView), nextCursor }
    },

    read: async ({ params: { id } }: { params: { id: string } }, call: Call) => {
      const userId = personOf(call)
      return db.transaction(async (tx) => {
        const marked = await markRead(tx, id, userId, clock.now())
        if (!marked) return notificationView(await findOwn(tx, id, userId))
        await publish(tx, [toldEvent('read', marked)])
        tx.afterCommit(wake)
        return notificationView(marked)
      })
    },
  }
}

export function staffRoutes({ db }: RouteNeeds) {
  return {
    log: async ({ query }: { query: ListQuery & { to?: string; orderId?: string; status?: MailStatus } }) => {
      const { limit = LIST_LIMIT_DEFAULT, cursor, ...filter } = query
      const before = cursor === undefined ? undefined : logCursor.decode(cursor)
      const rows = await listLog(db, filter, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, logCursor.encode)
      return { items: items.map(logEntry), nextCursor }
    },
  }
}

type InboxQuery = { readonly to?: string; readonly limit: number; readonly cursor?: string; readonly skip?: number }

export function inboxRoutes({ db }: RouteNeeds, { from, shopUrl }: { from: Address; shopUrl: string }) {
  const sender = `${from.name} <${from.address}>`
  return {
    mails: async ({ body: { to, limit, cursor, skip = 0 } }: { body: InboxQuery }) => {
      const before = cursor === undefined ? undefined : inboxCursor.decode(cursor)
      const [rows, total] = await Promise.all([
        listInbox(db, { to, before, skip, limit: limit + 1 }),
        countInbox(db, to),
      ])
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, inboxCursor.encode)
      return { items: items.map((row) => mailSummary(row, sender)), nextCursor, total }
    },

    mail: async ({ body: { id } }: { body: { id: string } }) => {
      const mail = await findMail(db, id)
      if (!mail || mail.recipient === null) throw unknown(id)
      const { html, text } = render(readable(mail), shopUrl)
      return { ...mailSummary(mail, sender), messageId: messageIdOf(mail.kind, mail.orderId, from.address), html, text }
    },

    emptyInbox: async () => {
      await emptyInbox(db)
      return {}
    },
  }
}

async function findOwn(db: Parameters<typeof findMail>[0], id: string, userId: string): Promise<MailRow> {
  const mail = await findMail(db, id)
  if (!mail || mail.userId !== userId || mail.data === null) throw unknown(id)
  return mail
}

/** A list of one's own needs somebody: a service has none. */
function personOf({ caller }: Call): string {
  if (caller.kind === 'user') return caller.id
  throw new Problem('forbidden', { detail: 'Notifications belong to a person; sign in as one.' })
}

function notificationView(mail: MailRow): NotificationView {
  return {
    id: mail.id,
    kind: mail.kind,
    channel: 'email',
    orderId: mail.orderId,
    subject: subjectOf(readable(mail)),
    at: mail.at.toISOString(),
    read: mail.readAt !== null,
    readAt: mail.readAt?.toISOString() ?? null,
  }
}

function logEntry(mail: MailRow): NotificationLogEntry {
  const { id, kind, orderId, userId, recipient, status, tries, failure, at, data } = mail
  const subject = data === null ? null : subjectOf({ ...mail, data })
  return { id, kind, channel: 'email', orderId, userId, to: recipient, subject, status, tries, failure, at: at.toISOString() }
}

function mailSummary(mail: MailRow, from: string): MailSummary {
  const { id, kind, orderId, status, recipient, at } = mail
  if (recipient === null) throw new Error(`${id} is in the inbox without a recipient`)
  return { id, kind, orderId, status, from, to: recipient, subject: subjectOf(readable(mail)), at: at.toISOString() }
}

/** The table keeps data for every mail that anybody may read. */
function readable(mail: MailRow): MailRow & { readonly data: MailData } {
  const { data } = mail
  if (data === null) throw new Error(`${mail.id} has nothing to be read`)
  return { ...mail, data }
}

function unknown(id: string): Problem {
  return new Problem('unknown_notification', { detail: `There is no notification ${id} of yours.` })
}
