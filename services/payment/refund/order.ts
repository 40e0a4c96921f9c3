/** Giving back all that an order paid, when it is taken back: also what is in doubt, also what is still on its way. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Database } from '@rialto/kernel/sql/database'
import type { Charging } from '../charge/charge.ts'
import { findPayment, isRefusal, paymentsOfOrder, refuseCharge, type PaymentRow } from '../charge/store.ts'
import { capturedOf, paymentId } from '../domain.ts'
import { isAtRest } from '../state/domain.ts'
import type { Refunding } from './refund.ts'

const CREATED = 201

export type OrderRefundNeeds = {
  readonly db: Database
  readonly charging: Charging
  readonly refunding: Refunding
}

export function openOrderRefunds({ db, charging, refunding }: OrderRefundNeeds) {
  /** The payments of the order without doubt about any, and with no further one to come. */
  async function paymentsAtRest(orderId: string): Promise<PaymentRow[]> {
    const rows = await paymentsOfOrder(db, paymentId(orderId, 1))
    const settled = await Promise.all(
      rows.map(async (row) => {
        if (isAtRest(row.status)) return row
        await charging.resolve(row)
        return (await findPayment(db, row.id)) ?? row
      }),
    )
    const last = settled.at(-1)
    if (settled.some(({ status }) => status === 'succeeded') || (last && isRefusal(last))) return settled
    // Each try has a row, so the next one is the only one that can come.
    const refused = await refuseCharge(db, paymentId(orderId, rows.length + 1), orderId)
    return refused ? settled : paymentsAtRest(orderId)
  }

  async function giveBack({ id }: PaymentRow, reason: string, call: Call): Promise<void> {
    try {
      await refunding.refund({ paymentId: id, amountOf: () => undefined, reason }, call, CREATED)
    } catch (error) {
      // Somebody else gave the rest back at the same moment: that is what was wanted.
      if (!(error instanceof Problem && error.code === 'not_refundable')) throw error
    }
  }

  return async ({ body }: { readonly body: { orderId: string; reason: string } }, call: Call) => {
    const taken = (await paymentsAtRest(body.orderId)).filter(({ status }) => status === 'succeeded')
    for (const row of taken) if (row.refunded < capturedOf(row)) await giveBack(row, body.reason, call)
    return {
      refunded: taken.reduce((sum, row) => sum + capturedOf(row), 0),
      currency: taken[0]?.currency ?? null,
    }
  }
}
