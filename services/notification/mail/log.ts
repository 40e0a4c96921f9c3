/** Every mail and its fate, for staff. */
import type { MailStatus, NotificationLogEntry } from '@rialto/contracts/notification'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { subjectOf } from '../templates/render.ts'
import { listLog, type MailRow } from './store.ts'

type LogQuery = {
  readonly limit?: number
  readonly cursor?: string
  readonly to?: string
  readonly orderId?: string
  readonly status?: MailStatus
}

const logCursor = cursors<string>('notification log')

export function logRoutes(db: Sql) {
  return {
    log: async ({ query }: { query: LogQuery }) => {
      const { limit = LIST_LIMIT_DEFAULT, cursor, ...filter } = query
      const before = cursor === undefined ? undefined : logCursor.decode(cursor)
      const rows = await listLog(db, filter, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, logCursor.encode)
      return { items: items.map(logEntry), nextCursor }
    },
  }
}

function logEntry(mail: MailRow): NotificationLogEntry {
  const { id, kind, orderId, userId, recipient, status, tries, failure, at, data } = mail
  const subject = data === null ? null : subjectOf({ ...mail, data })
  return {
    id,
    kind,
    channel: 'email',
    orderId,
    userId,
    to: recipient,
    subject,
    status,
    tries,
    failure,
    at: at.toISOString(),
  }
}
