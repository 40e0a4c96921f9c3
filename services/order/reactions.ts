/** What order does when payment speaks: of payments that were not in its own hands, and refunds made at the till. */
import { payment } from '@rialto/contracts/payment'
import { Problem } from '@rialto/kernel/contract/problem'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Clock } from '@rialto/kernel/ports/ports'
import { mayHappen } from './domain.ts'
import { resumePayment } from './saga/store.ts'
import { happenIn } from './stream/happen.ts'

export function orderReactions({ clock, wake }: { clock: Clock; wake: () => void }): readonly Reaction[] {
  const now = () => new Date(clock.now()).toISOString()
  return [
    on(payment, 'concluded', async (events, tx) => {
      for (const { data } of events) {
        const { orderId, outcome, reason } = data
        // Money is the saga's business: it is left to whoever takes over what nobody does.
        if (outcome === 'captured') {
          // Before the order has written that it waits, nobody would hear: it comes again.
          if ((await resumePayment(tx, orderId, data.paymentId)) === 'pending') throw notYet(orderId)
        } else
          await happenIn(tx, orderId, ({ status, reason: before, holdExpiresAt }) =>
            status === 'awaiting_payment' && before === 'requires_action' && holdExpiresAt !== null
              ? {
                  event: {
                    type: 'awaiting_payment',
                    at: now(),
                    data: { holdExpiresAt, reason: reason ?? 'declined', concluded: true },
                  },
                }
              : undefined,
          )
      }
      tx.afterCommit(wake)
    }),

    // A refund that the order asked for itself is known by its id; what is taken back as a whole is told by the saga.
    on(payment, 'refunded', async (events, tx) => {
      for (const { data } of events) {
        const { orderId, refundId, amount, currency, reason } = data
        await happenIn(tx, orderId, (state) => {
          const known = state.refunds.some(({ id }) => id === refundId)
          if (known || state.status === 'cancelled' || !mayHappen(state.status, 'refunded')) return undefined
          const { userId } = state.placed
          const refundedTotal = state.refunded + amount
          return {
            event: {
              type: 'refunded',
              at: now(),
              data: { amount, currency, userId, refundId, refundedTotal, reason },
            },
          }
        })
      }
      tx.afterCommit(wake)
    }),
  ]
}

function notYet(orderId: string): Problem {
  return new Problem('unavailable', { detail: `${orderId} has not been told yet that it waits.` })
}
