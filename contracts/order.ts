/** Orders: placed, paid, sent, or taken back; every step is an event, and the state is what they add up to. */
import { contract, type Client, type EventData, type Output } from '@rialto/kernel/contract/contract'
import { Amount, Currency, Id, Time, line, listOf, listQuery, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { orderEvents } from './order/events.ts'
import { quoteRoutes } from './order/quote.ts'
import {
  Address,
  Minor,
  MoveBody,
  Nullable,
  Order,
  OrderPath,
  PaymentStatus,
  ShipBody,
  Status,
  Transition,
} from './order/shapes.ts'

const MOVES = ['unknown_order', 'invalid_transition'] as const

export const order = contract({
  name: 'order',
  problems: {
    unknown_order: { status: 404, title: 'There is no such order' },
    unknown_product: { status: 422, title: 'There is no such product' },
    out_of_stock: { status: 409, title: 'Not enough stock is free' },
    price_changed: { status: 409, title: 'A price has changed' },
    payment_declined: { status: 402, title: 'The payment was declined' },
    invalid_transition: { status: 409, title: 'The order cannot move there from where it is' },
    cart_empty: { status: 422, title: 'There is nothing in the cart' },
    unknown_cart: { status: 404, title: 'There is no such cart' },
    unknown_shipping_method: { status: 422, title: 'There is no such shipping method' },
    card_number_refused: { status: 422, title: 'Send a token, never a card number' },
    address_required: { status: 422, title: 'Where should it be sent?' },
    currencies_mixed: { status: 422, title: 'All items must be sold in one currency' },
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
              productId: spelled(Id, 'product', 'sku'),
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
        payment: Type.Optional(
          Type.Object({
            method: Type.Optional(line(32)),
            token: Type.Optional(Type.String({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' })),
          }),
        ),
        /** Accepted because the documents send it; the token decides whose order it is. */
        userId: Type.Optional(Type.Union([Id, Type.Integer()])),
      }),
      output: Order,
      status: 201,
      problems: [
        'unknown_product', 'out_of_stock', 'price_changed', 'payment_declined', 'cart_empty', 'unknown_cart',
        'unknown_shipping_method', 'card_number_refused', 'address_required', 'currencies_mixed', 'unauthenticated',
      ], // prettier-ignore
      idempotent: true,
    },
    list: {
      method: 'GET',
      path: '/api/v1/orders',
      summary: 'One’s own orders, newest first; staff may ask for a user’s or all',
      policy: 'signed_in',
      query: listQuery({
        status: Type.Optional(Status),
        userId: Type.Optional(Id),
        scope: Type.Optional(Type.Literal('all')),
      }),
      output: listOf(Order),
    },
    get: {
      method: 'GET',
      path: '/api/v1/orders/:id',
      summary: 'One order, for its owner and staff',
      policy: 'signed_in',
      params: OrderPath,
      output: Order,
      problems: ['unknown_order'],
    },
    timeline: {
      method: 'GET',
      path: '/api/v1/orders/:id/timeline',
      summary: 'What happened to the order, oldest first',
      policy: 'signed_in',
      params: OrderPath,
      output: Type.Object({
        items: Type.Array(
          Type.Object({ type: Type.String(), at: Time, data: Type.Record(Type.String(), Type.Unknown()) }),
        ),
      }),
      problems: ['unknown_order'],
    },
    cancel: {
      method: 'POST',
      path: '/api/v1/orders/:id/cancel',
      summary: 'Cancel an order that has not left the house; stock and money come back',
      policy: 'signed_in',
      params: OrderPath,
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
      problems: MOVES,
    },
    patch: {
      method: 'PATCH',
      path: '/api/v1/orders/:id',
      summary: 'The same as PUT',
      policy: 'signed_in',
      params: OrderPath,
      body: Transition,
      output: Order,
      problems: MOVES,
    },
    payable: {
      method: 'POST',
      path: 'payable',
      summary: 'What an order owes, and whose it is: asked by payment before it charges',
      policy: 'service',
      body: Type.Object({ orderId: Id }),
      output: Type.Object({
        orderId: Id,
        userId: Nullable(Id),
        status: Status,
        paymentStatus: PaymentStatus,
        amount: Minor,
        currency: Currency,
        /** The number of the next try to pay. */
        attempt: Type.Integer({ minimum: 1 }),
      }),
      problems: ['unknown_order'],
    },
    settle: {
      method: 'POST',
      path: 'settle',
      summary:
        'Charge an order that awaits its payment and confirm it; asked again, the first outcome stands',
      policy: 'service',
      body: Type.Object({
        orderId: Id,
        method: line(32),
        token: Type.String({ minLength: 1, maxLength: 255 }),
      }),
      output: Type.Object({ status: Status, paymentId: Nullable(Id), reason: Nullable(Type.String()) }),
      problems: ['unknown_order', 'invalid_transition'],
    },
    addressees: {
      method: 'POST',
      path: 'addressees',
      summary:
        'Whom an order is about, and where its mails go: asked by notification once for a whole batch of events',
      policy: 'service',
      body: Type.Object({ orderIds: Type.Array(Id, { maxItems: 1_000 }) }),
      output: Type.Object({
        addressees: Type.Array(
          Type.Object({
            orderId: Id,
            number: Type.String(),
            userId: Nullable(Id),
            email: Nullable(Type.String()),
          }),
        ),
      }),
    },
    receipts: {
      method: 'POST',
      path: 'receipts',
      summary:
        'What a mail about an order says: asked by notification, so that events carry no personal data',
      policy: 'service',
      body: Type.Object({ orderIds: Type.Array(Id, { maxItems: 1_000 }) }),
      output: Type.Object({
        receipts: Type.Array(
          Type.Object({
            orderId: Id,
            number: Type.String(),
            userId: Nullable(Id),
            email: Nullable(Type.String()),
            name: Nullable(Type.String()),
            currency: Currency,
            lines: Type.Array(
              Type.Object({ name: Type.String(), quantity: Type.Integer(), price: Minor, total: Minor }),
            ),
            subtotal: Minor,
            discount: Minor,
            shipping: Minor,
            tax: Minor,
            total: Minor,
          }),
        ),
      }),
    },
    ...quoteRoutes,
  },
  events: orderEvents,
})

export type OrderClient = Client<typeof order>
export type OrderView = Output<(typeof order)['routes']['get']>
export type OrderReceipt = Output<(typeof order)['routes']['receipts']>['receipts'][number]
export type OrderQuote = Output<(typeof order)['routes']['quote']>
export type OrderPlaced = EventData<typeof order, 'placed'>
export type OrderConfirmed = EventData<typeof order, 'confirmed'>
export type OrderCancelled = EventData<typeof order, 'cancelled'>
