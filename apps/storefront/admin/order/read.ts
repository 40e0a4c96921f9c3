/** All that the page of an order is made from, asked for at once. */
import { isProblem } from '@rialto/client'
import type { Invoice, OrderRefund, OrderReturn, OrderView } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
import type { Staff } from '../shell/staff.ts'
import { piecesBack, piecesReturned } from './pieces.ts'
import type { PickableLine } from './piece-picker.tsx'
import type { Refundable } from './refund-dialog.tsx'
import type { Entry } from './timeline-panel.tsx'

export type OrderFile = {
  readonly order: OrderView
  readonly etag: string
  readonly entries: readonly Entry[]
  readonly refunds: readonly OrderRefund[]
  readonly returns: readonly OrderReturn[]
  readonly invoice: Invoice | undefined
}

/** Undefined where there is no such order. */
export async function readOrder(id: string): Promise<OrderFile | undefined> {
  const shop = await myShop()
  const params = { id }
  try {
    const [{ body: order, etag = '' }, { items: entries }, refunds, returns, invoice] = await Promise.all([
      shop.order.get.full({ params }),
      shop.order.timeline({ params }),
      shop.order.refunds({ params }),
      shop.order.returns({ params }),
      orNone(shop.order.invoice({ params })),
    ])
    return { order, etag, entries, refunds: refunds.items, returns: returns.items, invoice }
  } catch (error) {
    if (isProblem(error, 'unknown_order', 'validation_failed')) return undefined
    throw error
  }
}

/** There is no invoice before the order is paid. */
async function orNone(asking: Promise<Invoice>): Promise<Invoice | undefined> {
  try {
    return await asking
  } catch (error) {
    if (isProblem(error, 'no_invoice')) return undefined
    throw error
  }
}

/** What may still be given back, for who may; undefined where there is nothing. */
export function refundableOf(file: OrderFile, staff: Staff): Refundable | undefined {
  const { order, refunds, invoice } = file
  if (!invoice || !staff.may('payments:refund') || order.status === 'cancelled') return undefined
  const promised = refunds
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + amount, 0)
  const left = order.total - order.refunded - promised
  // Sums of cents as fractions: less than half a cent is nothing.
  if (left < 0.005) return undefined
  const back = piecesBack(refunds)
  const isShippingBack = refunds.some(({ status, shipping }) => status !== 'failed' && shipping > 0)
  return {
    currency: order.currency,
    left,
    shipping: isShippingBack ? 0 : invoice.shipping.gross,
    lines: invoice.lines.map(({ id, name, sku, quantity, gross }) => ({
      id,
      name,
      sku,
      quantity,
      gross,
      left: quantity - (back.get(id) ?? 0),
    })),
  }
}

/** What may still come back, for who may begin it; undefined where there is nothing. */
export function returnableOf(
  { order, returns }: OrderFile,
  staff: Staff,
): readonly PickableLine[] | undefined {
  if (order.status !== 'delivered' || !staff.may('orders:return')) return undefined
  const coming = piecesReturned(returns)
  const lines = order.items.map(({ id, name, sku, quantity }) => ({
    id,
    name,
    sku,
    left: quantity - (coming.get(id) ?? 0),
  }))
  return lines.some(({ left }) => left > 0) ? lines : undefined
}
