/** What an order says: whole minor units, and nothing by which a person could be found. */
import { Currency, Id, Nullable, Time } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { LineId, Minor } from './shapes.ts'

const EventLine = Type.Object({
  productId: Id,
  sku: Id,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Minor,
  discount: Minor,
  tax: Minor,
})

const Pieces = Type.Integer({ minimum: 1 })
const SoldLines = Type.Array(Type.Object({ sku: Id, quantity: Pieces }))
const ReturnedLines = Type.Array(Type.Object({ lineId: LineId, sku: Id, quantity: Pieces }))
/** With what was paid for these pieces, after discounts and with their tax. */
const RefundedLines = Type.Array(Type.Object({ lineId: LineId, sku: Id, quantity: Pieces, amount: Minor }))
const Who = { by: Type.String(), userId: Nullable(Id) }

export const orderEvents = {
  placed: {
    version: 1,
    aliases: ['order_created', 'order.created'],
    data: Type.Object({
      number: Type.Integer(),
      userId: Nullable(Id),
      cartId: Nullable(Id),
      currency: Currency,
      lines: Type.Array(EventLine),
      subtotal: Minor,
      discount: Minor,
      shipping: Minor,
      tax: Minor,
      total: Minor,
      taxRate: Type.Optional(Type.Integer({ minimum: 0, description: 'Basis points: 875 is 8.75 %.' })),
      shippingMethod: Type.String(),
      pricing: Type.Array(Type.Object({ step: Type.String(), label: Type.String(), amount: Type.Integer() })),
    }),
  },
  awaiting_payment: {
    version: 1,
    data: Type.Object({
      holdExpiresAt: Time,
      reason: Nullable(Type.String()),
      concluded: Type.Optional(
        Type.Boolean({ description: 'The try that waited for its cardholder has ended, without money.' }),
      ),
    }),
  },
  confirmed: {
    version: 1,
    aliases: ['order_confirmed'],
    data: Type.Object({
      userId: Nullable(Id),
      cartId: Nullable(Id),
      paymentId: Id,
      total: Minor,
      currency: Currency,
      lines: SoldLines,
      /** When each step of the saga was answered. */
      stockHeldAt: Time,
      paidAt: Time,
      /** What came for an order that had waited for it; absent where it was paid as it was placed. */
      receivedApart: Type.Optional(Minor),
    }),
  },
  declined: {
    version: 1,
    data: Type.Object({
      paymentId: Nullable(Id),
      reason: Type.String(),
      userId: Nullable(Id),
      lines: SoldLines,
    }),
  },
  cancelled: {
    version: 1,
    aliases: ['order_cancelled', 'order.updated'],
    data: Type.Object({
      reason: Type.String(),
      /** Whether money and sold stock have to come back, or only a hold. */
      paid: Type.Boolean(),
      lines: SoldLines,
      ...Who,
    }),
  },
  /** Decided, and counted from then on; `refunded` follows when the money has gone. */
  refund_requested: {
    version: 1,
    data: Type.Object({
      refundId: Id,
      amount: Type.Integer({ minimum: 1 }),
      currency: Currency,
      lines: RefundedLines,
      shipping: Type.Integer({
        minimum: 0,
        description: 'The part of the amount that is shipping and its tax.',
      }),
      restock: Type.Boolean(),
      reason: Nullable(Type.String()),
      ...Who,
    }),
  },
  refund_failed: {
    version: 1,
    data: Type.Object({ refundId: Id, reason: Type.String(), userId: Nullable(Id) }),
  },
  refunded: {
    version: 1,
    aliases: ['order_refunded', 'order.updated'],
    data: Type.Object({
      amount: Minor,
      currency: Currency,
      userId: Nullable(Id),
      refundId: Type.Optional(Id),
      refundedTotal: Type.Optional(
        Type.Integer({ minimum: 0, description: 'This and everything that was given back before.' }),
      ),
      lines: Type.Optional(RefundedLines),
      restock: Type.Optional(Type.Boolean({ description: 'Whether these pieces go back on the shelf.' })),
      reason: Type.Optional(Nullable(Type.String())),
    }),
  },
  shipped: {
    version: 1,
    aliases: ['order_shipped', 'order.updated'],
    data: Type.Object({
      trackingNumber: Nullable(Type.String()),
      carrier: Nullable(Type.String()),
      ...Who,
    }),
  },
  delivered: { version: 1, aliases: ['order_delivered', 'order.updated'], data: Type.Object(Who) },
  return_requested: {
    version: 1,
    data: Type.Object({ returnId: Id, lines: ReturnedLines, reason: Nullable(Type.String()), ...Who }),
  },
  return_approved: { version: 1, data: Type.Object({ returnId: Id, ...Who }) },
  return_rejected: {
    version: 1,
    data: Type.Object({ returnId: Id, reason: Nullable(Type.String()), ...Who }),
  },
  return_received: {
    version: 1,
    data: Type.Object({ returnId: Id, lines: ReturnedLines, restock: Type.Boolean(), ...Who }),
  },
  note_added: {
    version: 1,
    data: Type.Object({
      noteId: Id,
      visibility: Type.Union([Type.Literal('public'), Type.Literal('private')]),
      text: Nullable(Type.String({ description: 'Only of a public note.' })),
      ...Who,
    }),
  },
} as const
