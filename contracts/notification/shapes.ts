/** The shapes of notifications as people, staff and the inbox read them. */
import { asking, described, Id, Nullable, Time, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** What there is to tell; each kind names the template that tells it. */
export const NOTIFICATION_KINDS = [
  'order_confirmed',
  'payment_received',
  'order_shipped',
  'order_delivered',
  'order_cancelled',
  'order_refunded',
  'verify_email',
  'confirm_email',
  'reset_password',
  'password_changed',
  'email_changed',
  'mfa_enabled',
  'mfa_disabled',
  'low_stock',
  'low_stock_list',
  'message',
] as const

/**
 * `delivered_to_inbox`: kept in the built-in inbox, which is all there is without an outside server. `queued`,
 * `sent`: on its way and handed over. `failed`: refused for good. `parked`: given up after five tries. `kept`:
 * only in its reader's own list.
 */
export const MAIL_STATUSES = [
  'delivered_to_inbox',
  'queued',
  'sent',
  'failed',
  'parked',
  'no_recipient',
  'kept',
] as const

export const Kind = Type.Enum(NOTIFICATION_KINDS)
export const Status = Type.Enum(MAIL_STATUSES)
export const Channel = Type.Enum(['email', 'sms', 'push', 'in_app'])
export const Topic = Type.Enum(['orders', 'account', 'stock', 'news'])
export const Locale = described(
  Type.String({ minLength: 2, maxLength: 35, pattern: '^[A-Za-z]{2}(-[A-Za-z0-9]{1,8})*$' }),
  'BCP 47, such as “de-AT”. Languages without templates of their own read English.',
)

const About = described(
  Nullable(Id),
  'The order that it is about; null for what is about an account or stock.',
)

export const Notification = Type.Object({
  id: Id,
  kind: Kind,
  channel: Channel,
  orderId: About,
  subject: Type.String(),
  text: Nullable(
    described(Type.String(), 'The words of a message; the others are told in full by their mail.'),
  ),
  at: Time,
  read: Type.Boolean(),
  readAt: Nullable(Time),
})

export const LogEntry = Type.Object({
  id: Id,
  kind: Kind,
  channel: Channel,
  orderId: About,
  userId: Nullable(Id),
  to: Nullable(Type.String()),
  locale: Type.String(),
  subject: Type.String(),
  status: Status,
  tries: Type.Integer({ minimum: 0 }),
  failure: Nullable(Type.String()),
  at: Time,
})

export const Preferences = Type.Object({
  locale: Nullable(Locale),
  items: Type.Array(
    Type.Object({
      topic: Topic,
      channel: Type.Enum(['email', 'sms', 'push']),
      enabled: Type.Boolean(),
      locked: described(Type.Boolean(), 'Mails about one’s own orders and account always come.'),
    }),
  ),
})

export const Recipient = described(
  Type.String({ minLength: 1, maxLength: 254 }),
  'An address or the beginning of one.',
)

/** What an address of each channel looks like: one bare address, with no room for a second one or a header. */
export const ADDRESS_PATTERNS = {
  email: '^[^\\s@<>,;:"()\\[\\]\\\\\\p{Cc}]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$',
  sms: '^\\+[1-9][0-9]{5,14}$',
  push: '^[\\x21-\\x7e]+$',
} as const
const ADDRESS_CHARS_MAX = 254
const DEVICE_CHARS_MAX = 512

export const Email = asking(
  Type.String({ minLength: 3, maxLength: ADDRESS_CHARS_MAX, pattern: ADDRESS_PATTERNS.email }),
  'a mail address like ada@example.com',
)
export const Phone = asking(
  described(Type.String({ pattern: ADDRESS_PATTERNS.sms }), 'E.164: “+491701234567”.'),
  'a telephone number like +491701234567',
)
export const Device = described(
  Type.String({ minLength: 1, maxLength: DEVICE_CHARS_MAX, pattern: ADDRESS_PATTERNS.push }),
  'A device, as its push service names it.',
)
export const Title = line(200)
export const Words = Type.String({
  minLength: 1,
  maxLength: 4_000,
  pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$',
  description: 'Plain text; an empty line begins a new paragraph.',
})

export const MailSummary = {
  id: Id,
  kind: Kind,
  channel: Channel,
  orderId: About,
  status: Status,
  from: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  at: Time,
}

export const Sent = Type.Object({
  id: Id,
  channel: described(Channel, 'The one it took: `in_app` where its reader wants no other.'),
  status: Status,
  at: Time,
})
