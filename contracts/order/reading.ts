/** What may be read of orders. */
import {
  Amount,
  Currency,
  Id,
  Nullable,
  Time,
  between,
  line,
  listOf,
  listQuery,
  someOf,
} from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Address, LineId, ORDER_STATUSES, Order, OrderPath, PAYMENT_STATUSES, WithToken } from './shapes.ts'

export const ORDER_SORTS = ['-createdAt', 'createdAt', '-total', 'total'] as const
export const ORDERS_COUNTED_MAX = 10_001

const Percent = Type.Number({ minimum: 0, description: 'Percent: 8.75.' })
const Taxed = { taxRate: Percent, net: Amount, tax: Amount, gross: Amount }

const Invoice = Type.Object({
  number: Type.String({ description: 'Without gaps within an installation.' }),
  issuedAt: Time,
  orderId: Id,
  orderNumber: Type.String(),
  orderedAt: Time,
  paidAt: Time,
  paymentId: Id,
  currency: Currency,
  seller: Type.Object({
    name: Type.String(),
    address: Type.Array(Type.String(), { description: 'Line by line.' }),
    taxId: Nullable(Type.String()),
  }),
  buyer: Type.Object({ email: Nullable(Type.String()), address: Nullable(Address) }),
  lines: Type.Array(
    Type.Object({
      id: LineId,
      sku: Id,
      name: Type.String(),
      quantity: Type.Integer({ minimum: 1 }),
      price: Amount,
      discount: Amount,
      ...Taxed,
    }),
  ),
  shipping: Type.Object({ method: Type.String(), ...Taxed }),
  taxes: Type.Array(Type.Object(Taxed), { description: 'The sums of each rate.' }),
  net: Amount,
  tax: Amount,
  gross: Type.Number({ minimum: 0, description: 'What was paid: net and tax.' }),
})

export const readingRoutes = {
  list: {
    method: 'GET',
    path: '/api/v1/orders',
    summary: 'One’s own orders, newest first unless said; staff may ask for a user’s or all',
    policy: 'signed_in',
    query: listQuery({
      status: Type.Optional(someOf(ORDER_STATUSES, 'One of these, or several between commas')),
      paymentStatus: Type.Optional(someOf(PAYMENT_STATUSES, 'One of these, or several between commas')),
      userId: Type.Optional(Id),
      scope: Type.Optional(Type.Literal('all', { description: 'Everybody’s, for staff.' })),
      ...between,
      q: Type.Optional({
        ...line(254),
        description:
          'An order’s number or id, or their beginning; the beginning of the email address or of a word of the recipient’s name that were given with it. For staff also of the buyer’s address, username or name.',
      }),
      sort: Type.Optional(
        Type.Enum(ORDER_SORTS, { description: 'Totals by their amount, whatever the currency.' }),
      ),
    }),
    output: Type.Object({
      ...listOf(Order).properties,
      total: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: ORDERS_COUNTED_MAX,
          description: 'How many there are. Counted no further: 10,001 stands for more than 10,000.',
        }),
      ),
    }),
  },
  get: {
    method: 'GET',
    path: '/api/v1/orders/:id',
    summary: 'One order, for its owner, staff, and who shows its token; `at` shows it as it was then',
    policy: 'signed_in_or_token',
    params: OrderPath,
    query: Type.Object({
      ...WithToken,
      at: Type.Optional(
        Type.String({ format: 'date-time', description: 'The order as it was at this time.' }),
      ),
    }),
    output: Order,
    problems: ['unknown_order'],
    etag: true,
  },
  timeline: {
    method: 'GET',
    path: '/api/v1/orders/:id/timeline',
    summary: 'What happened to the order, oldest first; staff also read what is private',
    policy: 'signed_in_or_token',
    params: OrderPath,
    query: Type.Object(WithToken),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          type: Type.String(),
          at: Time,
          text: Type.String({ description: 'The same as a sentence.' }),
          data: Type.Record(Type.String(), Type.Unknown()),
        }),
      ),
    }),
    problems: ['unknown_order'],
  },
  invoice: {
    method: 'GET',
    path: '/api/v1/orders/:id/invoice',
    summary: 'The invoice of a paid order; a page to print with `format=html` or `Accept: text/html`',
    policy: 'signed_in_or_token',
    params: OrderPath,
    query: Type.Object({
      ...WithToken,
      format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('html')])),
    }),
    headers: Type.Object({ accept: Type.Optional(Type.String({ maxLength: 1_000 })) }),
    output: Invoice,
    page: true,
    problems: ['unknown_order', 'no_invoice'],
  },
} as const
