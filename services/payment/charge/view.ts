/** A payment as clients see it. */
import type { PaymentView } from '@rialto/contracts/payment'
import type { Call } from '@rialto/kernel/contract/contract'
import { toMajor } from '@rialto/kernel/money/money'
import { capturedOf } from '../domain.ts'
import { visibleStatus } from '../state/domain.ts'
import type { PaymentRow } from './store.ts'

/** Where its cardholder goes is for them alone: who has the link may answer. */
function nextActionOf(
  { status, url, userId }: PaymentRow,
  { caller }: Call,
  isGuest: boolean,
): PaymentView['nextAction'] {
  const isTheirs = isGuest || caller.kind === 'service' || (caller.kind === 'user' && caller.id === userId)
  return status === 'requires_action' && url !== null && isTheirs ? { type: 'redirect', url } : null
}

/** `isGuest`: the caller has shown the token of its order. */
export function paymentView(row: PaymentRow, call: Call, isGuest = false): PaymentView {
  const captured = capturedOf(row)
  return {
    id: row.id,
    orderId: row.orderId,
    order: row.orderId,
    amount: toMajor(row.amount, row.currency),
    currency: row.currency,
    status: visibleStatus(row.status, captured, row.refunded),
    method: row.method,
    paymentMethod: row.method,
    transactionId: row.providerReference,
    captured: toMajor(captured, row.currency),
    refunded: toMajor(row.refunded, row.currency),
    declineReason: row.declineReason,
    nextAction: nextActionOf(row, call, isGuest),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
