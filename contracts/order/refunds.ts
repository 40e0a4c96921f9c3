/** Money back by the piece, and goods back: what is asked, and how it is shown. */
import { Amount, Currency, Id, Nullable, Time, line, listOf } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { LineId, OrderPath } from './shapes.ts'

/** Pieces of an order by line, or by SKU where it does not matter which line. */
const WantedLines = Type.Array(
  Type.Object({
    lineId: Type.Optional(LineId),
    sku: Type.Optional(Id),
    quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
  }),
  { minItems: 1, maxItems: 100, description: 'Each by `lineId` or by `sku`.' },
)

const Refund = Type.Object({
  id: Id,
  orderId: Id,
  amount: Amount,
  currency: Currency,
  lines: Type.Array(
    Type.Object({ lineId: LineId, sku: Id, quantity: Type.Integer({ minimum: 1 }), amount: Amount }),
  ),
  shipping: Type.Number({ minimum: 0, description: 'The part of the amount that is shipping and its tax.' }),
  restock: Type.Boolean(),
  reason: Nullable(Type.String()),
  status: Type.Union([Type.Literal('pending'), Type.Literal('succeeded'), Type.Literal('failed')]),
  createdAt: Time,
  orderStatus: Type.String({ description: 'Of the order: `refunded` once nothing of it is left.' }),
  orderRefunded: Type.Number({ minimum: 0, description: 'What the order has got back, this included.' }),
})

const Return = Type.Object({
  id: Id,
  orderId: Id,
  status: Type.Union([
    Type.Literal('requested'),
    Type.Literal('approved'),
    Type.Literal('rejected'),
    Type.Literal('received'),
  ]),
  lines: Type.Array(Type.Object({ lineId: LineId, sku: Id, quantity: Type.Integer({ minimum: 1 }) })),
  reason: Nullable(Type.String()),
  createdAt: Time,
  updatedAt: Time,
  orderStatus: Type.String({ description: 'Of the order: `returned` once every piece has come back.' }),
})

const ReturnPath = Type.Object({ id: Id, returnId: Id })
const MOVING = ['unknown_order', 'unknown_return', 'invalid_transition'] as const

export const refundRoutes = {
  refund: {
    method: 'POST',
    path: '/api/v1/orders/:id/refunds',
    summary:
      'Give back what was paid for pieces, shipping or an amount; without any of these, all that is left',
    policy: { permission: 'payments:refund' },
    params: OrderPath,
    body: Type.Object(
      {
        lines: Type.Optional(WantedLines),
        shipping: Type.Optional(Type.Boolean({ description: 'Also the shipping, once.' })),
        amount: Type.Optional(
          Type.Number({
            exclusiveMinimum: 0,
            maximum: 1e12,
            description:
              'Instead of what is computed, and never more than that; alone, an amount without pieces.',
          }),
        ),
        reason: Type.Optional(line(200)),
        restock: Type.Optional(
          Type.Boolean({ description: 'Whether the pieces go back on the shelf; no unless said.' }),
        ),
      },
      { examples: [{ lines: [{ lineId: 'lin_1', quantity: 1 }], reason: 'broken', restock: false }] },
    ),
    output: Refund,
    status: 201,
    problems: [
      'unknown_order',
      'unknown_line',
      'invalid_transition',
      'not_refundable',
      'refund_exceeds_captured',
    ],
    idempotent: true,
  },
  refunds: {
    method: 'GET',
    path: '/api/v1/orders/:id/refunds',
    summary: 'The refunds of an order, oldest first, for its owner and staff',
    policy: 'signed_in',
    params: OrderPath,
    output: listOf(Refund),
    problems: ['unknown_order'],
  },
  requestReturn: {
    method: 'POST',
    path: '/api/v1/orders/:id/returns',
    summary: 'Ask to send pieces of a delivered order back; without lines, all that is left',
    policy: 'signed_in',
    params: OrderPath,
    body: Type.Object(
      { lines: Type.Optional(WantedLines), reason: Type.Optional(line(200)) },
      { examples: [{ lines: [{ lineId: 'lin_1', quantity: 1 }], reason: 'too small' }] },
    ),
    output: Return,
    status: 201,
    problems: ['unknown_order', 'unknown_line', 'invalid_transition', 'nothing_to_return'],
    idempotent: true,
  },
  returns: {
    method: 'GET',
    path: '/api/v1/orders/:id/returns',
    summary: 'The returns of an order, oldest first, for its owner and staff',
    policy: 'signed_in',
    params: OrderPath,
    output: listOf(Return),
    problems: ['unknown_order'],
  },
  approveReturn: {
    method: 'POST',
    path: '/api/v1/orders/:id/returns/:returnId/approve',
    summary: 'Let the pieces come; twice is the same answer and changes nothing',
    policy: { permission: 'orders:return' },
    params: ReturnPath,
    output: Return,
    problems: MOVING,
    idempotent: true,
  },
  rejectReturn: {
    method: 'POST',
    path: '/api/v1/orders/:id/returns/:returnId/reject',
    summary: 'Refuse a return that has not come yet; the pieces may be asked about again',
    policy: { permission: 'orders:return' },
    params: ReturnPath,
    body: Type.Object({ reason: Type.Optional(line(200)) }),
    output: Return,
    problems: MOVING,
    idempotent: true,
  },
  receiveReturn: {
    method: 'POST',
    path: '/api/v1/orders/:id/returns/:returnId/receive',
    summary:
      'Say that the pieces have come, and whether they go back on the shelf; money is given back by a refund',
    policy: { permission: 'orders:return' },
    params: ReturnPath,
    body: Type.Object({ restock: Type.Optional(Type.Boolean({ description: 'Yes unless said.' })) }),
    output: Return,
    problems: MOVING,
    idempotent: true,
  },
} as const
