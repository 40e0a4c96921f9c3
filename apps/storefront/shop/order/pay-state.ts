/** Where paying an order that waits stands after it was sent, on both sides. */
export type PayState = {
  /** By the name of the field; what belongs to none stands under `''`. */
  readonly faults: Readonly<Record<string, string>>
  /** What is safe. */
  readonly note?: string
  /** Finds the log lines of the shop. */
  readonly requestId?: string
  /** However often it is sent, it is one try to pay. */
  readonly attempt: string
  /** Of a card, from the page of the sandbox; `''` where there is none. */
  readonly card: string
  /** Where to go on; only scripts are told. */
  readonly go?: string
}
