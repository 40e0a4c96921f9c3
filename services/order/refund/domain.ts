/**
 * What goes back for which pieces. A line's net and tax are each shared over its pieces, the odd cents to
 * the first of them, so that the shares of all pieces are exactly what was paid, in whichever bites they
 * are given back; and no refund passes what is left of the whole.
 */
import assert from 'node:assert/strict'
import type { EventOf, OrderState } from '../domain.ts'
import { takePieces, type Piece, type WantedLine } from '../goods/domain.ts'

export type Refund = {
  readonly id: string
  readonly amount: number
  readonly lines: readonly (Piece & { readonly amount: number })[]
  readonly shipping: number
  readonly restock: boolean
  readonly reason: string | null
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly at: string
}

export function requestedRefund({ at, data }: EventOf<'refund_requested'>): Refund {
  const { refundId, amount, lines, shipping, restock, reason } = data
  return { id: refundId, amount, lines, shipping, restock, reason, status: 'pending', at }
}

export function settledRefund(
  refunds: readonly Refund[],
  id: string,
  status: 'succeeded' | 'failed',
): readonly Refund[] {
  return refunds.map((refund) => (refund.id === id ? { ...refund, status } : refund))
}

/** A refund that the order did not ask for itself was made at the till: it counts like any other. */
export function afterRefund(state: OrderState, { at, data }: EventOf<'refunded'>): Partial<OrderState> {
  const { refundId, amount, lines = [], reason = null } = data
  const refunded = state.refunded + amount
  const known = state.refunds.some(({ id }) => id === refundId)
  const refunds =
    refundId === undefined
      ? state.refunds
      : known
        ? settledRefund(state.refunds, refundId, 'succeeded')
        : [
            ...state.refunds,
            {
              id: refundId,
              amount,
              lines,
              shipping: 0,
              restock: false,
              reason,
              status: 'succeeded',
              at,
            } as const,
          ]
  if (state.status === 'cancelled') return { refunded, refunds, paymentStatus: 'refunded' }
  return refunded >= state.placed.total
    ? { refunded, refunds, status: 'refunded', paymentStatus: 'refunded' }
    : { refunded, refunds, paymentStatus: 'partially_refunded' }
}

const counts = ({ status }: Refund) => status !== 'failed'

/** What has been paid and is neither given back nor promised. */
export function leftToRefund(state: OrderState): number {
  const promised = state.refunds.filter(({ status }) => status === 'pending')
  return state.placed.total - state.refunded - promised.reduce((sum, { amount }) => sum + amount, 0)
}

/** Whether pieces or money of the order are on their way back already: then it is refunded to the end, not cancelled. */
export function isPartlyBack({ refunds }: Pick<OrderState, 'refunds'>): boolean {
  return refunds.some((refund) => refund.status === 'pending' || (counts(refund) && refund.lines.length > 0))
}

type Line = OrderState['placed']['lines'][number]

/** What the first `pieces` of `quantity` equal pieces have of a whole: largest remainders, ties to the earlier. */
export function firstPieces(whole: number, quantity: number, pieces: number): number {
  assert(pieces >= 0 && pieces <= quantity, `${pieces} of ${quantity} pieces`)
  const each = Math.floor(whole / quantity)
  return each * pieces + Math.min(pieces, whole - each * quantity)
}

/** What was paid for pieces of a line, from the `from`th on: after discounts, with their tax. */
function paidFor({ price, quantity, discount, tax }: Line, from: number, pieces: number): number {
  const share = (whole: number) =>
    firstPieces(whole, quantity, from + pieces) - firstPieces(whole, quantity, from)
  return share(price * quantity - discount) + share(tax)
}

/** Shipping with the tax on it: what the total holds beside the lines. */
export function paidForShipping({ total, lines }: OrderState['placed']): number {
  return total - lines.reduce((sum, line) => sum + paidFor(line, 0, line.quantity), 0)
}

export type WantedRefund = {
  readonly lines?: readonly WantedLine[] | undefined
  readonly shipping?: boolean | undefined
  /** Minor units. */
  readonly amount?: number | undefined
  readonly restock: boolean
}

export type RefundDecision =
  | {
      readonly outcome: 'refund'
      readonly amount: number
      readonly lines: Refund['lines']
      readonly shipping: number
    }
  | { readonly outcome: 'nothing_left' }
  | { readonly outcome: 'exceeds'; readonly left: number }
  | { readonly outcome: 'unknown_line'; readonly place: number }
  | { readonly outcome: 'too_many'; readonly place: number; readonly left: number }

/**
 * What a refund comes to. Pieces that went back before do not go back again; without lines, shipping and
 * amount it is all that is left. An amount that was asked for is never more than what was paid for what is
 * named; one that is computed gives way to what went back without naming pieces.
 */
export function decideRefund(state: OrderState, wanted: WantedRefund): RefundDecision {
  const left = leftToRefund(state)
  if (left <= 0) return { outcome: 'nothing_left' }
  const { lines, shipping, amount } = wanted
  const everything = lines === undefined && shipping !== true && amount === undefined
  const gone = state.refunds.filter(counts)
  const given = gone.flatMap((refund) => refund.lines)
  const taken = everything
    ? takePieces(state.placed.lines, given)
    : takePieces(state.placed.lines, given, lines ?? [])
  if (taken.outcome !== 'taken') return taken
  const before = new Map<string, number>()
  for (const piece of given) before.set(piece.lineId, (before.get(piece.lineId) ?? 0) + piece.quantity)
  const priced = taken.pieces.map((piece) => ({
    lineId: piece.lineId,
    sku: piece.sku,
    quantity: piece.quantity,
    amount: paidFor(state.placed.lines[piece.place] as Line, before.get(piece.lineId) ?? 0, piece.quantity),
  }))
  const shippingLeft = gone.some((refund) => refund.shipping > 0) ? 0 : paidForShipping(state.placed)
  const shippingPart = everything || shipping === true ? shippingLeft : 0
  const computed = priced.reduce((sum, piece) => sum + piece.amount, shippingPart)
  const named = lines !== undefined || shipping === true
  const most = everything ? left : named ? Math.min(computed, left) : left
  if (amount !== undefined && amount > most) return { outcome: 'exceeds', left: most }
  const whole = amount ?? most
  if (whole <= 0) return { outcome: 'nothing_left' }
  return { outcome: 'refund', amount: whole, lines: priced, shipping: Math.min(shippingPart, whole) }
}
