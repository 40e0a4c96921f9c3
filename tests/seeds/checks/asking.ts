/** What the checks have in common: the requests of other rows, and one purchase that many of them look at. */
import { expect } from 'vitest'
import type { Answer } from '../replay.ts'
import type { Check } from '../verdict.ts'
import { eventually, type World } from '../world.fixture.ts'

export const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' }
export const CARD = { method: 'card', token: 'tok_visa' }

/** Holds while the requests of these rows are answered as their document wants. */
export function requestsOf(ids: string): Check {
  return async (world) => {
    for (const id of ids.split(' ')) {
      const outcomes = await world.replayed(id.slice(0, 3))
      expect(outcomes.get(id), id).toEqual([])
    }
  }
}

/** The answer, with the status that was expected. */
export async function asked(
  world: World,
  status: number,
  method: string,
  url: string,
  wanted: Parameters<World['ask']>[2] = {},
): Promise<Answer> {
  const answer = await world.ask(method, url, wanted)
  expect(answer.status, `${method} ${url} ${answer.text.slice(0, 300)}`).toBe(status)
  return answer
}

/** A product of a check's own with so many pieces. */
export async function product(
  world: World,
  stock: number,
): Promise<{ readonly id: string; readonly sku: string }> {
  const { body } = await asked(world, 201, 'POST', '/api/v1/products', {
    token: await world.admin(),
    body: { name: 'Brass telescope', price: 40, stock, category: 'Instruments' },
  })
  return body
}

export async function order(
  world: World,
  token: string,
  productId: string,
  more: object = {},
): Promise<Answer> {
  const body = { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS, payment: CARD, ...more }
  return world.ask('POST', '/api/v1/orders', { token, body })
}

export type Purchase = {
  readonly token: string
  readonly email: string
  readonly product: { readonly id: string; readonly sku: string }
  readonly order: Answer
}

const purchases = new WeakMap<World, Promise<Purchase>>()

/** A purchase from the cart, once for all who look at it. */
export function purchase(world: World): Promise<Purchase> {
  const made = purchases.get(world) ?? buy(world)
  purchases.set(world, made)
  return made
}

async function buy(world: World): Promise<Purchase> {
  const [{ token, email }, bought] = [await world.customer(), await product(world, 10)]
  await asked(world, 201, 'POST', '/api/v1/cart/items', {
    token,
    body: { productId: bought.id, quantity: 2 },
  })
  const placed = await asked(world, 201, 'POST', '/api/v1/orders', {
    token,
    body: { shippingAddress: ADDRESS, payment: CARD },
  })
  return { token, email, product: bought, order: placed }
}

/** What lies in the inbox of the shop, for an address or for all, once there is something that holds. */
export async function inbox(world: World, holds: (texts: string) => boolean, to?: string): Promise<string> {
  const query = to === undefined ? 'limit=100' : `to=${encodeURIComponent(to)}`
  const look = async () => (await world.ask('GET', `http://localhost:8025/api/v1/mails?${query}`)).text
  return eventually(look, holds)
}
