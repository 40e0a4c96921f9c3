/** What a person was told: their own list, and that they have read it. */
import type { NotificationView } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { publish } from '@rialto/kernel/events/outbox'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Needs } from '@rialto/kernel/service/service'
import type { Sql } from '@rialto/kernel/sql/database'
import { subjectOf } from '../templates/render.ts'
import { findMail, listOfUser, markRead, type MailRow } from './store.ts'
import { readable, toldEvent, unknownNotification } from './told.ts'

type OwnNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'wake'>
type OwnQuery = { readonly limit?: number; readonly cursor?: string; readonly unread?: boolean }

const ownCursor = cursors<string>('own notifications')

export function ownRoutes({ db, clock, wake }: OwnNeeds) {
  return {
    list: async ({ query }: { query: OwnQuery }, call: Call) => {
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

async function findOwn(db: Sql, id: string, userId: string): Promise<MailRow> {
  const mail = await findMail(db, id)
  if (!mail || mail.userId !== userId || mail.data === null) throw unknownNotification(id)
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
