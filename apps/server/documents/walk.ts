/** The walk of the Postman collection: from registration to a delivered order, and what is refused on the way. */
import type { Step } from '@rialto/kernel/document/postman'

const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' }
const ITEMS = [{ productId: '{{productId}}', quantity: 1 }]
const ORDER = { items: ITEMS, shippingAddress: ADDRESS, payment: { method: 'card', token: 'tok_visa' } }

const STEPS: readonly Step[] = [
  {
    name: 'Register',
    operation: 'identity.register',
    token: '',
    body: { email: 'ada.{{$guid}}@example.com', password: 'a good password', firstName: 'Ada' },
    keeps: { email: 'user.email', userId: 'user.id' },
  },
  {
    name: 'Sign in',
    operation: 'identity.login',
    token: '',
    body: { email: '{{email}}', password: 'a good password' },
    keeps: { token: 'accessToken', refreshToken: 'refreshToken' },
    holds: { tokenType: 'Bearer' },
  },
  {
    name: 'See what is on sale',
    operation: 'catalog.list',
    query: { inStock: 'true', limit: '5', sort: 'price' },
    keeps: { productId: 'items[0].id', sku: 'items[0].sku', price: 'items[0].price' },
  },
  { name: 'Look at one product', operation: 'catalog.get', params: { id: '{{productId}}' } },
  { name: 'See how much of it there is', operation: 'inventory.level', params: { sku: '{{sku}}' } },
  { name: 'Put it into the cart', operation: 'cart.add', body: { productId: '{{productId}}', quantity: 1 } },
  {
    name: 'Look into the cart',
    operation: 'cart.get',
    keeps: { cartId: 'id', item: 'items[0].id' },
    holds: { itemCount: 1 },
  },
  {
    name: 'Order it, to be paid in a moment',
    operation: 'order.place',
    body: { shippingAddress: ADDRESS },
    keeps: { orderId: 'id', total: 'total' },
    holds: { status: 'awaiting_payment' },
  },
  {
    name: 'A declined card pays nothing',
    operation: 'payment.pay',
    body: { orderId: '{{orderId}}', method: 'card', token: 'tok_declined' },
    status: 402,
    holds: { code: 'payment_declined' },
  },
  {
    name: 'Pay it',
    operation: 'payment.pay',
    body: { orderId: '{{orderId}}', method: 'card', token: 'tok_visa' },
    keeps: { paymentId: 'id' },
    holds: { status: 'succeeded' },
  },
  {
    name: 'The order is confirmed',
    operation: 'order.get',
    params: { id: '{{orderId}}' },
    holds: { status: 'confirmed', paymentStatus: 'paid' },
  },
  {
    name: 'What happened to it',
    operation: 'order.timeline',
    params: { id: '{{orderId}}' },
    holds: { 'items[0].type': 'order.placed' },
  },
  {
    name: 'Order another, paid at once',
    operation: 'order.place',
    body: ORDER,
    headers: { 'Idempotency-Key': '{{email}}' },
    keeps: { secondOrderId: 'id' },
    holds: { status: 'confirmed' },
  },
  {
    name: 'The same key gives the same answer, and no second order',
    operation: 'order.place',
    body: ORDER,
    headers: { 'Idempotency-Key': '{{email}}' },
    holds: { id: '{{secondOrderId}}' },
  },
  {
    name: 'Cancel it',
    operation: 'order.cancel',
    params: { id: '{{secondOrderId}}' },
    body: { reason: 'One is enough' },
    holds: { status: 'cancelled', paymentStatus: 'refunded' },
  },
  { name: 'One’s own orders', operation: 'order.list', holds: { 'items.length': 2 } },
  {
    name: 'Sign in as the house',
    operation: 'identity.login',
    token: '',
    body: { email: '{{adminEmail}}', password: '{{adminPassword}}' },
    keeps: { adminToken: 'accessToken' },
  },
  {
    name: 'A customer may not ship',
    operation: 'order.ship',
    params: { id: '{{orderId}}' },
    body: {},
    status: 403,
    holds: { code: 'forbidden' },
  },
  {
    name: 'The house ships',
    operation: 'order.ship',
    token: 'adminToken',
    params: { id: '{{orderId}}' },
    body: { trackingNumber: 'RI100001', carrier: 'Post' },
    holds: { status: 'shipped' },
  },
  {
    name: 'It arrives',
    operation: 'order.deliver',
    token: 'adminToken',
    params: { id: '{{orderId}}' },
    body: {},
    holds: { status: 'delivered' },
  },
  { name: 'What one was told', operation: 'notification.list' },
  {
    name: 'A new pair of tokens',
    operation: 'identity.refresh',
    token: '',
    body: { refreshToken: '{{refreshToken}}' },
    keeps: { token: 'accessToken', refreshToken: 'refreshToken' },
  },
]

export const WALK = {
  name: 'A first order, step by step',
  description:
    'Run the folder from above: each step keeps what the next ones need. It needs the demo profile, for the account of the house.',
  steps: STEPS,
} as const

/** What stands for the parameters of the single requests once the walk has been walked. */
export const PLACES = {
  'cart.item': '{{item}}',
  'cart.key': '{{userId}}',
  'catalog.id': '{{productId}}',
  'identity.id': '{{userId}}',
  'order.id': '{{orderId}}',
  'payment.id': '{{paymentId}}',
  sku: '{{sku}}',
} as const

export const VARIABLES = {
  base_url: 'http://localhost:8000',
  adminEmail: 'admin@ecommerce.local',
  adminPassword: 'admin123',
} as const
