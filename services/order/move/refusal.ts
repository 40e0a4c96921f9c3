/** Why an order cannot move, in the words that its client reads. */
import { ORDER_STATUSES } from '@rialto/contracts/order/shapes'
import { Problem } from '@rialto/kernel/contract/problem'
import type { OrderState } from '../domain.ts'

export function illegal(state: OrderState, wanted: string): Problem {
  return new Problem('invalid_transition', {
    detail: `The order is ${state.status.replaceAll('_', ' ')} and cannot become ${wanted.replaceAll('_', ' ')}; nothing was changed.`,
    currentStatus: state.status,
  })
}

export function noStatus(): Problem {
  return new Problem('validation_failed', {
    detail: 'An order has no such status; nothing was changed.',
    errors: [{ path: '/status', message: `must be one of ${ORDER_STATUSES.join(', ')}`, code: 'enum' }],
  })
}

export function beingPaid(): Problem {
  return new Problem('invalid_transition', {
    detail:
      'A payment of the order is under way, or it was cancelled just now. Look at it again; nothing was changed.',
  })
}

/** What is on its way back by the piece is not taken back as a whole as well. */
export function partlyBack(state: OrderState): Problem {
  return new Problem('invalid_transition', {
    detail: 'A part of the order was refunded already. Refund the rest instead; nothing was changed.',
    currentStatus: state.status,
  })
}
