/** Shipping: what a method costs. Rules without a memory; a question holds everything the answer depends on. */
import { shipping } from '@rialto/contracts/shipping'
import { Problem } from '@rialto/kernel/contract/problem'
import { defineService } from '@rialto/kernel/service/service'
import { quote } from './domain.ts'

export const shippingService = defineService({
  contract: shipping,
  uses: {},
  open: () => ({
    routes: {
      quote: async ({ body }) => {
        const quoted = quote(body)
        if (quoted.outcome === 'unknown_shipping_method') {
          throw new Problem(quoted.outcome, {
            detail: `There is no shipping method ${body.method}. Choose one of: ${quoted.known.join(', ')}.`,
            methods: quoted.known,
          })
        }
        const { method, label, amount, reason } = quoted
        return { method, label, amount, reason }
      },
    },
  }),
})
