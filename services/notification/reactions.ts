/** What notification does when order speaks: it notes that there is something to tell, and nothing more. */
import { order } from '@rialto/contracts/order'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Event } from '@rialto/kernel/events/event'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Cause, MailRequest } from './domain.ts'
import { insertRequests } from './request/store.ts'

/**
 * The request commits with the inbox row; the mail is made right after, outside the transaction, because
 * it takes asking other services. Safe twice: a request and a mail are unique by order and kind.
 */
export function notificationReactions(
  compose: (requests: readonly MailRequest[]) => void,
  now: () => number,
): readonly Reaction[] {
  const note = async <D>(events: readonly Event<D>[], tx: Tx, causeOf: (data: D) => Cause) => {
    const asked = events.map(({ key, data }) => ({ orderId: key, cause: causeOf(data) }))
    const fresh = await insertRequests(tx, asked, now())
    tx.afterCommit(() => compose(fresh))
  }
  return [
    on(order, 'confirmed', (events, tx) => note(events, tx, () => ({ kind: 'order_confirmed' }))),
    on(order, 'cancelled', (events, tx) =>
      note(events, tx, ({ reason, paid }) => ({ kind: 'order_cancelled', reason, paid })),
    ),
    on(order, 'refunded', (events, tx) =>
      note(events, tx, ({ amount, currency }) => ({ kind: 'order_refunded', amount, currency })),
    ),
    on(order, 'shipped', (events, tx) =>
      note(events, tx, ({ trackingNumber, carrier }) => ({ kind: 'order_shipped', trackingNumber, carrier })),
    ),
    on(order, 'delivered', (events, tx) => note(events, tx, () => ({ kind: 'order_delivered' }))),
  ]
}
