/** Tax on what is sold to where. */
import { contract, type Client } from '@rialto/kernel/contract/contract'
import { Currency, Id, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** Minor units. A hundred lines of the most still add up exactly. */
const Minor = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })

export const tax = contract({
  name: 'tax',
  problems: {},
  routes: {
    assess: {
      method: 'POST',
      path: 'assess',
      summary: 'The tax on each line and on shipping for a destination, with the rate that was used',
      policy: 'service',
      body: Type.Object({
        currency: Currency,
        /** ISO 3166-1 alpha-2, in any case. */
        country: Type.Union([line(2, 2), Type.Null()]),
        /** Code or name; decides in the United States. */
        state: Type.Union([line(64, 0), Type.Null()]),
        /** What each line costs after discounts, minor units. */
        lines: Type.Array(Type.Object({ sku: Id, amount: Minor }), { maxItems: 100 }),
        shipping: Minor,
      }),
      output: Type.Object({
        /** Basis points: 875 is 8.75 %. */
        rate: Type.Integer({ minimum: 0, maximum: 10_000 }),
        label: Type.String(),
        lines: Type.Array(Minor),
        shipping: Minor,
        total: Type.Integer({ minimum: 0 }),
      }),
    },
  },
  events: {},
})

export type TaxClient = Client<typeof tax>
