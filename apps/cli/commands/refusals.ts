/** `rialto demo refusals`: what a shop must refuse, asked for with nothing but the documented API, and refused. */
import { randomBytes } from 'node:crypto'
import { gatewayUrl, openApi, type Api, type Asked } from '../api.ts'
import type { Command } from '../arguments.ts'
import { EXIT, Failure } from '../failure.ts'
import { openWalk, type Walk } from '../walk.ts'

type Product = { readonly id: string; readonly sku: string; readonly name: string; readonly price: number }
type Problem = { readonly code?: string; readonly title?: string }

const PATIENCE_MS = 10_000
const TOO_MANY = 1_000
const ADDRESS = { street: 'Riva del Vin 1', city: 'Venezia', zipCode: '30125', country: 'IT' }

export const demoRefusals: Command = {
  name: 'demo refusals',
  about: 'ask for what a shop must refuse: a bad card, more than there is, a wrong price, others’ orders',
  examples: ['rialto demo refusals', 'rialto demo refusals --curl', 'rialto demo refusals --json'],
  flags: { curl: { type: 'boolean', about: 'show the curl that asks the same, step by step' } },
  run: async (context) => {
    const url = gatewayUrl(context.flags['url'], context.terminal.env)
    const walk = openWalk(context, PATIENCE_MS)
    await askForTooMuch(url, walk)
    walk.end({ url })
  },
}

async function askForTooMuch(url: string, walk: Walk): Promise<void> {
  const buyer = await customer(url, walk, 'ada')
  const other = await customer(url, walk, 'bea')
  const nobody = openApi(url)
  await refused(
    walk,
    nobody,
    {
      method: 'POST',
      path: '/api/v1/auth/login',
      body: { email: buyer.email, password: 'not her password' },
    },
    'invalid_credentials',
    'A wrong password does not sign in',
  )
  await refused(
    walk,
    nobody,
    { method: 'GET', path: '/api/v1/orders' },
    'unauthenticated',
    'Nobody’s orders are shown to nobody',
  )

  const shelf = await walk.step(
    () => nobody.ask<{ items: readonly Product[] }>({ method: 'GET', path: '/api/v1/products?limit=20' }),
    ({ items }) => `Looked at ${items.length} products`,
  )
  const product = shelf.items.find(({ price }) => price > 0)
  if (!product)
    throw new Failure(EXIT.notFound, 'Nothing is for sale.', 'Fill the shop: npm start -- --reset')
  const stock = { method: 'GET', path: `/api/v1/inventory/${encodeURIComponent(product.sku)}` }
  const before = await walk.step(
    () => nobody.ask<{ available: number }>(stock),
    ({ available }) => `${available} of ${product.name} are free`,
  )
  const order = (item: object, token: string, key = newKey()): Asked => ({
    method: 'POST',
    path: '/api/v1/orders',
    body: {
      items: [{ productId: product.id, quantity: 1, ...item }],
      shippingAddress: ADDRESS,
      payment: { method: 'card', token },
    },
    signedIn: true,
    key,
  })
  const { api } = buyer
  await refused(walk, api, order({}, 'tok_declined'), 'payment_declined', 'A declined card buys nothing')
  await refused(
    walk,
    api,
    order({ quantity: TOO_MANY }, 'tok_visa'),
    'out_of_stock',
    'More than there is cannot be bought',
  )
  await refused(
    walk,
    api,
    order({ price: 0.01 }, 'tok_visa'),
    'price_changed',
    'The price is the shop’s to say',
  )
  await refused(
    walk,
    api,
    { method: 'PATCH', path: `/api/v1/products/${product.id}`, body: { price: 0.01 }, signedIn: true },
    'forbidden',
    'A customer changes no product',
  )

  const key = newKey()
  const placed = await walk.step(
    () => api.ask<{ id: string; number: string }>(order({}, 'tok_visa', key)),
    ({ number }) => `Placed order ${number}`,
  )
  const again = await walk.step(
    () => api.ask<{ id: string; number: string }>(order({}, 'tok_visa', key)),
    ({ number }) => `Sent once more, it is order ${number} still`,
  )
  if (again.id !== placed.id) throw new Failure(EXIT.failure, 'One request placed two orders.')
  const path = `/api/v1/orders/${encodeURIComponent(placed.id)}`
  await refused(
    walk,
    other.api,
    { method: 'GET', path, signedIn: true },
    'unknown_order',
    'It is no business of anybody else',
  )
  await walk.step(
    () =>
      api.ask<{ number: string }>({ method: 'POST', path: `${path}/cancel`, signedIn: true, key: newKey() }),
    ({ number }) => `Cancelled order ${number}`,
  )
  await walk.stepUntil(
    () => nobody.ask<{ available: number }>(stock),
    ({ available }) => available >= before.available,
    ({ available }) => `${available} of ${product.name} are free again`,
  )
}

async function customer(url: string, walk: Walk, name: string): Promise<{ api: Api; email: string }> {
  const api = openApi(url)
  const email = `${name}-${randomBytes(5).toString('hex')}@example.com`
  const { accessToken } = await walk.step(
    () =>
      api.ask<{ accessToken: string }>({
        method: 'POST',
        path: '/api/v1/auth/register',
        body: { email, password: randomBytes(12).toString('base64url') },
      }),
    () => `Registered ${email}`,
  )
  api.signIn(accessToken)
  return { api, email }
}

/** A `Failure` where it is answered otherwise, above all where it is granted. */
async function refused(walk: Walk, api: Api, asked: Asked, code: string, sentence: string): Promise<void> {
  await walk.step(
    async () => {
      const answered = await api.look<Problem>(asked)
      if (answered.body.code === code) return answered
      throw new Failure(
        EXIT.failure,
        `${asked.method} ${asked.path} should be refused as ${code}, and was answered ${answered.status} ${answered.body.code ?? ''}.`,
        answered.curl,
      )
    },
    ({ title }) => `${sentence}: ${title}`,
  )
}

function newKey(): string {
  return randomBytes(12).toString('hex')
}
