/** An order as clients see it: major units, and nothing of how it is kept. */
import type { OrderReceipt, OrderView } from '@rialto/contracts/order'
import { toMajor } from '@rialto/kernel/money/money'
import type { OrderEvent, OrderState } from '../domain.ts'
import type { Contact } from '../store.ts'

export function orderView(state: OrderState, contact: Contact | undefined): OrderView {
  const { placed } = state
  const major = (minor: number) => toMajor(minor, placed.currency)
  return {
    id: state.id,
    number: String(placed.number),
    status: state.status,
    paymentStatus: state.paymentStatus,
    items: placed.lines.map(({ productId, sku, name, quantity, price }) => ({
      productId,
      sku,
      name,
      quantity,
      price: major(price),
      total: major(price * quantity),
    })),
    subtotal: major(placed.subtotal),
    discount: major(placed.discount),
    shipping: major(placed.shipping),
    tax: major(placed.tax),
    total: major(placed.total),
    totalAmount: major(placed.total),
    currency: placed.currency,
    userId: placed.userId,
    email: contact?.email ?? null,
    shippingAddress: (contact?.shippingAddress ?? null) as OrderView['shippingAddress'],
    shippingMethod: placed.shippingMethod,
    pricing: placed.pricing.map(({ step, label, amount }) => ({ step, label, amount: major(amount) })),
    paymentId: state.paymentId,
    reason: state.reason,
    trackingNumber: state.trackingNumber,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
  }
}

/** What a mail says about the order, in minor units: whoever writes the mail formats them. */
export function receiptOf({ id, placed }: OrderState, contact: Contact | undefined): OrderReceipt {
  const { number, userId, currency, subtotal, discount, shipping, tax, total } = placed
  return {
    orderId: id,
    number: String(number),
    userId,
    email: contact?.email ?? null,
    name: contact?.shippingAddress?.['name'] ?? null,
    currency,
    lines: placed.lines.map(({ name, quantity, price }) => ({
      name,
      quantity,
      price,
      total: price * quantity,
    })),
    subtotal,
    discount,
    shipping,
    tax,
    total,
  }
}

type Entry = { type: string; at: string; data: Record<string, unknown> }

/** What happened, in the order of time; the steps that a confirmation remembers come before it. */
export function timelineOf(events: readonly OrderEvent[]): Entry[] {
  const currency = events[0]?.type === 'placed' ? events[0].data.currency : ''
  return events.flatMap((event): Entry[] => {
    const entry = { type: `order.${event.type}`, at: event.at }
    switch (event.type) {
      case 'placed':
        return [
          {
            ...entry,
            data: { number: String(event.data.number), total: toMajor(event.data.total, currency), currency },
          },
        ]
      case 'confirmed': {
        const { paymentId, stockHeldAt, paidAt, total } = event.data
        return [
          { type: 'order.stock_reserved', at: stockHeldAt, data: { items: event.data.lines } },
          { type: 'order.paid', at: paidAt, data: { paymentId, amount: toMajor(total, currency), currency } },
          { ...entry, data: { paymentId } },
        ]
      }
      case 'cancelled':
        return [{ ...entry, data: { reason: event.data.reason, by: event.data.by } }]
      case 'refunded':
        return [{ ...entry, data: { amount: toMajor(event.data.amount, currency), currency } }]
      case 'declined':
        return [{ ...entry, data: { reason: event.data.reason, paymentId: event.data.paymentId } }]
      case 'awaiting_payment':
        return [{ ...entry, data: { reason: event.data.reason, holdExpiresAt: event.data.holdExpiresAt } }]
      case 'shipped':
        return [
          { ...entry, data: { trackingNumber: event.data.trackingNumber, carrier: event.data.carrier } },
        ]
      case 'delivered':
        return [{ ...entry, data: {} }]
    }
  })
}
