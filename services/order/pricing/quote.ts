/** What items would cost as an order: the order’s own pricing, and nothing written. */
import type { order } from '@rialto/contracts/order'
import type { Call, Input, Output } from '@rialto/kernel/contract/contract'
import { priceAndRates, type PricingClients } from './pricing.ts'

type Route = (typeof order)['routes']['quote']
export type QuoteBody = Input<Route>['body']

/** Throws what `priceItems` throws. */
export async function quoteItems(
  clients: PricingClients,
  { items, country, state, shippingMethod }: QuoteBody,
  call: Call,
): Promise<Output<Route>> {
  const to = { country, state: state || null }
  const { price, currency, method, rates } = await priceAndRates(clients, items, to, shippingMethod, call)
  const { lines, subtotal, discount, shipping, tax, total, pricing } = price
  const sums = { subtotal, discount, shipping, tax, total }
  return { currency, lines, ...sums, shippingMethod: method, pricing, taxes: rates }
}
