/**
 * Paying an order that waits for it. The order decides who may begin, and asks for the charge itself; here
 * it is told what was meant, and the answer is kept under the caller’s key.
 */
import type { OrderClient } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import { callerKey } from '@rialto/kernel/idempotency/idempotency'
import type { Database } from '@rialto/kernel/sql/database'
import { guestKey, type Access, type Due } from '../access/access.ts'
import { refuseCardNumber, refuseUnknown } from '../card/refuse.ts'
import type { Charging } from '../charge/charge.ts'
import { findPayment, openManualIntent, type PaymentRow } from '../charge/store.ts'
import { paymentView } from '../charge/view.ts'
import { paymentId } from '../domain.ts'
import { keyed } from '../key/keyed.ts'
import type { Provider } from '../provider.ts'
import { isAtRest } from '../state/domain.ts'

const METHOD_DEFAULT = 'card'
const CREATED = 201

export type PayNeeds = {
  readonly db: Database
  readonly clients: { readonly order: OrderClient }
  readonly provider: Provider
  readonly charging: Charging
  readonly access: Access
}

type Guest = { readonly query?: { readonly token?: string } }
type PayBody = {
  readonly orderId: string
  readonly method?: string
  readonly token?: string
  readonly amount?: number
  readonly currency?: string
  readonly capture?: 'automatic' | 'manual'
}
type Source = { readonly orderId: string; readonly method: string; readonly token: string }

export function openPaying({ db, clients, provider, charging, access }: PayNeeds) {
  /** What is due, to whom it may be told. Checked again, under guard, when the order settles. */
  async function payable(body: PayBody, call: Call, shown?: string): Promise<Due> {
    const due = await access.dueOf(body.orderId, shown, call)
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

  /** The same, with room for a new try: the order is told of one that ended without it, and goes on counting. */
  async function nextTry(body: PayBody, source: Source, call: Call, shown?: string): Promise<Due> {
    const due = await payable(body, call, shown)
    const begun = await findPayment(db, paymentId(due.orderId, due.attempt))
    if (!begun || begun.status === 'pending' || begun.status === 'succeeded') return due
    if (!isAtRest(begun.status)) {
      throw new Problem('payment_waiting', {
        detail: `The payment ${begun.id} of this order waits. Confirm, capture or void it first.`,
        paymentId: begun.id,
      })
    }
    await clients.order.settle({ body: source }, call).catch(asNotPayable)
    return payable(body, call, shown)
  }

  async function pay(body: PayBody, call: Call, shown?: string): Promise<PaymentRow> {
    const token = body.token ?? provider.tokenDefault
    if (token === undefined) throw tokenMissing()
    const source = { orderId: body.orderId, method: body.method ?? METHOD_DEFAULT, token }
    const due = await nextTry(body, source, call, shown)
    if (body.capture === 'manual') return setAside(due, source)
    const settled = await clients.order.settle({ body: source }, call).catch(asNotPayable)
    const paid = await findPayment(db, settled.paymentId ?? paymentId(due.orderId, due.attempt))
    if (settled.status === 'awaiting_payment') {
      if (paid?.status === 'requires_action') return paid
      throw declined(settled.reason)
    }
    if (settled.paymentId === null || !paid) throw notPayable(settled.status)
    return paid
  }

  /** Sets the money aside. The order goes on waiting, and hears of it when it is taken. */
  async function setAside({ attempt, ...due }: Due, { method, token }: Source): Promise<PaymentRow> {
    const { orderId, userId, amount, currency } = due
    if (await charging.endEarlier(orderId, attempt)) {
      throw new Problem('already_paid', { detail: 'An earlier payment of this order went through.' })
    }
    const id = paymentId(orderId, attempt)
    const intent = await openManualIntent(db, { id, orderId, userId, amount, currency, method })
    if (!intent) throw new Problem('not_payable', { detail: 'Another payment of this order is under way.' })
    const { status, declineReason } = await charging.authorise(intent, token)
    if (status === 'declined' || status === 'voided') throw declined(declineReason)
    return (await findPayment(db, id)) ?? intent
  }

  return async ({ body, query }: Guest & { readonly body: PayBody }, call: Call): Promise<Answer> => {
    const shown = query?.token
    refuseCardNumber(body)
    refuseUnknown(body, payment.routes.pay.body.properties)
    // Before the key: it is the order's, and its answer for nobody who cannot open that.
    const isGuest = shown !== undefined && (await access.dueOf(body.orderId, shown, call)).opens
    const whose = call.caller.kind === 'anonymous' ? guestKey(body.orderId) : callerKey(call.caller)
    const work = async () => paymentView(await pay(body, call, shown), call, isGuest)
    // A decline is an answer too: it was a try to pay, and its retry must not be another one.
    return keyed(db, call, CREATED, work, { kept: ['payment_declined'], whose })
  }
}

function declined(reason: string | null): Problem {
  return new Problem('payment_declined', {
    detail: 'The payment was refused and nothing was charged. The order still waits: try another card.',
    reason,
  })
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
