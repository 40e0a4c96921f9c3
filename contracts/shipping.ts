/** What it costs to send an order, and how long it takes. */
import { contract, type Client } from '@rialto/kernel/contract/contract'
import { Currency, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** Minor units, up to what an order can be worth. */
const Minor = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })

export const shipping = contract({
  name: 'shipping',
  problems: {
    unknown_shipping_method: { status: 422, title: 'There is no such shipping method' },
  },
  routes: {
    quote: {
      method: 'POST',
      path: 'quote',
      summary: 'The price of a shipping method for a basket and a destination',
      policy: 'service',
      body: Type.Object({
        currency: Currency,
        /** ISO 3166-1 alpha-2; null while nobody knows where it goes. */
        country: Type.Union([line(2, 2), Type.Null()]),
        /** After discounts, minor units. */
        subtotal: Minor,
        method: line(32),
      }),
      output: Type.Object({
        method: Type.String(),
        label: Type.String(),
        amount: Minor,
        /** A sentence for the buyer. */
        reason: Type.String(),
      }),
      problems: ['unknown_shipping_method'],
    },
  },
  events: {},
})

export type ShippingClient = Client<typeof shipping>
