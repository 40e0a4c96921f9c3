/** What notification says. Never a word of a mail or an address: events carry no personal data. */
import { notification, type NotificationKind } from '@rialto/contracts/notification'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'

type About = {
  readonly id: string
  readonly kind: NotificationKind
  readonly orderId: string
  readonly userId: string | null
}

/** That somebody was told something, or has read it. */
export function toldEvent(name: 'sent' | 'read', { id, kind, orderId, userId }: About): NewEvent {
  return eventOf(notification, name, id, { notificationId: id, kind, channel: 'email', orderId, userId })
}
