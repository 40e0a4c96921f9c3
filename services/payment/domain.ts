/** What payments are and what may be given back, on plain values. */

/** A payment's id follows from the order and the try, so that asking again meets the same payment. */
export function paymentId(orderId: string, attempt: number): string {
  const bare = orderId.slice(orderId.indexOf('_') + 1)
  return attempt === 1 ? `pay_${bare}` : `pay_${bare}_${attempt}`
}

export type Refundable = { readonly status: string; readonly amount: number; readonly refunded: number }

export type RefundDecision =
  | { readonly outcome: 'refund'; readonly amount: number }
  | { readonly outcome: 'nothing_left' }
  | { readonly outcome: 'exceeds'; readonly left: number }

/** Without an amount, all that is left. Never more than was captured, promises included. */
export function decideRefund(payment: Refundable, wanted: number | undefined): RefundDecision {
  const left = payment.status === 'succeeded' ? payment.amount - payment.refunded : 0
  if (left === 0) return { outcome: 'nothing_left' }
  const amount = wanted ?? left
  return amount > left ? { outcome: 'exceeds', left } : { outcome: 'refund', amount }
}

type ViewStatus =
  'pending' | 'requires_action' | 'succeeded' | 'declined' | 'voided' | 'partially_refunded' | 'refunded'

/** The status that clients see: what came back shows. */
export function visibleStatus(
  status: Exclude<ViewStatus, 'partially_refunded' | 'refunded'>,
  amount: number,
  refunded: number,
): ViewStatus {
  if (status !== 'succeeded' || refunded === 0) return status
  return refunded === amount ? 'refunded' : 'partially_refunded'
}

/** 12 to 19 digits, however grouped, that pass Luhn’s check (ISO/IEC 7812-1): a card number, not a token. */
export function looksLikeCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^\d{12,19}$/.test(digits)) return false
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const doubled = i % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
