/** A refund, as somebody puts it together: pieces and shipping, or an amount. */

export type RefundAsked = {
  /** Made when the question was opened: sent twice, it is given back once. */
  readonly key: string
  readonly pieces: readonly { readonly lineId: string; readonly quantity: number }[]
  readonly shipping: boolean
  /** As typed; instead of what pieces and shipping come to. */
  readonly amount: string
  readonly reason: string
  readonly restock: boolean
}

type Body = {
  readonly lines?: { lineId: string; quantity: number }[]
  readonly shipping?: boolean
  readonly amount?: number
  readonly reason?: string
  readonly restock?: boolean
}

export function readRefund(asked: RefundAsked): { readonly body: Body } | { readonly problem: string } {
  const lines = asked.pieces.filter(({ quantity }) => quantity > 0).map((piece) => ({ ...piece }))
  const amount = asked.amount.trim() === '' ? undefined : amountOf(asked.amount)
  if (amount !== undefined && !(amount > 0)) return { problem: 'Give the amount as a number, such as 12.50.' }
  // Without any of these the API would give back all that is left.
  if (lines.length === 0 && !asked.shipping && amount === undefined)
    return { problem: 'Choose what is given back: pieces, shipping or an amount.' }
  const reason = asked.reason.trim()
  return {
    body: {
      ...(lines.length > 0 ? { lines, restock: asked.restock } : {}),
      ...(asked.shipping ? { shipping: true } : {}),
      ...(amount === undefined ? {} : { amount }),
      ...(reason === '' ? {} : { reason }),
    },
  }
}

/** 12.50 and 12,50 alike; NaN for what is no amount. */
export function amountOf(text: string): number {
  const plain = text.trim().replace(',', '.')
  return /^\d{1,10}(\.\d{1,3})?$/.test(plain) ? Number(plain) : Number.NaN
}

export type RefundableLine = {
  readonly id: string
  readonly name: string
  readonly sku: string
  readonly quantity: number
  /** Pieces that have not been given back yet. */
  readonly left: number
  /** What was paid for all pieces, with tax. */
  readonly gross: number
}

/** What pieces and shipping come to, to the cent but for odd cents of a part of a line. */
export function estimate(
  lines: readonly RefundableLine[],
  shippingGross: number,
  asked: Pick<RefundAsked, 'pieces' | 'shipping'>,
): number {
  const pieces = asked.pieces.reduce((sum, { lineId, quantity }) => {
    const line = lines.find(({ id }) => id === lineId)
    return line ? sum + (line.gross * quantity) / line.quantity : sum
  }, 0)
  return pieces + (asked.shipping ? shippingGross : 0)
}
