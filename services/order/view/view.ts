/** An order as clients see it: major units, and nothing of how it is kept. */
import type { OrderReceipt, OrderView } from '@rialto/contracts/order'
import { toMajor } from '@rialto/kernel/money/money'
import type { GuestLink } from '../access/links.ts'
import type { OrderState } from '../domain.ts'
import { lineId } from '../goods/domain.ts'
import type { Contact } from '../store.ts'

/** What only some answers hold: a guest's way back, and what the cardholder still has to do. */
export type ViewExtras = GuestLink & Pick<OrderView, 'nextAction'>

export function orderView(
  state: OrderState,
  contact: Contact | undefined,
  extras: Partial<ViewExtras> = {},
): OrderView {
  const { placed } = state
  const major = (minor: number) => toMajor(minor, placed.currency)
  return {
    id: state.id,
    number: String(placed.number),
    status: state.status,
    paymentStatus: state.paymentStatus,
    items: placed.lines.map(({ productId, sku, name, quantity, price }, place) => ({
      id: lineId(place),
      productId,
      product: productId,
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
    refunded: major(state.refunded),
    currency: placed.currency,
    userId: placed.userId,
    user: placed.userId,
    email: contact?.email ?? null,
    shippingAddress: (contact?.shippingAddress ?? null) as OrderView['shippingAddress'],
    shippingMethod: placed.shippingMethod,
    pricing: placed.pricing.map(({ step, label, amount }) => ({ step, label, amount: major(amount) })),
    paymentId: state.paymentId,
    reason: state.reason,
    trackingNumber: state.trackingNumber,
    carrier: state.carrier,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    ...extras,
  }
}

/** The ETag of an order: its version, which every event raises. */
export function etagOf({ version }: OrderState): string {
  return `"${version}"`
}

/** What a mail says about the order, in minor units: whoever writes the mail formats them. */
export function receiptOf(
  { id, placed }: OrderState,
  contact: Contact | undefined,
  link: Partial<GuestLink>,
): OrderReceipt {
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
    ...(link.trackingUrl === undefined ? {} : { trackingUrl: link.trackingUrl }),
  }
}
