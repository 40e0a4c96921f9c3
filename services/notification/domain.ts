/** What is told, to whom, and what follows when telling fails. Pure. */
import type { MailStatus, NotificationKind } from '@rialto/contracts/notification'
import type { OrderReceipt } from '@rialto/contracts/order'

/** Why somebody is told something, with what only that occasion knows. */
export type Cause =
  | { readonly kind: 'order_confirmed' }
  | { readonly kind: 'order_cancelled'; readonly reason: string; readonly paid: boolean }
  | { readonly kind: 'order_refunded'; readonly amount: number; readonly currency: string }
  | {
      readonly kind: 'order_shipped'
      readonly trackingNumber: string | null
      readonly carrier: string | null
    }
  | { readonly kind: 'order_delivered' }

export type CauseOf<K extends NotificationKind> = Extract<Cause, { kind: K }>

export type MailRequest = { readonly orderId: string; readonly cause: Cause; readonly tries: number }

/** Everything a template may say about an order: its receipt without the ids and addresses. */
export type OrderWords = Omit<OrderReceipt, 'orderId' | 'userId' | 'email'>

/** What is kept of a mail instead of its text. */
export type MailData = { readonly order: OrderWords; readonly cause: Cause }

export type Contact = { readonly email: string | null; readonly name: string | null }

export type NewMail = {
  readonly id: string
  readonly orderId: string
  readonly kind: NotificationKind
  readonly userId: string | null
  readonly recipient: string | null
  readonly locale: string
  readonly data: MailData | null
  readonly status: MailStatus
}

/** Whose account to ask, where the order itself does not say where its mails go or to whom. */
export function contactNeeded({ email, name, userId }: OrderReceipt): string | null {
  return email === null || name === null ? userId : null
}

/** The mail for a request. Without a receipt or an address there is nobody to write to, and that is recorded. */
export function mailOf(
  id: string,
  { orderId, cause }: MailRequest,
  receipt: OrderReceipt | undefined,
  contact: Contact | undefined,
  addressed: 'queued' | 'delivered_to_inbox',
): NewMail {
  const { kind } = cause
  const base = { id, orderId, kind, locale: 'en' }
  if (!receipt) return { ...base, userId: null, recipient: null, data: null, status: 'no_recipient' }
  const { orderId: _orderId, userId, email, ...words } = receipt
  const recipient = email ?? contact?.email ?? null
  return {
    ...base,
    userId,
    recipient,
    data: { order: { ...words, name: words.name ?? contact?.name ?? null }, cause },
    status: recipient === null ? 'no_recipient' : addressed,
  }
}

export const TRIES_MAX = 5
const RETRY_FIRST_MS = 10_000
const RETRY_FACTOR = 6

export type AfterFailure =
  { readonly outcome: 'again'; readonly dueAt: number } | { readonly outcome: 'parked' }

/** 10 s, 1 min, 6 min, 36 min: long enough for a mail server to be restarted or a mailbox emptied. */
export function afterFailure(tries: number, now: number): AfterFailure {
  if (tries >= TRIES_MAX) return { outcome: 'parked' }
  return { outcome: 'again', dueAt: now + RETRY_FIRST_MS * RETRY_FACTOR ** (tries - 1) }
}

/** Made of the cause alone, so that every try of a mail carries the same one. */
export function messageIdOf(kind: NotificationKind, orderId: string, senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
  return `<${kind}.${orderId}@${domain}>`
}
