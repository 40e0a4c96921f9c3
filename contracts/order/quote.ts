/** What items would cost as an order: asked by the cart, priced by the very code that prices an order. */
import { Currency, Id, Nullable, described, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Minor } from './shapes.ts'

const QuotedItem = Type.Object({
  productId: Id,
  sku: described(Id, 'The variant that is meant'),
  quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
})

const PricedLine = Type.Object({
  productId: Id,
  sku: Id,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Minor,
  discount: Minor,
  tax: Minor,
})

const Rate = Type.Object({
  label: Type.String(),
  rate: Type.Integer({ minimum: 0, description: 'Basis points: 875 is 8.75 %' }),
  inclusive: Type.Boolean(),
  amount: described(Minor, 'What is added, or for an inclusive rate what the prices hold'),
})

export const quoteRoutes = {
  quote: {
    method: 'POST',
    path: 'quote',
    summary: 'What items would cost as an order; nothing is ordered, held or written',
    policy: 'service',
    body: Type.Object({
      items: Type.Array(QuotedItem, { minItems: 1, maxItems: 100 }),
      country: Nullable(line(2, 2)),
      state: Nullable(line(64, 0)),
      shippingMethod: line(32),
    }),
    output: Type.Object({
      currency: Currency,
      lines: Type.Array(PricedLine),
      subtotal: Minor,
      discount: Minor,
      shipping: Minor,
      shippingMethod: Type.String(),
      tax: Minor,
      taxRate: Type.Optional(Type.Integer({ minimum: 0, description: 'The general rate, in basis points' })),
      total: Minor,
      pricing: Type.Array(Type.Object({ step: Type.String(), label: Type.String(), amount: Type.Integer() })),
      taxes: Type.Array(Rate),
    }),
    problems: ['unknown_product', 'currencies_mixed', 'unknown_shipping_method'],
  },
} as const
