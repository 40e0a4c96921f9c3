/** Tax: rules without a memory. A question holds everything that the answer depends on. */
import { tax } from '@rialto/contracts/tax'
import { defineService } from '@rialto/kernel/service/service'
import { assess } from './domain.ts'

export const taxService = defineService({
  contract: tax,
  uses: {},
  open: () => ({ routes: { assess: async ({ body }) => assess(body) } }),
})
