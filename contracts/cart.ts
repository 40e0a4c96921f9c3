/** Carts: a signed-in user's own, or a guest's under an unguessable key. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import { Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { figureRoutes } from './cart/figures.ts'
import { CartQuote, QuoteQuery, QuoteRequest } from './cart/quote.ts'
import {
  Cart,
  CartItemPath,
  CartPath,
  GuestKey,
  ItemPath,
  MergeBody,
  MergedCart,
  NewItem,
  Quantity,
} from './cart/shapes.ts'

const WHOSE = ['unauthenticated', 'unknown_cart', 'forbidden'] as const
const ADDING = [
  ...WHOSE,
  'unknown_product',
  'price_changed',
  'cart_full',
  'quantity_too_large',
  'cart_too_dear',
  'currencies_mixed',
] as const
const CHANGING = [...WHOSE, 'unknown_item', 'ambiguous_item', 'cart_too_dear'] as const
const QUOTING = [...WHOSE, 'cart_empty', 'unknown_shipping_method', 'cart_too_dear'] as const

export const cart = contract({
  name: 'cart',
  summary: 'What somebody means to buy, theirs or a guest’s, and what it would cost',
  problems: {
    unknown_cart: { status: 404, title: 'There is no such cart' },
    unknown_item: { status: 404, title: 'There is no such item in the cart' },
    ambiguous_item: { status: 409, title: 'Several items go by that name' },
    cart_empty: { status: 422, title: 'There is nothing in the cart that can be bought' },
    unknown_shipping_method: { status: 422, title: 'There is no such shipping method' },
    unknown_product: { status: 422, title: 'There is no such product' },
    price_changed: { status: 409, title: 'The price has changed' },
    cart_full: { status: 409, title: 'The cart holds as many lines as it can' },
    quantity_too_large: { status: 422, title: 'More of one product than a cart can hold' },
    cart_too_dear: { status: 422, title: 'Worth more than a cart can hold' },
    currencies_mixed: { status: 422, title: 'All items must be sold in one currency' },
  },
  routes: {
    get: {
      method: 'GET',
      path: '/api/v1/cart',
      summary: 'One’s own cart by token, or a guest’s by its key; prices are those of now',
      policy: 'public',
      headers: GuestKey,
      output: Cart,
      problems: WHOSE,
    },
    create: {
      method: 'POST',
      path: '/api/v1/cart',
      summary: 'A new guest cart with a fresh key; for who is signed in, the cart that is already theirs',
      policy: 'public',
      output: Cart,
      status: 201,
      otherStatuses: [200],
      idempotent: true,
    },
    clear: {
      method: 'DELETE',
      path: '/api/v1/cart',
      summary: 'Empty the cart',
      policy: 'public',
      headers: GuestKey,
      output: Cart,
      problems: WHOSE,
    },
    add: {
      method: 'POST',
      path: '/api/v1/cart/items',
      summary: 'Add pieces of a product; answers with the cart as it then is',
      policy: 'public',
      headers: GuestKey,
      body: NewItem,
      output: Cart,
      status: 201,
      problems: ADDING,
      idempotent: true,
      batched: { itemsMax: 128, lanes: 2 },
    },
    set: {
      method: 'PUT',
      path: '/api/v1/cart/items/:item',
      summary: 'Set the quantity of an item, named by line id, product id, SKU or slug; 0 removes it',
      policy: 'public',
      headers: GuestKey,
      params: ItemPath,
      body: Quantity,
      output: Cart,
      problems: CHANGING,
    },
    remove: {
      method: 'DELETE',
      path: '/api/v1/cart/items/:item',
      summary: 'Remove an item, named by line id, product id, SKU or slug',
      policy: 'public',
      headers: GuestKey,
      params: ItemPath,
      output: Cart,
      problems: CHANGING,
    },
    merge: {
      method: 'POST',
      path: '/api/v1/cart/merge',
      summary: 'After login: move a guest’s lines into one’s own cart; what does not fit stays where it was',
      policy: 'signed_in',
      body: MergeBody,
      output: MergedCart,
      problems: WHOSE,
      idempotent: true,
    },
    quote: {
      method: 'POST',
      path: '/api/v1/cart/quote',
      summary: 'What the cart would cost as an order, every step explained; nothing is ordered',
      policy: 'public',
      headers: GuestKey,
      body: QuoteRequest,
      output: CartQuote,
      problems: QUOTING,
    },
    getQuote: {
      method: 'GET',
      path: '/api/v1/cart/quote',
      summary: 'The same for a country and a state',
      policy: 'public',
      headers: GuestKey,
      query: QuoteQuery,
      output: CartQuote,
      problems: QUOTING,
    },
    getByKey: {
      method: 'GET',
      path: '/api/v1/cart/:key',
      summary: 'A guest’s cart by its key, or a user’s by their id for that user and staff',
      policy: 'public',
      params: CartPath,
      output: Cart,
      problems: WHOSE,
    },
    clearByKey: {
      method: 'DELETE',
      path: '/api/v1/cart/:key',
      summary: 'Empty that cart',
      policy: 'public',
      params: CartPath,
      output: Cart,
      problems: WHOSE,
    },
    addByKey: {
      method: 'POST',
      path: '/api/v1/cart/:key/items',
      summary: 'Add pieces of a product to that cart; a guest’s key that is new begins one',
      policy: 'public',
      params: CartPath,
      body: NewItem,
      output: Cart,
      status: 201,
      problems: ADDING,
      idempotent: true,
      batched: { itemsMax: 128, lanes: 2 },
    },
    setByKey: {
      method: 'PUT',
      path: '/api/v1/cart/:key/items/:item',
      summary: 'Set the quantity of an item in that cart; 0 removes it',
      policy: 'public',
      params: CartItemPath,
      body: Quantity,
      output: Cart,
      problems: CHANGING,
    },
    removeByKey: {
      method: 'DELETE',
      path: '/api/v1/cart/:key/items/:item',
      summary: 'Remove an item from that cart',
      policy: 'public',
      params: CartItemPath,
      output: Cart,
      problems: CHANGING,
    },
    quoteByKey: {
      method: 'POST',
      path: '/api/v1/cart/:key/quote',
      summary: 'What that cart would cost as an order',
      policy: 'public',
      params: CartPath,
      body: QuoteRequest,
      output: CartQuote,
      problems: QUOTING,
    },
    getQuoteByKey: {
      method: 'GET',
      path: '/api/v1/cart/:key/quote',
      summary: 'The same for a country and a state',
      policy: 'public',
      params: CartPath,
      query: QuoteQuery,
      output: CartQuote,
      problems: QUOTING,
    },
    ...figureRoutes,
    checkout: {
      method: 'POST',
      path: 'checkout',
      summary:
        'The lines to order: of a user’s own cart, or of a guest cart by its id or key; null where there is none',
      policy: 'service',
      body: Type.Object({ userId: Type.Union([Id, Type.Null()]), cartId: Type.Union([Id, Type.Null()]) }),
      output: Type.Union([
        Type.Object({
          cartId: Id,
          lines: Type.Array(
            Type.Object({ id: Id, productId: Id, sku: Id, quantity: Type.Integer({ minimum: 1 }) }),
          ),
        }),
        Type.Null(),
      ]),
      batched: { itemsMax: 256, lanes: 1 },
    },
  },
  events: {},
})

type Routes = (typeof cart)['routes']

export type CartSummary = Output<Routes['summary']>
export type CartClient = Client<typeof cart>
export type CartView = Output<Routes['get']>
export type MergedCartView = Output<Routes['merge']>
export type LeftBehind = MergedCartView['leftBehind'][number]
export type QuoteView = Output<Routes['quote']>
export type NewItemBody = Input<Routes['add']>['body']
export type CheckoutCart = Output<Routes['checkout']>
