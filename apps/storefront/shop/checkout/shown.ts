/** A checkout as the browser shows it: every text ready. */
import type { ShownPicture } from '../cart/shown.ts'

export type ShownMethod = {
  readonly method: string
  readonly label: string
  readonly price: string
  readonly when: string
  /** All of it as a sentence. */
  readonly told: string
}

/** One step from the goods to what is to be paid, with why it is so. */
export type ShownStep = { readonly label: string; readonly amount: string; readonly why: string }

export type ShownQuote = {
  /** What is agreed to by paying: sent with the order, which is refused where it costs something else. */
  readonly total: number
  /** What the sum is, as long as something is still missing from it. */
  readonly totalName: string
  readonly totalText: string
  /** About what that is where the shopper is. */
  readonly about: string | undefined
  /** On the button. */
  readonly pay: string
  readonly steps: readonly ShownStep[]
  readonly methods: readonly ShownMethod[]
  readonly method: string
  readonly lines: readonly {
    readonly id: string
    readonly name: string
    readonly lang: string | undefined
    readonly quantity: number
    readonly total: string
    readonly picture: ShownPicture | undefined
  }[]
  /** Of what is in the cart and cannot be ordered. */
  readonly leftOut: string | undefined
}
