/** A payment as clients see it, and who they are. */
import type { PaymentView } from '@rialto/contracts/payment'
import { permits } from '@rialto/contracts/roles'
import type { Call } from '@rialto/kernel/contract/contract'
import { toMajor } from '@rialto/kernel/money/money'
import { capturedOf } from '../domain.ts'
import { visibleStatus } from '../state/domain.ts'
import type { PaymentRow } from './store.ts'

/** Its owner, and staff. */
export function maySee({ userId }: { readonly userId: string | null }, { caller }: Call): boolean {
  if (caller.kind === 'service') return true
  return caller.kind === 'user' && (caller.id === userId || permits(caller.roles, 'payments:read'))
}

/** Where its cardholder goes is for them alone: who has the link may answer. */
function nextActionOf({ status, url, userId }: PaymentRow, { caller }: Call): PaymentView['nextAction'] {
  const isTheirs = caller.kind === 'service' || (caller.kind === 'user' && caller.id === userId)
  return status === 'requires_action' && url !== null && isTheirs ? { type: 'redirect', url } : null
}

export function paymentView(row: PaymentRow, call: Call): PaymentView {
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
    nextAction: nextActionOf(row, call),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
