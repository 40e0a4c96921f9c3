/** Where paying an order that waits stands after it was sent, on both sides. */
import type { CheckoutState } from '../checkout/state.ts'

export type PayState = Pick<CheckoutState, 'faults' | 'note' | 'requestId' | 'go'> & {
  /** However often it is sent, it is one try to pay. */
  readonly attempt: string
  /** Of a card, from the page of the sandbox; `''` where there is none. */
  readonly card: string
}
