/** What a person was told: their own list, that they have read it, and that they do not want to see it again. */
import type { NotificationView } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { publish } from '@rialto/kernel/events/outbox'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Needs } from '@rialto/kernel/service/service'
import { subjectOf } from '../templates/render.ts'
import {
  countUnread,
  findOwnMail,
  hideMail,
  listOfUser,
  markRead,
  markSomeRead,
  type MailRow,
} from './store.ts'
import { orderIdOf, readEvent, unknownNotification } from './told.ts'

const READ_PER_BITE_MAX = 500

type OwnNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'wake' | 'ids'>
type OwnQuery = { readonly limit?: number; readonly cursor?: string; readonly unread?: boolean }
type ById = { readonly params: { readonly id: string } }

const ownCursor = cursors<string>('own notifications')

export function ownRoutes({ db, clock, wake, ids }: OwnNeeds) {
  return {
    list: async ({ query }: { query: OwnQuery }, call: Call) => {
      const userId = personOf(call)
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const before = query.cursor === undefined ? undefined : ownCursor.decode(query.cursor)
      const rows = await listOfUser(db, userId, { before, unread: query.unread ?? false, limit: limit + 1 })
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, ownCursor.encode)
      return { items: items.map(notificationView), nextCursor }
    },

    unreadCount: async (_input: unknown, call: Call) => ({ count: await countUnread(db, personOf(call)) }),

    read: async ({ params: { id } }: ById, call: Call) => {
      const userId = personOf(call)
      return db.transaction(async (tx) => {
        const marked = await markRead(tx, id, userId, clock.now())
        if (marked) {
          await publish(tx, [readEvent(marked)])
          tx.afterCommit(wake)
        }
        const mail = marked ?? (await findOwnMail(tx, id, userId))
        if (!mail) throw unknownNotification(id)
        return notificationView(mail)
      })
    },

    readAll: async (_input: unknown, call: Call) => {
      const userId = personOf(call)
      // What comes while this runs is new to the reader and stays unread.
      const upTo = ids.next('ntf')
      let read = 0
      for (;;) {
        const some = await db.transaction(async (tx) => {
          const rows = await markSomeRead(tx, userId, upTo, clock.now(), READ_PER_BITE_MAX)
          await publish(tx, rows.map(readEvent))
          tx.afterCommit(wake)
          return rows.length
        })
        read += some
        if (some < READ_PER_BITE_MAX) return { read }
      }
    },

    remove: async ({ params: { id } }: ById, call: Call) => {
      if (!(await hideMail(db, id, personOf(call), clock.now()))) throw unknownNotification(id)
      return { deleted: true as const }
    },
  }
}

/** A list of one's own needs somebody: a service has none. */
export function personOf({ caller }: Call): string {
  if (caller.kind === 'user') return caller.id
  throw new Problem('forbidden', { detail: 'Notifications belong to a person; sign in as one.' })
}

function notificationView(mail: MailRow): NotificationView {
  return {
    id: mail.id,
    kind: mail.kind,
    channel: mail.channel,
    orderId: orderIdOf(mail),
    subject: subjectOf(mail),
    text: mail.cause.kind === 'message' ? mail.cause.text : null,
    at: mail.at.toISOString(),
    read: mail.readAt !== null,
    readAt: mail.readAt?.toISOString() ?? null,
  }
}
