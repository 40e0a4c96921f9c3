/**
 * Giving back: the promise commits first, under the payment’s lock, so that promises never pass what
 * was captured; then the provider is asked, with the refund’s id as its key; then postings and event.
 */
import { formatMoney, toMajor } from '@rialto/kernel/money/money'
import type { RefundView } from '@rialto/contracts/payment'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { callerKey, claimKey, completeKey } from '@rialto/kernel/idempotency/idempotency'
import type { Ids, Timers } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import type { Logger } from '@rialto/kernel/observe/log'
import { withTimeout } from '../charge/charge.ts'
import { lockPayment } from '../charge/store.ts'
import { decideRefund } from '../domain.ts'
import type { Provider } from '../provider.ts'
import { findRefund, overdueRefunds, promiseRefund, settleRefund, type RefundRow } from './store.ts'

const OVERDUE_SECONDS = 10
const PER_ROUND_MAX = 100

export type RefundNeeds = {
  readonly db: Database
  readonly provider: Provider
  readonly ids: Ids
  readonly timers: Timers
  readonly log: Logger
  readonly wake: () => void
}

export type Wanted = {
  readonly paymentId: string
  /** Where whoever asks knows the refund by an id of its own: then it is made once. */
  readonly refundId?: string
  /** Minor units, from the payment’s currency; absent for all that is left. */
  readonly amountOf: (currency: string) => number | undefined
  readonly reason: string | null
}

export type Refunding = ReturnType<typeof openRefunding>

export function openRefunding(needs: RefundNeeds) {
  const { db, provider, ids, timers, log, wake } = needs

  /** Refunds once per key. A provider that is away leaves the refund pending; a job keeps the promise. */
  async function refund(wanted: Wanted, call: Call, status: number): Promise<Answer> {
    const promised = await db.transaction(async (tx) => {
      const earlier = await claimKey(tx, call)
      if (earlier) return earlier
      const payment = await lockPayment(tx, wanted.paymentId)
      if (!payment)
        throw new Problem('unknown_payment', { detail: `There is no payment ${wanted.paymentId}.` })
      const made = wanted.refundId === undefined ? undefined : await findRefund(tx, wanted.refundId)
      if (made) return made
      const decision = decideRefund(payment, wanted.amountOf(payment.currency))
      if (decision.outcome === 'nothing_left') {
        throw new Problem('not_refundable', { detail: 'Nothing of this payment is left to give back.' })
      }
      if (decision.outcome === 'exceeds') {
        throw new Problem('refund_exceeds_captured', {
          detail: `Only ${formatMoney(decision.left, payment.currency)} of this payment is left.`,
          left: toMajor(decision.left, payment.currency),
        })
      }
      return promiseRefund(tx, {
        id: wanted.refundId ?? ids.next('rfn'),
        paymentId: payment.id,
        orderId: payment.orderId,
        amount: decision.amount,
        currency: payment.currency,
        reason: wanted.reason,
        caller: call.idempotencyKey === undefined ? null : callerKey(call.caller),
        key: call.idempotencyKey ?? null,
      })
    })
    if (promised instanceof Answer) return promised
    if (promised.status === 'succeeded') return Answer.of(refundView(promised), status)
    return Answer.ofText(await keepPromise(promised, status), status)
  }

  /** Asks the provider and writes the outcome; the answer's text is also what a retry will get. */
  async function keepPromise(promised: RefundRow, status = 201): Promise<string> {
    const reference = await askProvider(promised)
    return db.transaction(async (tx) => {
      const settled = reference === undefined ? undefined : await settleRefund(tx, promised.id, reference)
      const refundNow = settled ?? (await findRefund(tx, promised.id)) ?? promised
      const text = JSON.stringify(refundView(refundNow))
      if (promised.caller !== null && promised.key !== null)
        await completeKey(tx, promised.caller, promised.key, status, text)
      tx.afterCommit(wake)
      return text
    })
  }

  async function askProvider(promised: RefundRow): Promise<string | undefined> {
    try {
      const { id: key, paymentId: chargeKey, chargeReference, amount, currency } = promised
      const asked = provider.refund({ key, chargeKey, chargeReference, amount, currency })
      return (await withTimeout(timers, asked)).reference
    } catch (error) {
      log.warn(
        { refundId: promised.id, err: error },
        'the provider did not confirm the refund; it will be asked again',
      )
      return undefined
    }
  }

  return {
    refund,
    /** Keeps promises that a dead process or an absent provider left. */
    keepOverdue: async () => {
      const overdue = await overdueRefunds(db, OVERDUE_SECONDS, PER_ROUND_MAX)
      // All at once: a provider that is away costs one time-out a round, not one a refund.
      await Promise.all(overdue.map((promised) => keepPromise(promised)))
      return { more: false }
    },
  }
}

export function refundView(row: RefundRow): RefundView {
  return {
    id: row.id,
    paymentId: row.paymentId,
    orderId: row.orderId,
    amount: toMajor(row.amount, row.currency),
    currency: row.currency,
    status: row.status,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
  }
}
