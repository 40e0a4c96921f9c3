/** The built-in inbox: every message as its recipient sees it, for the page that shows it. */
import type { MailSummary } from '@rialto/contracts/notification'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { messageIdOf } from '../domain.ts'
import type { Address } from '../mailer.ts'
import { mattersOf, type MatterNeeds } from '../telling/matter.ts'
import { render, subjectOf } from '../templates/render.ts'
import { countInbox, emptyInbox, findMail, listInbox, type MailRow } from './store.ts'
import { orderIdOf, unknownNotification } from './told.ts'

type InboxQuery = {
  readonly to?: string
  readonly limit: number
  readonly cursor?: string
  readonly skip?: number
}
type InboxNeeds = MatterNeeds & { readonly db: Sql; readonly from: Address }

const inboxCursor = cursors<string>('built-in inbox')

export function inboxRoutes(needs: InboxNeeds) {
  const { db, from, shopUrl } = needs
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
      if (!mail || mail.recipient === null) throw unknownNotification(id)
      const summary = { ...mailSummary(mail, sender), messageId: messageIdOf(id, from.address) }
      if (mail.channel !== 'email')
        return { ...summary, html: '', text: mail.cause.kind === 'message' ? mail.cause.text : '' }
      const matter = (await mattersOf(needs, [mail])).get(id) ?? {}
      const { html, text } = render(mail, matter, shopUrl)
      return { ...summary, html, text }
    },

    emptyInbox: async () => {
      await emptyInbox(db)
      return {}
    },
  }
}

function mailSummary(mail: MailRow, from: string): MailSummary {
  const { id, kind, channel, status, recipient, at } = mail
  if (recipient === null) throw new Error(`${id} is in the inbox without a recipient`)
  return {
    id,
    kind,
    channel,
    orderId: orderIdOf(mail),
    status,
    from,
    to: recipient,
    subject: subjectOf(mail),
    at: at.toISOString(),
  }
}
