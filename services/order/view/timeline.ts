/** What happened to an order, each step as a sentence for a person and as data for a program. */
import { formatMoney, toMajor } from '@rialto/kernel/money/money'
import type { OrderEvent } from '../domain.ts'

export type Entry = { type: string; at: string; text: string; data: Record<string, unknown> }

export type Reader = {
  /** Staff also reads private notes, and what failed. */
  readonly staff: boolean
  /** The texts of private notes, by note, for staff. */
  readonly notes: ReadonlyMap<string, string>
}

/** In the order of time; the steps that a confirmation remembers come before it. */
export function timelineOf(events: readonly OrderEvent[], reader: Reader): Entry[] {
  const currency = events[0]?.type === 'placed' ? events[0].data.currency : ''
  return events.flatMap((event) =>
    entriesOf(event, currency, reader).map((entry) => ({
      type: `order.${event.type}`,
      at: event.at,
      ...entry,
    })),
  )
}

type Part = Pick<Entry, 'text' | 'data'> & Partial<Entry>

function entriesOf(event: OrderEvent, currency: string, { staff, notes }: Reader): Part[] {
  const money = (minor: number) => ({ amount: toMajor(minor, currency), currency })
  const words = (minor: number) => formatMoney(minor, currency)
  switch (event.type) {
    case 'placed': {
      const { number, total } = event.data
      const data = { number: String(number), total: toMajor(total, currency), currency }
      return [{ text: `Order ${number} was placed for ${words(total)}.`, data }]
    }
    case 'awaiting_payment':
      return [
        {
          text: waiting(event.data.reason),
          data: { reason: event.data.reason, holdExpiresAt: event.data.holdExpiresAt },
        },
      ]
    case 'confirmed': {
      const { paymentId, stockHeldAt, paidAt, total, lines } = event.data
      return [
        {
          type: 'order.stock_reserved',
          at: stockHeldAt,
          text: 'The stock was reserved.',
          data: { items: lines },
        },
        {
          type: 'order.paid',
          at: paidAt,
          text: `${words(total)} were paid.`,
          data: { paymentId, ...money(total) },
        },
        { text: 'The order is confirmed.', data: { paymentId } },
      ]
    }
    case 'declined': {
      const { reason, paymentId } = event.data
      return [{ text: `The payment was refused (${spoken(reason)}).`, data: { reason, paymentId } }]
    }
    case 'cancelled': {
      const { reason, by } = event.data
      return [{ text: `The order was cancelled (${spoken(reason)}).`, data: { reason, by } }]
    }
    case 'refund_requested': {
      const { refundId, amount, lines, shipping, restock, reason } = event.data
      const parts = lines.map((line) => ({ ...line, amount: toMajor(line.amount, currency) }))
      const data = {
        refundId,
        ...money(amount),
        lines: parts,
        shipping: toMajor(shipping, currency),
        restock,
        reason,
      }
      return [{ text: `${words(amount)} will be given back${because(reason)}.`, data }]
    }
    case 'refund_failed': {
      const { refundId, reason } = event.data
      return staff
        ? [{ text: `A refund could not be made (${spoken(reason)}).`, data: { refundId, reason } }]
        : []
    }
    case 'refunded':
      return [{ text: `${words(event.data.amount)} were given back.`, data: money(event.data.amount) }]
    case 'shipped': {
      const { trackingNumber, carrier } = event.data
      const way = [carrier && ` with ${carrier}`, trackingNumber && ` under ${trackingNumber}`].filter(
        Boolean,
      )
      return [{ text: `The order was sent${way.join('')}.`, data: { trackingNumber, carrier } }]
    }
    case 'delivered':
      return [{ text: 'The order has arrived.', data: {} }]
    case 'return_requested': {
      const { returnId, lines, reason } = event.data
      return [
        { text: `To come back: ${pieces(lines)}${because(reason)}.`, data: { returnId, lines, reason } },
      ]
    }
    case 'return_approved':
      return [{ text: 'The return was approved.', data: { returnId: event.data.returnId } }]
    case 'return_rejected': {
      const { returnId, reason } = event.data
      return [{ text: `The return was refused${because(reason)}.`, data: { returnId, reason } }]
    }
    case 'return_received': {
      const { returnId, lines } = event.data
      return [{ text: `${pieces(lines)} came back.`, data: { returnId, lines } }]
    }
    case 'note_added': {
      const { noteId, visibility, by } = event.data
      if (visibility === 'private' && !staff) return []
      const text = event.data.text ?? notes.get(noteId) ?? ''
      return [{ text, data: { noteId, visibility, ...(staff ? { by } : {}) } }]
    }
  }
}

function waiting(reason: string | null): string {
  if (reason === null) return 'The order waits for its payment.'
  if (reason === 'requires_action') return 'The payment waits for its cardholder.'
  return `The payment was refused (${spoken(reason)}); the order waits for another.`
}

/** Codes of ours are words with underscores; what people wrote stays as it is. */
function spoken(reason: string): string {
  return /^[a-z_]+$/.test(reason) ? reason.replaceAll('_', ' ') : reason
}

function because(reason: string | null): string {
  return reason === null ? '' : ` (${spoken(reason)})`
}

function pieces(lines: readonly { readonly quantity: number }[]): string {
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return count === 1 ? '1 piece' : `${count} pieces`
}
