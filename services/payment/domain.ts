/** What payments are and what may be given back, on plain values. */

/** A payment's id follows from the order and the try, so that asking again meets the same payment. */
export function paymentId(orderId: string, attempt: number): string {
  const bare = orderId.slice(orderId.indexOf('_') + 1)
  return attempt === 1 ? `pay_${bare}` : `pay_${bare}_${attempt}`
}

export type Refundable = {
  readonly status: string
  readonly amount: number
  /** What of the amount was let go at a partial capture. */
  readonly released: number
  readonly refunded: number
}

/** What was taken. */
export function capturedOf({ status, amount, released }: Omit<Refundable, 'refunded'>): number {
  return status === 'succeeded' ? amount - released : 0
}

export type RefundDecision =
  | { readonly outcome: 'refund'; readonly amount: number }
  | { readonly outcome: 'nothing_left' }
  | { readonly outcome: 'exceeds'; readonly left: number }

/** Without an amount, all that is left. Never more than was captured, promises included. */
export function decideRefund(payment: Refundable, wanted: number | undefined): RefundDecision {
  const left = capturedOf(payment) - payment.refunded
  if (left === 0) return { outcome: 'nothing_left' }
  const amount = wanted ?? left
  return amount > left ? { outcome: 'exceeds', left } : { outcome: 'refund', amount }
}

export type CaptureDecision =
  | { readonly outcome: 'capture'; readonly amount: number }
  | { readonly outcome: 'captured' }
  | { readonly outcome: 'not_authorised' }
  | { readonly outcome: 'exceeds'; readonly authorised: number }

/**
 * Without an amount, all that was set aside. Once: where the same is asked again, a capture that is under way
 * is gone on with, and one that is done stands. What was never set aside is not captured but paid.
 */
export function decideCapture(
  { status, capture, amount, released }: Omit<Refundable, 'refunded'> & { readonly capture: string },
  wanted: number | undefined,
): CaptureDecision {
  const take = wanted ?? amount
  const isSame = take === amount - released
  if (status === 'capturing' && isSame) return { outcome: 'capture', amount: take }
  if (status === 'succeeded' && capture === 'manual' && isSame) return { outcome: 'captured' }
  if (status !== 'authorised') return { outcome: 'not_authorised' }
  return take > amount ? { outcome: 'exceeds', authorised: amount } : { outcome: 'capture', amount: take }
}
