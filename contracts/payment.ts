/** Payments: an intent before the provider is asked, double-entry postings after, refunds never above what was captured. */
import { contract, type Client, type EventData, type Output } from '@rialto/kernel/contract/contract'
import {
  AmountAboveZero,
  Currency,
  Id,
  Nullable,
  line,
  listOf,
  listQuery,
} from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { paymentEvents } from './payment/events.ts'
import {
  Challenge,
  ChargeBody,
  ChargeResult as ChargeResultSchema,
  Minor,
  Mismatch,
  PayBody,
  Payment,
  Refund,
  WithToken,
} from './payment/shapes.ts'

/** `t=<seconds>,v1=<hex>`: an HMAC-SHA256 over the time, a dot and the body. */
const Signature = Type.String({ minLength: 1, maxLength: 1_000 })

const ById = Type.Object({ id: Id })

export const payment = contract({
  name: 'payment',
  summary: 'Money taken, held, given back, and compared with the provider’s books',
  problems: {
    unknown_payment: { status: 404, title: 'There is no such payment' },
    unknown_order: { status: 404, title: 'There is no such order' },
    unknown_mismatch: { status: 404, title: 'There is no such mismatch' },
    unknown_challenge: { status: 404, title: 'There is no such question to a cardholder' },
    unknown_provider: { status: 404, title: 'There is no such payment provider' },
    payment_declined: { status: 402, title: 'The payment was declined' },
    already_paid: { status: 409, title: 'This order is already paid' },
    not_payable: { status: 409, title: 'This order cannot be paid now' },
    payment_waiting: { status: 409, title: 'Another payment of this order waits for its end' },
    not_capturable: { status: 409, title: 'There is nothing set aside to capture' },
    not_voidable: { status: 409, title: 'This payment can no longer be let go' },
    not_refundable: { status: 409, title: 'This payment has nothing to give back' },
    already_resolved: { status: 409, title: 'This mismatch is resolved' },
    amount_mismatch: { status: 422, title: 'The amount is not what is due' },
    capture_exceeds_authorised: { status: 422, title: 'More than what was set aside' },
    refund_exceeds_captured: { status: 422, title: 'More than what is left of the payment' },
    card_number_refused: { status: 422, title: 'Send a token, never a card number' },
    invalid_signature: { status: 401, title: 'This was not signed by the payment provider' },
  },
  routes: {
    pay: {
      method: 'POST',
      path: '/api/v1/payments',
      summary:
        'Pay an order that awaits its payment, or set the money aside for a later capture; a guest shows the order’s token',
      policy: 'signed_in_or_token',
      query: Type.Object(WithToken),
      body: PayBody,
      output: Payment,
      status: 201,
      problems: [
        'unknown_order',
        'payment_declined',
        'already_paid',
        'not_payable',
        'payment_waiting',
        'amount_mismatch',
        'card_number_refused',
      ],
      idempotent: true,
    },
    get: {
      method: 'GET',
      path: '/api/v1/payments/:id',
      summary: 'One payment, for its owner, staff, and who shows the order’s token',
      policy: 'signed_in_or_token',
      params: ById,
      query: Type.Object(WithToken),
      output: Payment,
      problems: ['unknown_payment'],
    },
    list: {
      method: 'GET',
      path: '/api/v1/payments',
      summary: 'The payments of an order, oldest first, for its owner, staff, and who shows its token',
      policy: 'signed_in_or_token',
      query: listQuery({ orderId: Id, ...WithToken }),
      output: listOf(Payment),
      problems: ['unknown_order'],
    },
    capture: {
      method: 'POST',
      path: '/api/v1/payments/:id/capture',
      summary: 'Take what was set aside, all or a part, once; the order is confirmed and the rest let go',
      policy: { permission: 'payments:capture' },
      params: ById,
      body: Type.Object({ amount: Type.Optional(AmountAboveZero) }),
      output: Payment,
      problems: ['unknown_payment', 'not_capturable', 'capture_exceeds_authorised'],
      idempotent: true,
    },
    void: {
      method: 'POST',
      path: '/api/v1/payments/:id/void',
      summary: 'Let go of what was set aside, or end the wait for a cardholder; twice is the same answer',
      policy: { permission: 'payments:capture' },
      params: ById,
      body: Type.Object({ reason: Type.Optional(line(200)) }),
      output: Payment,
      problems: ['unknown_payment', 'not_voidable', 'card_number_refused'],
      idempotent: true,
    },
    refund: {
      method: 'POST',
      path: '/api/v1/payments/:id/refunds',
      summary: 'Give back all or part, never more than was captured',
      policy: { permission: 'payments:refund' },
      params: ById,
      body: Type.Object({ amount: Type.Optional(AmountAboveZero), reason: Type.Optional(line(200)) }),
      output: Refund,
      status: 201,
      problems: ['unknown_payment', 'not_refundable', 'refund_exceeds_captured', 'card_number_refused'],
      idempotent: true,
    },
    refunds: {
      method: 'GET',
      path: '/api/v1/payments/:id/refunds',
      summary: 'The refunds of a payment, oldest first',
      policy: 'signed_in',
      params: ById,
      output: listOf(Refund),
      problems: ['unknown_payment'],
    },
    mismatches: {
      method: 'GET',
      path: '/api/v1/payments/mismatches',
      summary:
        'Where our books and the provider’s differ, newest first; those that wait for a person, or all',
      policy: { permission: 'payments:reconcile' },
      query: listQuery({ scope: Type.Optional(Type.Literal('all')) }),
      output: listOf(Mismatch),
    },
    resolveMismatch: {
      method: 'POST',
      path: '/api/v1/payments/mismatches/:id/resolve',
      summary: 'Say how a difference was dealt with',
      policy: { permission: 'payments:reconcile' },
      params: ById,
      body: Type.Object({ reason: line(500) }),
      output: Mismatch,
      problems: ['unknown_mismatch', 'already_resolved', 'card_number_refused'],
      idempotent: true,
    },
    webhook: {
      method: 'POST',
      path: '/api/v1/payments/webhooks/:provider',
      summary: 'What a payment provider tells by itself: signed, at most five minutes old, and heard once',
      policy: 'public',
      params: Type.Object({ provider: line(32) }),
      headers: Type.Object({
        'stripe-signature': Type.Optional(Signature),
        'sandbox-signature': Type.Optional(Signature),
      }),
      rawBody: true,
      body: Type.String({ description: 'JSON; the signature is over its very bytes.' }),
      output: Type.Object({
        received: Type.Literal(true),
        repeated: Type.Boolean({ description: 'It was heard before, and changed nothing now.' }),
      }),
      problems: ['unknown_provider', 'invalid_signature'],
    },
    charge: {
      method: 'POST',
      path: 'charge',
      summary:
        'Charge an order once; asked again, the first outcome stands, and the provider is asked before any doubt',
      policy: 'service',
      body: ChargeBody,
      output: ChargeResultSchema,
    },
    refundPart: {
      method: 'POST',
      path: 'refund-part',
      summary: 'Give back a part of a payment under an id of the order’s; twice is the same refund',
      policy: 'service',
      body: Type.Object({
        paymentId: Id,
        refundId: Id,
        amount: Type.Integer({ minimum: 1, description: 'Minor units.' }),
        reason: line(200),
      }),
      output: Refund,
      problems: ['unknown_payment', 'not_refundable', 'refund_exceeds_captured'],
    },
    refundOrder: {
      method: 'POST',
      path: 'refund-order',
      summary: 'Give back all that is left of what an order paid; twice is the same answer',
      policy: 'service',
      body: Type.Object({ orderId: Id, reason: line(200) }),
      output: Type.Object({ refunded: Minor, currency: Nullable(Currency) }),
    },
    challenge: {
      method: 'POST',
      path: 'challenge',
      summary: 'What the sandbox’s page asks a cardholder; the secret is in the link that they were sent to',
      policy: 'service',
      body: Type.Object({ secret: line(200) }),
      output: Challenge,
      problems: ['unknown_challenge'],
    },
    answerChallenge: {
      method: 'POST',
      path: 'answer-challenge',
      summary: 'The cardholder’s answer on the sandbox’s page: the first one counts',
      policy: 'service',
      body: Type.Object({ secret: line(200), approve: Type.Boolean() }),
      output: Challenge,
      problems: ['unknown_challenge'],
    },
  },
  events: paymentEvents,
})

export type PaymentClient = Client<typeof payment>
export type PaymentView = Output<(typeof payment)['routes']['get']>
export type RefundView = Output<(typeof payment)['routes']['refund']>
export type MismatchView = Output<(typeof payment)['routes']['resolveMismatch']>
export type ChargeResult = Output<(typeof payment)['routes']['charge']>
export type ChallengeView = Output<(typeof payment)['routes']['challenge']>
export type PaymentConcluded = EventData<typeof payment, 'concluded'>
