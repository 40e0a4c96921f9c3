/** A payment as clients see it, and who they are. */
import type { PaymentView } from '@rialto/contracts/payment'
import { permits } from '@rialto/contracts/roles'
import type { Call } from '@rialto/kernel/contract/contract'
import { toMajor } from '@rialto/kernel/money/money'
import { visibleStatus } from '../domain.ts'
import type { PaymentRow } from './store.ts'

/** Its owner, and staff. */
export function maySee({ userId }: { readonly userId: string | null }, { caller }: Call): boolean {
  if (caller.kind === 'service') return true
  return caller.kind === 'user' && (caller.id === userId || permits(caller.roles, 'payments:read'))
}

export function paymentView(row: PaymentRow): PaymentView {
  return {
    id: row.id,
    orderId: row.orderId,
    order: row.orderId,
    amount: toMajor(row.amount, row.currency),
    currency: row.currency,
    status: visibleStatus(row.status, row.amount, row.refunded),
    method: row.method,
    paymentMethod: row.method,
    transactionId: row.providerReference,
    captured: toMajor(row.status === 'succeeded' ? row.amount : 0, row.currency),
    refunded: toMajor(row.refunded, row.currency),
    declineReason: row.declineReason,
    nextAction: null,
    expiresAt: null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
