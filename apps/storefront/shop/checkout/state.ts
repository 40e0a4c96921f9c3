/** Where a checkout stands after it was sent, on both sides. */
import type { Fields } from './fields.ts'
import type { ShownQuote } from './shown.ts'

export type CheckoutState = {
  /** By the name of the field; what belongs to none stands under `''`. */
  readonly faults: Readonly<Record<string, string>>
  /** What is safe. */
  readonly note?: string
  /** Finds the log lines of the shop. */
  readonly requestId?: string
  /** What was typed. */
  readonly fields: Fields
  /** However often it is sent, it places one order: the next one has another name. */
  readonly attempt: string
  /** Of a card, from the page of the sandbox; `''` where there is none. */
  readonly token: string
  /** What the order costs by now, where that is another sum. */
  readonly quote?: ShownQuote
  /** Where to go on; only scripts are told. */
  readonly go?: string
  /** Whether the order is placed, and nothing of the form is needed any more. */
  readonly isDone?: boolean
}
