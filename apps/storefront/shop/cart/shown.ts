/** A cart as the browser shows it: every text ready, so that islands need neither words nor formats. */

/** Something to know about a line, and the quantity that would mend it where one would. */
export type LineNote = {
  readonly tone: 'warning' | 'danger'
  readonly text: string
  readonly mend?: { readonly label: string; readonly quantity: number }
}

export type ShownPicture = { readonly url: string; readonly srcset?: string | undefined }

export type ShownLine = {
  readonly id: string
  readonly sku: string
  readonly name: string
  /** Of the name, where the page speaks another one. */
  readonly lang: string | undefined
  /** Undefined for what has no page any more. */
  readonly href: string | undefined
  readonly picture: ShownPicture | undefined
  readonly quantity: number
  /** What one costs; undefined where that is what the line costs. */
  readonly each: string | undefined
  readonly total: string
  readonly isAvailable: boolean
  readonly notes: readonly LineNote[]
  readonly labels: {
    readonly quantity: string
    readonly fewer: string
    readonly more: string
    readonly remove: string
    readonly removed: string
  }
}

export type ShownCart = {
  readonly lines: readonly ShownLine[]
  /** Pieces, not lines. */
  readonly count: number
  readonly subtotal: string
  /** About what that is where the shopper is. */
  readonly about: string | undefined
  /** When it would arrive and what that costs. */
  readonly delivery: string | undefined
  /** Whether anything in it can be ordered. */
  readonly isBuyable: boolean
  readonly texts: {
    readonly empty: string
    readonly emptyText: string
    readonly emptyAction: string
    readonly subtotal: string
    readonly subtotalNote: string
    readonly checkout: string
    readonly cart: string
    readonly remove: string
    readonly undo: string
    readonly failed: string
  }
  readonly links: { readonly home: string; readonly cart: string; readonly checkout: string }
}

/** How a change of the cart ended, as scripts read it. */
export type CartAnswer =
  { readonly cart: ShownCart; readonly notice?: string } | { readonly refused: string; readonly code: string }

/** What is put in, as it was seen where it was put in: shown until the shop has answered. */
export type Preview = {
  readonly name: string
  readonly price: string
  readonly picture: ShownPicture | undefined
}
