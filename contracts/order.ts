/** Orders: placed, paid, sent, or taken back; every step is an event, and the state is what they add up to. */
import { contract, type Client, type EventData, type Output } from '@rialto/kernel/contract/contract'
import { Amount, described, Id, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { orderEvents } from './order/events.ts'
import { figureRoutes } from './order/figures.ts'
import { internalRoutes } from './order/internal.ts'
import { noteRoutes } from './order/notes.ts'
import { quoteRoutes } from './order/quote.ts'
import { readingRoutes } from './order/reading.ts'
import { refundRoutes } from './order/refunds.ts'
import {
  Address,
  MoveBody,
  MOVES,
  Order,
  OrderPath,
  ShipBody,
  Transition,
  WithToken,
} from './order/shapes.ts'

const TRANSITIONS = [...MOVES, 'lost_update', 'not_refundable'] as const

export const order = contract({
  name: 'order',
  summary: 'Orders from placing to delivery, and what comes after: refunds, returns, invoices',
  problems: {
    unknown_order: { status: 404, title: 'There is no such order' },
    unknown_product: { status: 422, title: 'There is no such product' },
    out_of_stock: { status: 409, title: 'Not enough stock is free' },
    price_changed: { status: 409, title: 'A price has changed' },
    payment_declined: { status: 402, title: 'The payment was declined' },
    invalid_transition: { status: 409, title: 'The order cannot move there from where it is' },
    cart_empty: { status: 422, title: 'There is nothing in the cart' },
    unknown_cart: { status: 404, title: 'There is no such cart' },
    already_ordered: { status: 409, title: 'This cart has been ordered already' },
    unknown_shipping_method: { status: 422, title: 'There is no such shipping method' },
    card_number_refused: { status: 422, title: 'Send a token, never a card number' },
    address_required: { status: 422, title: 'Where should it be sent?' },
    currencies_mixed: { status: 422, title: 'All items must be sold in one currency' },
    unknown_payment_method: { status: 422, title: 'There is no such saved payment method' },
    unknown_line: { status: 422, title: 'There is no such line in the order' },
    unknown_return: { status: 404, title: 'There is no such return' },
    not_refundable: { status: 409, title: 'There is nothing to give back' },
    nothing_to_return: { status: 409, title: 'There is nothing left to send back' },
    refund_exceeds_captured: { status: 422, title: 'More than what is left of what was paid' },
    no_invoice: { status: 409, title: 'There is no invoice before the order is paid' },
  },
  routes: {
    place: {
      method: 'POST',
      path: '/api/v1/orders',
      summary: 'Place an order from items or a cart; answers when it has come to rest, or after 3 s with 202',
      policy: 'public',
      body: Type.Object({
        items: Type.Optional(
          Type.Array(
            Type.Object({
              productId: Type.Optional(described(spelled(Id, 'product'), 'A product’s id, SKU or slug')),
              sku: Type.Optional(
                described(
                  Id,
                  'The SKU of a variant: instead of productId, or beside it and then of that product',
                ),
              ),
              quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
              price: Type.Optional(Amount),
              name: Type.Optional(line(300)),
            }),
            { minItems: 1, maxItems: 100 },
          ),
        ),
        cartId: Type.Optional(Id),
        email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
        shippingAddress: Type.Optional(Address),
        shippingMethod: Type.Optional(line(32)),
        total: Type.Optional(
          described(
            spelled(Amount, 'totalAmount'),
            'What the buyer was told to pay in all; another total by now is refused, not charged',
          ),
        ),
        payment: Type.Optional(
          Type.Object({
            method: Type.Optional(line(32)),
            token: Type.Optional(Type.String({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' })),
            paymentMethodId: Type.Optional({
              ...Id,
              description: 'One of the caller’s saved payment methods, instead of a token.',
            }),
          }),
        ),
        /** Accepted because the documents send it; the token decides whose order it is. */
        userId: Type.Optional(spelled(Type.Union([Id, Type.Integer()]), 'user')),
      }),
      output: Order,
      status: 201,
      problems: [
        'unknown_product', 'out_of_stock', 'price_changed', 'payment_declined', 'cart_empty', 'unknown_cart',
        'unknown_shipping_method', 'card_number_refused', 'address_required', 'currencies_mixed', 'unauthenticated',
        'unknown_payment_method', 'already_ordered',
      ], // prettier-ignore
      idempotent: true,
      respondAsync: true,
    },
    ...readingRoutes,
    ...figureRoutes,
    cancel: {
      method: 'POST',
      path: '/api/v1/orders/:id/cancel',
      summary: 'Cancel an order that has not left the house; stock and money come back',
      policy: 'signed_in_or_token',
      params: OrderPath,
      query: Type.Object(WithToken),
      body: MoveBody,
      output: Order,
      problems: MOVES,
      idempotent: true,
    },
    ship: {
      method: 'POST',
      path: '/api/v1/orders/:id/ship',
      summary: 'Say that a confirmed order has left the house',
      policy: { permission: 'orders:ship' },
      params: OrderPath,
      body: ShipBody,
      output: Order,
      problems: MOVES,
      idempotent: true,
    },
    deliver: {
      method: 'POST',
      path: '/api/v1/orders/:id/deliver',
      summary: 'Say that a shipped order has arrived',
      policy: { permission: 'orders:ship' },
      params: OrderPath,
      body: MoveBody,
      output: Order,
      problems: MOVES,
      idempotent: true,
    },
    put: {
      method: 'PUT',
      path: '/api/v1/orders/:id',
      summary: 'Move an order to the status it names, through the same guards as cancel, ship and deliver',
      policy: 'signed_in',
      params: OrderPath,
      body: Transition,
      output: Order,
      problems: TRANSITIONS,
      etag: true,
    },
    patch: {
      method: 'PATCH',
      path: '/api/v1/orders/:id',
      summary: 'The same as PUT',
      policy: 'signed_in',
      params: OrderPath,
      body: Transition,
      output: Order,
      problems: TRANSITIONS,
      etag: true,
    },
    reorder: {
      method: 'POST',
      path: '/api/v1/orders/:id/reorder',
      summary: 'Put what can still be bought of an order into one’s cart, and say what could not',
      policy: 'signed_in',
      params: OrderPath,
      output: Type.Object({
        added: Type.Array(
          Type.Object({ productId: Id, name: Type.String(), quantity: Type.Integer({ minimum: 1 }) }),
        ),
        left: Type.Array(
          Type.Object({
            productId: Id,
            name: Type.String(),
            quantity: Type.Integer({ minimum: 1 }),
            reason: Type.String({ description: 'A code, as the cart refuses with it.' }),
            detail: Type.String(),
          }),
        ),
      }),
      problems: ['unknown_order'],
      idempotent: true,
    },
    ...noteRoutes,
    ...refundRoutes,
    ...internalRoutes,
    ...quoteRoutes,
  },
  events: orderEvents,
})

export type OrderClient = Client<typeof order>
export type OrderView = Output<(typeof order)['routes']['get']>
export type OrderReceipt = Output<(typeof order)['routes']['receipts']>['receipts'][number]
export type OrderSummary = Output<(typeof order)['routes']['summary']>
export type OrderQuote = Output<(typeof order)['routes']['quote']>
export type OrderPlaced = EventData<typeof order, 'placed'>
export type OrderConfirmed = EventData<typeof order, 'confirmed'>
export type OrderCancelled = EventData<typeof order, 'cancelled'>
export type OrderRefund = Output<(typeof order)['routes']['refund']>
export type OrderReturn = Output<(typeof order)['routes']['requestReturn']>
export type Invoice = Output<(typeof order)['routes']['invoice']>
export { ORDER_SORTS, ORDERS_COUNTED_MAX } from './order/reading.ts'
export { TOP_PRODUCTS_MAX } from './order/figures.ts'
