/** What was told, to the outside: events, and what there is to read. */
import { notification } from '@rialto/contracts/notification'
import type { EventData } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import { isAboutOrder } from '../domain.ts'
import type { MailRow } from './store.ts'

type About = Pick<MailRow, 'id' | 'kind' | 'channel' | 'about' | 'userId'>
type Told = EventData<typeof notification, 'read'>

/** Says that somebody was told something, or has read it; never a word of it, nor an address. */
function told({ id, kind, channel, about, userId }: About): Told {
  return { notificationId: id, kind, channel, about, userId }
}

export function sentEvent(mails: readonly About[]): NewEvent {
  return eventOf(notification, 'sent', 'notifications', { notifications: mails.map(told) })
}

export function readEvent(mail: About): NewEvent {
  return eventOf(notification, 'read', mail.id, told(mail))
}

export function failedEvent(mail: About, outcome: 'failed' | 'parked'): NewEvent {
  return eventOf(notification, 'failed', mail.id, { ...told(mail), outcome })
}

/** The order that it is about, for those who look at it. */
export function orderIdOf({ kind, about }: Pick<MailRow, 'kind' | 'about'>): string | null {
  return isAboutOrder(kind) ? about : null
}

export function unknownNotification(id: string): Problem {
  return new Problem('unknown_notification', { detail: `There is no notification ${id} of yours.` })
}
