/** What was told, to the outside: events, and what there is to read. */
import { notification, type NotificationKind } from '@rialto/contracts/notification'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import type { MailData } from '../domain.ts'
import type { MailRow } from './store.ts'

type About = {
  readonly id: string
  readonly kind: NotificationKind
  readonly orderId: string
  readonly userId: string | null
}

/** Says that somebody was told something, or has read it; never a word of it, nor an address. */
export function toldEvent(name: 'sent' | 'read', { id, kind, orderId, userId }: About): NewEvent {
  return eventOf(notification, name, id, { notificationId: id, kind, channel: 'email', orderId, userId })
}

/** The table keeps data for every mail that anybody may read. */
export function readable(mail: MailRow): MailRow & { readonly data: MailData } {
  const { data } = mail
  if (data === null) throw new Error(`${mail.id} has nothing to be read`)
  return { ...mail, data }
}

export function unknownNotification(id: string): Problem {
  return new Problem('unknown_notification', { detail: `There is no notification ${id} of yours.` })
}
