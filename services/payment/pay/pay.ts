/**
 * Paying an order that waits for it. The order decides who may begin, and asks for the charge itself; here
 * it is told what was meant, and the answer is kept under the caller’s key.
 */
import { payment } from '@rialto/contracts/payment'
import type { OrderClient } from '@rialto/contracts/order'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem, problemBody } from '@rialto/kernel/contract/problem'
import { callerKey, claimKey, completeKey, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import type { Database } from '@rialto/kernel/sql/database'
import { findPayment, type PaymentRow } from '../charge/store.ts'
import { maySee, paymentView } from '../charge/view.ts'
import { looksLikeCardNumber } from '../domain.ts'
import type { Provider } from '../provider.ts'

const METHOD_DEFAULT = 'card'

export type PayNeeds = {
  readonly db: Database
  readonly clients: { readonly order: OrderClient }
  readonly provider: Provider
}

type PayBody = {
  readonly orderId: string
  readonly method?: string
  readonly token?: string
  readonly amount?: number
  readonly currency?: string
}

export function openPaying({ db, clients, provider }: PayNeeds) {
  /** What is due, to whom it may be told. Checked again, under guard, when the order settles. */
  async function payable(body: PayBody, call: Call) {
    const due = await clients.order.payable({ body: { orderId: body.orderId } }, call)
    if (!maySee({ userId: due.userId }, call)) {
      throw new Problem('unknown_order', { detail: `There is no order ${body.orderId}.` })
    }
    if (due.paymentStatus === 'paid') {
      throw new Problem('already_paid', { detail: 'This order is paid; nothing was charged.' })
    }
    if (due.status !== 'awaiting_payment') throw notPayable(due.status)
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

  async function pay(body: PayBody, call: Call): Promise<PaymentRow> {
    const token = body.token ?? provider.tokenDefault
    if (token === undefined) throw tokenMissing()
    const { orderId } = await payable(body, call)
    const source = { orderId, method: body.method ?? METHOD_DEFAULT, token }
    const settled = await clients.order.settle({ body: source }, call).catch(asNotPayable)
    if (settled.status === 'awaiting_payment') {
      throw new Problem('payment_declined', {
        detail: 'The payment was refused and nothing was charged. The order still waits: try another card.',
        reason: settled.reason,
      })
    }
    const paid = settled.paymentId === null ? undefined : await findPayment(db, settled.paymentId)
    if (!paid) throw notPayable(settled.status)
    return paid
  }

  /** A decline is an answer too: it was a try to pay, and its retry must not be another one. */
  async function answerOf(body: PayBody, call: Call): Promise<{ status: number; text: string }> {
    try {
      return { status: 201, text: JSON.stringify(paymentView(await pay(body, call))) }
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'payment_declined')) throw error
      const refusal = problemBody(error, payment.problems, call.requestId)
      return { status: refusal.status, text: JSON.stringify(refusal) }
    }
  }

  return async ({ body }: { readonly body: PayBody }, call: Call): Promise<Answer> => {
    refuseCardNumber(body.token)
    const earlier = await db.transaction((tx) => claimKey(tx, call))
    if (earlier) return earlier
    try {
      const { status, text } = await answerOf(body, call)
      const key = call.idempotencyKey
      if (key !== undefined) await completeKey(db, callerKey(call.caller), key, status, text)
      return Answer.ofText(text, status)
    } catch (error) {
      // After an outage nobody knows what was done: the key stays claimed until somebody asks again.
      if (error instanceof Problem && !isOutage(error)) await releaseKey(db, call)
      throw error
    }
  }
}

function notPayable(status: string): Problem {
  return new Problem('not_payable', {
    detail: `The order is ${status.replaceAll('_', ' ')}; nothing was charged.`,
  })
}

/** Of two payments of one order at once, the order lets one begin. */
function asNotPayable(error: unknown): never {
  if (!(error instanceof Problem && error.code === 'invalid_transition')) throw error
  throw new Problem('not_payable', { detail: error.message })
}

function tokenMissing(): Problem {
  return new Problem('validation_failed', {
    detail: 'Send the token that the card form gave.',
    errors: [{ path: '/token', message: 'is required', code: 'required' }],
  })
}

function refuseCardNumber(token: string | undefined): void {
  if (token === undefined || !looksLikeCardNumber(token)) return
  throw new Problem('card_number_refused', {
    detail: 'That is a card number. Send the token that the card form gives.',
  })
}
