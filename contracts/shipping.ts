/** What it costs to send an order, and how long it takes. */
import { contract, type Client } from '@rialto/kernel/contract/contract'
import { Currency, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const Minor = Type.Integer({ minimum: 0 })

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
        country: Type.Union([line(2, 2), Type.Null()]),
        /** After discounts, minor units. */
        subtotal: Minor,
        method: line(32),
      }),
      output: Type.Object({ method: Type.String(), label: Type.String(), amount: Minor, reason: Type.String() }),
      problems: ['unknown_shipping_method'],
    },
  },
  events: {},
})

export type ShippingClient = Client<typeof shipping>
