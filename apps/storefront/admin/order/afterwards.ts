/** What may still be done about an order that was paid: money to give back, pieces to take back. */
import type { Staff } from '../shell/staff.ts'
import { piecesBack, piecesReturned } from './pieces.ts'
import type { PickableLine } from './piece-picker.tsx'
import type { OrderFile } from './read.ts'
import type { Refundable } from './refund-dialog.tsx'

/** Sums of cents as fractions: less than half a cent is nothing. */
const NOTHING = 0.005

/** What may still be given back, for who may; undefined where there is nothing. */
export function refundableOf(file: OrderFile, staff: Staff): Refundable | undefined {
  const { order, refunds, invoice } = file
  if (!invoice || !staff.may('payments:refund') || order.status === 'cancelled') return undefined
  const promised = refunds
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + amount, 0)
  const left = order.total - order.refunded - promised
  if (left < NOTHING) return undefined
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
