/** How an order stands that waits for its payment. */
import type { OrderView } from '@rialto/contracts/order'
import type { TimelineEntry } from './timeline.ts'

export type Wait = {
  /** Its bank asks its cardholder; nobody has tried yet; the last try was refused; nobody may try any more. */
  readonly kind: 'bank' | 'waiting' | 'unpaid' | 'over'
  readonly until: string | undefined
}

export function waitOf(
  order: Pick<OrderView, 'reason'>,
  timeline: readonly Pick<TimelineEntry, 'type' | 'data'>[],
  /** Whether there is a question to go to. */
  isAsked: boolean,
  now = new Date(),
): Wait {
  const last = timeline.findLast(({ type }) => type === 'order.awaiting_payment')
  const reason = order.reason ?? last?.data['reason'] ?? null
  const said = last?.data['holdExpiresAt']
  const until = typeof said === 'string' ? said : undefined
  if (until !== undefined && Date.parse(until) <= now.getTime()) return { kind: 'over', until }
  if (reason === 'requires_action') return { kind: isAsked ? 'bank' : 'waiting', until }
  return { kind: reason === null ? 'waiting' : 'unpaid', until }
}
