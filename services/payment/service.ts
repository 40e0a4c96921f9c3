/** Payments: charged once, written down twice, given back never more than was taken. */
import { order } from '@rialto/contracts/order'
import { payment, type ChargeResult, type PaymentView } from '@rialto/contracts/payment'
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { claimKey, callerKey, completeKey, forgetOldKeys, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { openCharging, type Charging, type Settled } from './charge/charge.ts'
import { findPayment, markSwept, overduePayments, paymentsOfOrder, type PaymentRow } from './charge/store.ts'
import { looksLikeCardNumber, paymentId, visibleStatus } from './domain.ts'
import type { Provider } from './provider.ts'
import { openRefunding, refundView } from './refund/refund.ts'
import { refundsOf } from './refund/store.ts'

const OVERDUE_SECONDS = 30
const PER_ROUND_MAX = 100
const RECONCILE_EVERY_MS = 5_000
const FORGET_EVERY_MS = 60_000
const METHOD_DEFAULT = 'card'
/** What a missing token means where the sandbox plays the provider. */
const TOKEN_DEFAULT = 'tok_visa'

const uses = { order }
type PaymentNeeds = Needs<typeof uses> & {
  readonly provider: Provider
  readonly charging: Charging
  readonly refunding: ReturnType<typeof openRefunding>
}

export type { Provider }

/** `openProvider` connects to whoever moves the money; in the demo profile that is the sandbox. */
export function paymentService({ openProvider }: { readonly openProvider: () => Provider }) {
  return defineService({
    contract: payment,
    uses,
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const provider = openProvider()
      const charging = openCharging({ ...needs, provider })
      const refunding = openRefunding({ ...needs, provider })
      const all = { ...needs, provider, charging, refunding }
      return {
        routes: { ...publicRoutes(all), ...orderRoutes(all) },
        jobs: [
          { name: 'reconcile', everyMs: RECONCILE_EVERY_MS, run: () => reconcile(all) },
          { name: 'keep-refunds', everyMs: RECONCILE_EVERY_MS, run: () => refunding.keepOverdue() },
          { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
        ],
        close: async () => {
          await charging.drain()
          await provider.close()
        },
      }
    },
  })
}

/** After any doubt the provider is asked: payments whose asker died come to rest here. */
async function reconcile({ db, charging }: PaymentNeeds) {
  const overdue = await overduePayments(db, OVERDUE_SECONDS, PER_ROUND_MAX)
  for (const pending of overdue) await charging.resolve(pending)
  if (overdue.length === 0) await markSwept(db, OVERDUE_SECONDS)
  return { more: overdue.length === PER_ROUND_MAX }
}

function publicRoutes({ db, clients, refunding }: PaymentNeeds) {
  type PayBody = { orderId: string; method?: string; token?: string; amount?: number; currency?: string }
  type ById = { params: { id: string } }

  async function visible(id: string, call: Call): Promise<PaymentRow> {
    const found = await findPayment(db, id)
    if (!found || !maySee(found, call)) throw new Problem('unknown_payment', { detail: `There is no payment ${id}.` })
    return found
  }

  /** What is due, to whom it may be told. Checked again, under guard, when the order settles. */
  async function payable(body: PayBody, call: Call) {
    const due = await clients.order.payable({ body: { orderId: body.orderId } }, call)
    if (!maySee({ userId: due.userId }, call)) {
      throw new Problem('unknown_order', { detail: `There is no order ${body.orderId}.` })
    }
    if (due.paymentStatus === 'paid') throw new Problem('already_paid', { detail: 'This order is paid; nothing was charged.' })
    if (due.status !== 'awaiting_payment') {
      throw new Problem('not_payable', { detail: `The order is ${due.status}; nothing was charged.` })
    }
    const amount = body.amount === undefined ? due.amount : toMinor(body.amount, due.currency)
    if (amount !== due.amount || (body.currency ?? due.currency) !== due.currency) {
      throw new Problem('amount_mismatch', {
        detail: `${toMajor(due.amount, due.currency)} ${due.currency} is due; nothing was charged.`,
        due: toMajor(due.amount, due.currency),
        currency: due.currency,
      })
    }
    return due
  }

  async function pay(body: PayBody, call: Call): Promise<string> {
    const due = await payable(body, call)
    const settled = await clients.order.settle(
      { body: { orderId: due.orderId, method: body.method ?? METHOD_DEFAULT, token: body.token ?? TOKEN_DEFAULT } },
      call,
    )
    const paid = settled.paymentId === null ? undefined : await findPayment(db, settled.paymentId)
    if (settled.status !== 'confirmed' || !paid) {
      throw new Problem('payment_declined', {
        detail: 'The payment was refused and nothing was charged. The order still waits: try another card.',
        reason: settled.reason,
      })
    }
    return JSON.stringify(paymentView(paid))
  }

  return {
    pay: async ({ body }: { body: PayBody }, call: Call) => {
      refuseCardNumber(body.token)
      const earlier = await db.transaction((tx) => claimKey(tx, call))
      if (earlier) return earlier
      try {
        const text = await pay(body, call)
        if (call.idempotencyKey !== undefined) await completeKey(db, callerKey(call.caller), call.idempotencyKey, 201, text)
        return Answer.ofText(text, 201)
      } catch (error) {
        if (error instanceof Problem && error.code !== 'unavailable') await releaseKey(db, call)
        throw error
      }
    },

    get: async ({ params }: ById, call: Call) => paymentView(await visible(params.id, call)),

    list: async ({ query }: { query: { orderId: string } }, call: Call) => {
      const rows = await paymentsOfOrder(db, paymentId(query.orderId, 1))
      return { items: rows.filter((row) => maySee(row, call)).map(paymentView), nextCursor: null }
    },

    refund: async ({ params, body }: ById & { body: { amount?: number; reason?: string } }, call: Call) => {
      if (body.amount === 0) {
        throw new Problem('validation_failed', {
          detail: 'A refund is above zero.',
          errors: [{ path: '/amount', message: 'must be above zero', code: 'minimum' }],
        })
      }
      const wanted = {
        paymentId: params.id,
        amountOf: (currency: string) => (body.amount === undefined ? undefined : toMinor(body.amount, currency)),
        reason: body.reason ?? null,
      }
      return refunding.refund(wanted, call, 201)
    },

    refunds: async ({ params }: ById, call: Call) => {
      const { id } = await visible(params.id, call)
      return { items: (await refundsOf(db, id)).map(refundView), nextCursor: null }
    },
  }
}

function orderRoutes({ db, charging, refunding }: PaymentNeeds) {
  type ChargeBody = {
    orderId: string
    userId: string | null
    amount: number
    currency: string
    method: string
    token: string
    attempt: number
  }
  return {
    charge: async ({ body: { token, attempt, ...intent } }: { body: ChargeBody }) =>
      chargeResult(await charging.charge({ ...intent, id: paymentId(intent.orderId, attempt) }, token)),

    /** Resolves doubts first: money that was taken after all goes back too. */
    refundOrder: async ({ body }: { body: { orderId: string; reason: string } }, call: Call) => {
      let refunded = 0
      let currency: string | null = null
      for (const row of await paymentsOfOrder(db, paymentId(body.orderId, 1))) {
        const status = row.status === 'pending' ? (await charging.resolve(row)).status : row.status
        if (status !== 'succeeded') continue
        currency = row.currency
        if (row.refunded < row.amount) {
          await refunding
            .refund({ paymentId: row.id, amountOf: () => undefined, reason: body.reason }, call, 201)
            .catch((error: unknown) => {
              // Somebody else gave the rest back at the same moment: that is what was wanted.
              if (!(error instanceof Problem && error.code === 'not_refundable')) throw error
            })
        }
        refunded += row.amount
      }
      return { refunded, currency }
    },
  }
}

function chargeResult({ id, status, declineReason }: Settled): ChargeResult {
  switch (status) {
    case 'succeeded':
      return { outcome: 'captured', paymentId: id, reason: null }
    case 'requires_action':
      return { outcome: 'requires_action', paymentId: id, reason: declineReason }
    case 'declined':
    case 'voided':
    case 'pending':
      return { outcome: 'declined', paymentId: id, reason: declineReason ?? status }
  }
}

function maySee({ userId }: { readonly userId: string | null }, { caller }: Call): boolean {
  if (caller.kind === 'service') return true
  return caller.kind === 'user' && (caller.id === userId || permits(caller.roles, 'payments:read'))
}

function refuseCardNumber(token: string | undefined): void {
  if (token === undefined || !looksLikeCardNumber(token)) return
  throw new Problem('card_number_refused', { detail: 'That is a card number. Send the token that the card form gives.' })
}

function paymentView(row: PaymentRow): PaymentView {
  return {
    id: row.id,
    orderId: row.orderId,
    amount: toMajor(row.amount, row.currency),
    currency: row.currency,
    status: visibleStatus(row.status, row.amount, row.refunded),
    method: row.method,
    transactionId: row.providerReference,
    refunded: toMajor(row.refunded, row.currency),
    declineReason: row.declineReason,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
