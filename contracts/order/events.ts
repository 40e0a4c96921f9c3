/** What an order says: whole minor units, and nothing by which a person could be found. */
import { Currency, Id, Time } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Minor, Nullable } from './shapes.ts'

const EventLine = Type.Object({
  productId: Id,
  sku: Id,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Minor,
  discount: Minor,
  tax: Minor,
})

const SoldLines = Type.Array(Type.Object({ sku: Id, quantity: Type.Integer({ minimum: 1 }) }))

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
      shippingMethod: Type.String(),
      pricing: Type.Array(Type.Object({ step: Type.String(), label: Type.String(), amount: Type.Integer() })),
    }),
  },
  awaiting_payment: {
    version: 1,
    data: Type.Object({ holdExpiresAt: Time, reason: Nullable(Type.String()) }),
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
    data: Type.Object({
      reason: Type.String(),
      by: Type.String(),
      /** Whether money and sold stock have to come back, or only a hold. */
      paid: Type.Boolean(),
      userId: Nullable(Id),
      lines: SoldLines,
    }),
  },
  refunded: { version: 1, data: Type.Object({ amount: Minor, currency: Currency, userId: Nullable(Id) }) },
  shipped: {
    version: 1,
    data: Type.Object({
      trackingNumber: Nullable(Type.String()),
      carrier: Nullable(Type.String()),
      by: Type.String(),
      userId: Nullable(Id),
    }),
  },
  delivered: { version: 1, data: Type.Object({ by: Type.String(), userId: Nullable(Id) }) },
} as const
