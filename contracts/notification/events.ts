/** What notification says: that somebody was told something, never a word of it nor an address. */
import { described, Id, Nullable } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Channel, Kind } from './shapes.ts'

const Told = Type.Object({
  notificationId: Id,
  kind: Kind,
  channel: Channel,
  about: described(Id, 'An order, an action of an account, a SKU, or the notification itself.'),
  userId: Nullable(Id),
})

export const notificationEvents = {
  sent: {
    version: 1,
    aliases: ['notification_sent', 'notification.email', 'notification.sms'],
    data: Type.Object({
      notifications: described(Type.Array(Told), 'All that one step delivered.'),
    }),
  },
  read: { version: 1, aliases: ['notification_read'], data: Told },
  failed: {
    version: 1,
    data: Type.Object({
      ...Told.properties,
      outcome: described(
        Type.Enum(['failed', 'parked']),
        'Refused for good, or given up after five tries; the reason is in the log.',
      ),
    }),
  },
} as const
