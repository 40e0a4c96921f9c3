/** The shapes of an order as clients send and read it: major units, camelCase. */
import { Amount, Currency, Id, Nullable, Time, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const Minor = Type.Integer({ minimum: 0 })

export const ORDER_STATUSES = [
  'pending',
  'awaiting_payment',
  'confirmed',
  'shipped',
  'delivered',
  'cancelled',
  'declined',
  'returned',
  'refunded',
] as const

export const Status = Type.Enum(ORDER_STATUSES)

export const PAYMENT_STATUSES = [
  'unpaid',
  'paid',
  'declined',
  'refund_pending',
  'partially_refunded',
  'refunded',
] as const

export const PaymentStatus = Type.Enum(PAYMENT_STATUSES)

export const Address = Type.Object({
  name: Type.Optional(line(120)),
  street: line(200),
  line2: Type.Optional(line(200, 0)),
  city: line(120),
  state: Type.Optional(line(64, 0)),
  zipCode: spelled(line(20), 'zip', 'postalCode', 'postal_code'),
  /** ISO 3166-1 alpha-2, or the country's English name. */
  country: line(56, 2),
  phone: Type.Optional(line(32, 0)),
})

export const LineId = Type.String({
  pattern: '^lin_[1-9][0-9]{0,2}$',
  description: 'The line’s name within its order.',
})

const OrderLine = Type.Object({
  id: LineId,
  productId: Id,
  product: Type.String({ description: 'The same as `productId`.' }),
  sku: Id,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Amount,
  total: Amount,
})

const NextAction = Type.Object(
  {
    type: Type.Literal('redirect'),
    url: Type.String({ minLength: 1, maxLength: 2048, description: 'Where the cardholder confirms.' }),
  },
  { description: 'In the answer to POST, while the order waits for its cardholder.' },
)

export const AccessToken = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: '^[A-Za-z0-9_-]+$',
  description:
    'Opens this one order without an account: to look at it, its timeline, invoice and payments, to pay it and to cancel it.',
})

export const Order = Type.Object({
  id: Id,
  number: Type.String(),
  status: Status,
  paymentStatus: PaymentStatus,
  items: Type.Array(OrderLine),
  subtotal: Amount,
  discount: Amount,
  shipping: Amount,
  tax: Amount,
  total: Amount,
  totalAmount: Amount,
  refunded: Type.Number({ minimum: 0, description: 'What was given back so far.' }),
  currency: Currency,
  userId: Nullable(Id),
  user: Type.Union([Type.String(), Type.Null()], { description: 'The same as `userId`.' }),
  email: Nullable(Type.String()),
  shippingAddress: Nullable(Address),
  shippingMethod: Type.String(),
  /** How the total came about, one sentence a step. */
  pricing: Type.Array(Type.Object({ step: Type.String(), label: Type.String(), amount: Type.Number() })),
  paymentId: Nullable(Id),
  reason: Nullable(Type.String()),
  trackingNumber: Nullable(Type.String()),
  carrier: Nullable(Type.String()),
  createdAt: Time,
  updatedAt: Time,
  nextAction: Type.Optional(NextAction),
  accessToken: Type.Optional(AccessToken),
  trackingUrl: Type.Optional(
    Type.String({ description: 'For a guest: the page of this order, with its access token.' }),
  ),
})

export const OrderPath = Type.Object({ id: Id })
/** Who has no account shows the token of the order. */
export const WithToken = { token: Type.Optional(AccessToken) }
export const MoveBody = Type.Object({ reason: Type.Optional(line(200)) })
export const ShipBody = Type.Object({
  trackingNumber: Type.Optional(line(64)),
  carrier: Type.Optional(line(64)),
})

/** Where PUT and PATCH may move an order: each names one of the guarded transitions. */
export const Transition = Type.Object({
  status: Type.String({
    minLength: 1,
    maxLength: 32,
    description:
      'In any case and spelling: cancelled, shipped, delivered (completed), refunded; paid and processing mean confirmed, which only its payment makes.',
  }),
  reason: Type.Optional(line(200)),
  trackingNumber: Type.Optional(line(64)),
  carrier: Type.Optional(line(64)),
})

export const MOVES = ['unknown_order', 'invalid_transition'] as const
