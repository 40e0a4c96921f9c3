/** Everything that was told and its fate, for staff; and once more, where they ask for it. */
import type { NotificationLogEntry, SentView } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { AGAIN, isAboutAccount, isAboutOrder, statusOf, type NewMail } from '../domain.ts'
import { subjectOf } from '../templates/render.ts'
import { insertMails } from '../telling/store.ts'
import { accountAddresseesOf, addresseesOf, type TellingNeeds } from '../telling/telling.ts'
import { findMail, listLog, type LogFilter, type MailRow } from './store.ts'
import { orderIdOf, unknownNotification } from './told.ts'

type LogQuery = LogFilter & { readonly limit?: number; readonly cursor?: string }

const logCursor = cursors<string>('notification log')

export function logRoutes(needs: TellingNeeds) {
  const { db, clock, ids, outletOf } = needs
  return {
    log: async ({ query }: { query: LogQuery }) => {
      const { limit = LIST_LIMIT_DEFAULT, cursor, ...filter } = query
      const before = cursor === undefined ? undefined : logCursor.decode(cursor)
      const rows = await listLog(db, filter, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, logCursor.encode)
      return { items: items.map(logEntry), nextCursor }
    },

    resend: async ({ params: { id } }: { params: { id: string } }, call: Call) => {
      const mail = await findMail(db, id)
      if (!mail) throw unknownNotification(id)
      const refusal = whyNotAgain(mail)
      if (refusal !== undefined) throw new Problem('not_sendable', { detail: refusal })
      const recipient = await recipientNow(needs, mail)
      if (recipient === null)
        throw new Problem('no_recipient', { detail: `Nobody knows an address for ${id} any more.` })
      return once(db, call, 201, async (tx): Promise<SentView> => {
        const again: NewMail = {
          ...mail,
          id: ids.next('ntf'),
          occasion: `${AGAIN}${ids.next('ntf')}`,
          recipient,
          status: statusOf(recipient, outletOf(mail.channel)),
        }
        const now = clock.now()
        await insertMails(tx, [again], now)
        tx.afterCommit(() => {
          needs.onQueued()
          needs.wake()
        })
        return { id: again.id, channel: again.channel, status: again.status, at: new Date(now).toISOString() }
      })
    },
  }
}

function whyNotAgain({ channel, status, id }: MailRow): string | undefined {
  if (channel === 'in_app') return `${id} was only ever in its reader’s own list.`
  if (status === 'queued') return `${id} is still on its way. Wait for its end.`
  return undefined
}

async function recipientNow(
  needs: TellingNeeds,
  { about, kind, recipient }: MailRow,
): Promise<string | null> {
  if (isAboutOrder(kind)) return (await addresseesOf(needs, [about])).get(about)?.email ?? null
  if (isAboutAccount(kind)) return (await accountAddresseesOf(needs, [about])).get(about)?.email ?? null
  return recipient
}

function logEntry(mail: MailRow): NotificationLogEntry {
  const { id, kind, channel, userId, recipient, locale, status, tries, failure, at } = mail
  return {
    id,
    kind,
    channel,
    orderId: orderIdOf(mail),
    userId,
    to: recipient,
    locale,
    subject: subjectOf(mail),
    status,
    tries,
    failure,
    at: at.toISOString(),
  }
}
