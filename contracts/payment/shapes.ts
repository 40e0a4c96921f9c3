/** The shapes of a payment as clients send and read it, and of what services say to each other about one. */
import {
  Amount,
  asking,
  Currency,
  Id,
  Nullable,
  OPEN_INSIDE,
  Time,
  line,
  spelled,
} from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const Minor = Type.Integer({ minimum: 0 })

export const NextAction = Type.Object(
  {
    type: Type.Literal('redirect'),
    url: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'Where the cardholder confirms: absolute, or a path on this origin. For them alone.',
    }),
  },
  { description: 'What the cardholder has to do before the payment goes on.' },
)

const PaymentStatus = Type.Union(
  [
    Type.Literal('pending'),
    Type.Literal('requires_action'),
    Type.Literal('authorised'),
    Type.Literal('succeeded'),
    Type.Literal('declined'),
    Type.Literal('voided'),
    Type.Literal('partially_refunded'),
    Type.Literal('refunded'),
  ],
  {
    description:
      '`requires_action` waits for the cardholder, `authorised` for a capture; `voided` means that no money was taken and none will be.',
  },
)

export const Payment = Type.Object({
  id: Id,
  orderId: Id,
  order: Type.String({ description: 'The same as `orderId`.' }),
  amount: Amount,
  currency: Currency,
  status: PaymentStatus,
  method: Type.String(),
  paymentMethod: Type.String({ description: 'The same as `method`.' }),
  transactionId: Nullable(Type.String({ description: 'The provider’s own name of it.' })),
  captured: Type.Number({
    minimum: 0,
    description: 'What was taken: less than the amount after a partial capture.',
  }),
  refunded: Amount,
  declineReason: Nullable(Type.String()),
  nextAction: Nullable(NextAction),
  expiresAt: Nullable(
    Type.String({
      format: 'date-time',
      description: 'When a payment that waits is let go: for its cardholder, or for a capture.',
    }),
  ),
  createdAt: Time,
  updatedAt: Time,
})

export const Refund = Type.Object({
  id: Id,
  paymentId: Id,
  orderId: Id,
  amount: Amount,
  currency: Currency,
  status: Type.Union([Type.Literal('pending'), Type.Literal('succeeded')]),
  reason: Nullable(Type.String()),
  createdAt: Time,
})

/** A provider's token, never a card number: that is refused with `card_number_refused` before it is kept or logged. */
export const Token = asking(
  Type.String({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' }),
  'visible ASCII characters without spaces',
)

/** Who has no account shows the token of the order. */
export const WithToken = {
  token: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'The `accessToken` of a guest’s order, as its link has it; not that of a card.',
    }),
  ),
}

/**
 * Open, so that a card number is found and refused as one under whichever name somebody sends it; every other
 * name that does not stand here is refused as unknown all the same.
 */
export const PayBody = Type.Object(
  {
    orderId: spelled(Id, 'order'),
    method: Type.Optional(spelled(line(32), 'paymentMethod', 'payment_method')),
    token: Type.Optional(Token),
    amount: Type.Optional(Amount),
    currency: Type.Optional(Currency),
    capture: Type.Optional(
      Type.Union([Type.Literal('automatic'), Type.Literal('manual')], {
        description: '`manual` only sets the money aside; the order waits until staff captures it.',
      }),
    ),
  },
  {
    ...OPEN_INSIDE,
    examples: [{ orderId: 'ord_01k6y2m3n4p5q6r7s8t9v0w1x2', method: 'card', token: 'tok_visa' }],
  },
)

export const ChargeBody = Type.Object({
  orderId: Id,
  userId: Nullable(Id),
  amount: Minor,
  currency: Currency,
  method: line(32),
  token: Token,
  /** 1 for the first try; a declined order may be paid again with the next. */
  attempt: Type.Integer({ minimum: 1 }),
})

export const ChargeResult = Type.Object({
  outcome: Type.Union([Type.Literal('captured'), Type.Literal('declined'), Type.Literal('requires_action')]),
  /** Of the payment that took the money, which may be that of an earlier try. */
  paymentId: Id,
  reason: Nullable(Type.String()),
  /** Beside `requires_action`. */
  nextAction: Type.Optional(NextAction),
  /** Beside `captured`: what had been set aside and was not taken. */
  released: Type.Optional(Minor),
})

/** A difference between our books and the provider's, which a person has to look at. */
export const Mismatch = Type.Object({
  id: Id,
  provider: Type.String(),
  kind: Type.Union([
    Type.Literal('unknown_payment'),
    Type.Literal('unknown_refund'),
    Type.Literal('amount'),
    Type.Literal('taken_but_ended'),
    Type.Literal('denied_but_taken'),
    Type.Literal('refund_failed'),
  ]),
  paymentId: Nullable(Type.String()),
  reference: Nullable(Type.String({ description: 'The provider’s own name of what it is about.' })),
  ours: Nullable(Type.String({ description: 'What our books say.' })),
  theirs: Type.String({ description: 'What the provider says.' }),
  createdAt: Time,
  resolvedAt: Nullable(Time),
  resolvedBy: Nullable(Type.String()),
  resolution: Nullable(Type.String()),
})

/** What the sandbox's page shows to a cardholder. */
export const Challenge = Type.Object({
  paymentId: Id,
  amount: Amount,
  currency: Currency,
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('approved'),
    Type.Literal('refused'),
    Type.Literal('expired'),
  ]),
})
