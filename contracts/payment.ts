/** Payments: an intent before the provider is asked, double-entry postings after, refunds never above what was captured. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Amount, Currency, Id, Time, line, listOf, listQuery, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const Minor = Type.Integer({ minimum: 0 })

const Payment = Type.Object({
  id: Id,
  orderId: Id,
  amount: Amount,
  currency: Currency,
  status: Type.Union([
    Type.Literal('pending'),
    Type.Literal('requires_action'),
    Type.Literal('succeeded'),
    Type.Literal('declined'),
    Type.Literal('voided'),
    Type.Literal('partially_refunded'),
    Type.Literal('refunded'),
  ]),
  method: Type.String(),
  transactionId: Type.Union([Type.String(), Type.Null()]),
  refunded: Amount,
  declineReason: Type.Union([Type.String(), Type.Null()]),
  createdAt: Time,
  updatedAt: Time,
})

const Refund = Type.Object({
  id: Id,
  paymentId: Id,
  orderId: Id,
  amount: Amount,
  currency: Currency,
  status: Type.Union([Type.Literal('pending'), Type.Literal('succeeded')]),
  reason: Type.Union([Type.String(), Type.Null()]),
  createdAt: Time,
})

/** A provider's token, never a card number: that is refused with `card_number_refused` before it is kept or logged. */
const Token = Type.String({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' })

const ChargeResult = Type.Object({
  outcome: Type.Union([Type.Literal('captured'), Type.Literal('declined'), Type.Literal('requires_action')]),
  paymentId: Id,
  reason: Type.Union([Type.String(), Type.Null()]),
})

const PaymentEvent = Type.Object({ paymentId: Id, orderId: Id, amount: Minor, currency: Currency })

export const payment = contract({
  name: 'payment',
  problems: {
    unknown_payment: { status: 404, title: 'There is no such payment' },
    unknown_order: { status: 404, title: 'There is no such order' },
    payment_declined: { status: 402, title: 'The payment was declined' },
    already_paid: { status: 409, title: 'This order is already paid' },
    not_payable: { status: 409, title: 'This order cannot be paid now' },
    not_refundable: { status: 409, title: 'This payment has nothing to give back' },
    amount_mismatch: { status: 422, title: 'The amount is not what is due' },
    refund_exceeds_captured: { status: 422, title: 'More than what is left of the payment' },
    card_number_refused: { status: 422, title: 'Send a token, never a card number' },
  },
  routes: {
    pay: {
      method: 'POST',
      path: '/api/v1/payments',
      summary: 'Pay an order that awaits its payment',
      policy: 'signed_in',
      body: Type.Object({
        orderId: spelled(Id, 'order'),
        method: Type.Optional(spelled(line(32), 'paymentMethod', 'payment_method')),
        token: Type.Optional(Token),
        amount: Type.Optional(Amount),
        currency: Type.Optional(Currency),
      }),
      output: Payment,
      status: 201,
      problems: [
        'unknown_order',
        'payment_declined',
        'already_paid',
        'not_payable',
        'amount_mismatch',
        'card_number_refused',
      ],
      idempotent: true,
    },
    get: {
      method: 'GET',
      path: '/api/v1/payments/:id',
      summary: 'One payment, for its owner and staff',
      policy: 'signed_in',
      params: Type.Object({ id: Id }),
      output: Payment,
      problems: ['unknown_payment'],
    },
    list: {
      method: 'GET',
      path: '/api/v1/payments',
      summary: 'The payments of an order, oldest first, for its owner and staff',
      policy: 'signed_in',
      query: listQuery({ orderId: Id }),
      output: listOf(Payment),
    },
    refund: {
      method: 'POST',
      path: '/api/v1/payments/:id/refunds',
      summary: 'Give back all or part, never more than was captured',
      policy: { permission: 'payments:refund' },
      params: Type.Object({ id: Id }),
      body: Type.Object({ amount: Type.Optional(Amount), reason: Type.Optional(line(200)) }),
      output: Refund,
      status: 201,
      problems: ['unknown_payment', 'not_refundable', 'refund_exceeds_captured'],
      idempotent: true,
    },
    refunds: {
      method: 'GET',
      path: '/api/v1/payments/:id/refunds',
      summary: 'The refunds of a payment, oldest first',
      policy: 'signed_in',
      params: Type.Object({ id: Id }),
      output: listOf(Refund),
      problems: ['unknown_payment'],
    },
    charge: {
      method: 'POST',
      path: 'charge',
      summary:
        'Charge an order once; asked again, the first outcome stands, and the provider is asked before any doubt',
      policy: 'service',
      body: Type.Object({
        orderId: Id,
        userId: Type.Union([Id, Type.Null()]),
        amount: Minor,
        currency: Currency,
        method: line(32),
        token: Token,
        /** 1 for the first try; a declined order may be paid again with the next. */
        attempt: Type.Integer({ minimum: 1 }),
      }),
      output: ChargeResult,
    },
    refundOrder: {
      method: 'POST',
      path: 'refund-order',
      summary: 'Give back all that is left of what an order paid; twice is the same answer',
      policy: 'service',
      body: Type.Object({ orderId: Id, reason: line(200) }),
      output: Type.Object({ refunded: Minor, currency: Type.Union([Currency, Type.Null()]) }),
    },
  },
  events: {
    succeeded: { version: 1, aliases: ['payment_completed'], data: PaymentEvent },
    failed: {
      version: 1,
      data: Type.Object({
        paymentId: Id,
        orderId: Id,
        amount: Minor,
        currency: Currency,
        reason: Type.String(),
      }),
    },
    refunded: {
      version: 1,
      aliases: ['refund_issued'],
      data: Type.Object({
        refundId: Id,
        paymentId: Id,
        orderId: Id,
        amount: Minor,
        refundedTotal: Minor,
        currency: Currency,
        reason: Type.Union([Type.String(), Type.Null()]),
      }),
    },
  },
})

export type PaymentClient = Client<typeof payment>
export type PaymentView = Output<(typeof payment)['routes']['get']>
export type RefundView = Output<(typeof payment)['routes']['refund']>
export type ChargeResult = Output<(typeof payment)['routes']['charge']>
