/** The statuses of an order as other systems spell them. */
import { ORDER_STATUSES } from '@rialto/contracts/order/shapes'
import type { Status } from '../domain.ts'

/**
 * What has been paid and not been sent is `confirmed` here; the documents and other shops also say `paid` or
 * `processing`. A name stands for one status, so that naming the present one changes nothing.
 */
const SPELLINGS: Readonly<Record<string, Status>> = {
  canceled: 'cancelled',
  cancel: 'cancelled',
  paid: 'confirmed',
  processing: 'confirmed',
  processed: 'confirmed',
  dispatched: 'shipped',
  in_transit: 'shipped',
  completed: 'delivered',
  complete: 'delivered',
  fulfilled: 'delivered',
  refund: 'refunded',
  unpaid: 'awaiting_payment',
}

/** The status that is meant, or the word itself where it means none of ours. */
export function statusNamed(word: string): string {
  const plain = word.trim().toLowerCase().replaceAll(/[ -]/g, '_')
  return SPELLINGS[plain] ?? plain
}

export function isStatus(word: string): word is Status {
  return (ORDER_STATUSES as readonly string[]).includes(word)
}
