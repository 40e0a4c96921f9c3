/** What is told, to whom, and what follows when telling fails. Pure. */
import type {
  MailStatus,
  NotificationChannel,
  NotificationKind,
  NotificationTopic,
} from '@rialto/contracts/notification'

export const DEFAULT_LOCALE = 'en'

type OrderKind = Extract<NotificationKind, `order_${string}` | 'payment_received'>
export type AccountKind =
  | 'verify_email'
  | 'confirm_email'
  | 'reset_password'
  | 'password_changed'
  | 'email_changed'
  | 'mfa_enabled'
  | 'mfa_disabled'

/** Why somebody is told something, with what only that occasion knows. Nothing by which a person is found. */
export type Cause =
  | { readonly kind: 'order_confirmed' | 'order_delivered'; readonly number: string }
  | {
      readonly kind: 'payment_received'
      readonly number: string
      readonly amount: number
      readonly currency: string
    }
  | {
      readonly kind: 'order_cancelled'
      readonly number: string
      readonly reason: string
      readonly paid: boolean
    }
  | {
      readonly kind: 'order_refunded'
      readonly number: string
      readonly amount: number
      readonly currency: string
    }
  | {
      readonly kind: 'order_shipped'
      readonly number: string
      readonly trackingNumber: string | null
      readonly carrier: string | null
    }
  | { readonly kind: AccountKind }
  | {
      readonly kind: 'low_stock'
      readonly sku: string
      readonly available: number
      readonly threshold: number
    }
  | {
      readonly kind: 'low_stock_list'
      /** The worst of them; `count` is of all. */
      readonly lows: readonly { readonly sku: string; readonly available: number }[]
      readonly count: number
    }
  | { readonly kind: 'message'; readonly subject: string; readonly text: string }

/** The cause of one kind. */
export type CauseOf<K extends NotificationKind> = Cause extends infer C
  ? C extends { readonly kind: NotificationKind }
    ? K extends C['kind']
      ? C & { readonly kind: K }
      : never
    : never
  : never

/** Whose words about their order: a receipt belongs to them. */
const ORDER_KINDS: Readonly<Record<OrderKind, true>> = {
  order_confirmed: true,
  payment_received: true,
  order_shipped: true,
  order_delivered: true,
  order_cancelled: true,
  order_refunded: true,
}

export function isAboutOrder(kind: NotificationKind): kind is OrderKind {
  return Object.hasOwn(ORDER_KINDS, kind)
}

/** These lead to a page that takes a token: without it the mail is of no use. */
const LINKED: ReadonlySet<NotificationKind> = new Set(['verify_email', 'confirm_email', 'reset_password'])

export function needsLink(kind: NotificationKind): boolean {
  return LINKED.has(kind)
}

export function isAboutAccount(kind: NotificationKind): kind is AccountKind {
  return !isAboutOrder(kind) && !kind.startsWith('low_stock') && kind !== 'message'
}

export type NewMail = {
  readonly id: string
  /** What it is about: an order, an action of an account, a SKU, or the notification itself. */
  readonly about: string
  /** Tells apart what happens to one thing more than once under one kind: a refund, a crossing, a resend. */
  readonly occasion: string
  readonly channel: NotificationChannel
  readonly userId: string | null
  readonly recipient: string | null
  /** What whoever named the recipient knows of the language; a choice of the reader's own comes before it. */
  readonly locale: string | null
  readonly cause: Cause
  readonly status: MailStatus
}

/** Where a mail with an address goes: to the server's queue, or nowhere but the inbox. */
export type Outlet = 'queued' | 'delivered_to_inbox'

export function statusOf(recipient: string | null, outlet: Outlet): MailStatus {
  return recipient === null ? 'no_recipient' : outlet
}

/** How the occasion of a mail that is sent again begins; its cause is told once all the same. */
export const AGAIN = 'again '

export const TOPICS = ['orders', 'account', 'stock', 'news'] as const
const OUTSIDE_CHANNELS = ['email', 'sms', 'push'] as const

/** What a person chose of what may be chosen; absent is as it comes. */
export type Choices = Readonly<Record<string, boolean>>

type Preference = {
  readonly topic: NotificationTopic
  readonly channel: (typeof OUTSIDE_CHANNELS)[number]
  readonly enabled: boolean
  /** Mails about one’s own orders and account cannot be switched off. */
  readonly locked: boolean
}

/** Every topic and channel: what goes out, and what may be changed. Advertising goes nowhere unasked. */
export function preferencesOf(choices: Choices): Preference[] {
  return TOPICS.flatMap((topic) =>
    OUTSIDE_CHANNELS.map((channel) => {
      const locked = isLocked(topic, channel)
      const enabled = locked || (choices[`${topic}.${channel}`] ?? topic !== 'news')
      return { topic, channel, enabled, locked }
    }),
  )
}

function isLocked(topic: NotificationTopic, channel: string): boolean {
  return channel === 'email' && (topic === 'orders' || topic === 'account')
}

/** The choices after some were changed, or the first that cannot be made. */
export function choose(
  choices: Choices,
  wanted: readonly Omit<Preference, 'locked'>[],
): { readonly choices: Choices } | { readonly refused: Omit<Preference, 'locked'> } {
  const refused = wanted.find(({ topic, channel, enabled }) => !enabled && isLocked(topic, channel))
  if (refused) return { refused }
  const made = wanted
    .filter(({ topic, channel }) => !isLocked(topic, channel))
    .map(({ topic, channel, enabled }) => [`${topic}.${channel}`, enabled] as const)
  return { choices: { ...choices, ...Object.fromEntries(made) } }
}

/** The channel that reaches a person: the one that was meant, or their own list where they said no to it. */
export function channelFor(
  choices: Choices,
  topic: NotificationTopic,
  channel: NotificationChannel,
): NotificationChannel {
  const preference = preferencesOf(choices).find((each) => each.topic === topic && each.channel === channel)
  return preference?.enabled === false ? 'in_app' : channel
}

export const TRIES_MAX = 5
const RETRY_FIRST_MS = 10_000
const RETRY_FACTOR = 6

export type AfterFailure =
  { readonly outcome: 'again'; readonly dueAt: number } | { readonly outcome: 'parked' | 'failed' }

/**
 * A refusal for good is final at once. Otherwise again after 10 s, 1 min, 6 min, 36 min: long enough for a
 * mail server to be restarted or a mailbox emptied.
 */
export function afterFailure(tries: number, now: number, final: boolean): AfterFailure {
  if (final) return { outcome: 'failed' }
  if (tries >= TRIES_MAX) return { outcome: 'parked' }
  return { outcome: 'again', dueAt: now + RETRY_FIRST_MS * RETRY_FACTOR ** (tries - 1) }
}

/** One per mail, the same for every try of it, so that a receiver can drop the second. */
export function messageIdOf(id: string, senderAddress: string): string {
  return `<${id}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`
}
