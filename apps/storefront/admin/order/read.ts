/** All that the page of an order is made from, asked for at once. */
import { isProblem } from '@rialto/client'
import type { Invoice, OrderRefund, OrderReturn, OrderView } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
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
