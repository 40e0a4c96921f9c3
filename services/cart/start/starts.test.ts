import type { CartSummary } from '@rialto/contracts/cart'
import type { OrderConfirmed } from '@rialto/contracts/order'
import type { Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, heard, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.fixture.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const product of ['lamp', 'chair']) shop.sell(product)
})
afterAll(() => shop.world.close())
/** Each test begins long after the one before. */
let offsetMs = 0
beforeEach(() => {
  offsetMs += 80 * DAY_MS
  shop.clock.offsetMs = offsetMs
})

const support = user('usr_support', 'support')
const summary = async (query: object = {}, who: Caller = support) =>
  (await shop.world.as(who, 'summary', { query })).body as CartSummary
const counted = async () => {
  // Until a moment later: what happened in this very millisecond lies before no time of now.
  const to = new Date(systemPorts.clock.now() + shop.clock.offsetMs + 1_000).toISOString()
  const { begun, ordered, conversion } = await summary({ to })
  return { begun, ordered, conversion }
}
const key = () => systemPorts.ids.next('guest')
const addTo = (guest: string, productId = 'lamp') =>
  shop.ask(anonymous, 'addByKey', { params: { key: guest }, body: { productId } })
const add = (who: Caller, productId = 'lamp') => shop.ask(who, 'add', { body: { productId } })
const confirmed = (cartId: string | null, userId: string | null = null) => {
  const data: OrderConfirmed = {
    userId,
    cartId,
    paymentId: 'pay_1',
    total: 1_000,
    currency: 'USD',
    lines: [{ sku: 'LAMP', quantity: 1 }],
    stockHeldAt: '2026-01-01T00:00:00.000Z',
    paidAt: '2026-01-01T00:00:01.000Z',
  }
  return shop.world.hear(heard('order.confirmed', systemPorts.ids.next('ord'), data))
}

test('of four carts with something in them one is ordered: a quarter; an empty cart is not begun', async () => {
  const [{ id }] = await Promise.all([addTo(key()), addTo(key()), addTo(key())])
  await add(user(systemPorts.ids.next('usr')))
  await shop.ask(anonymous, 'create')
  await confirmed(id)
  expect(await counted()).toEqual({ begun: 4, ordered: 1, conversion: 0.25 })
})

test('more lines, a second order or an order told twice make no second cart', async () => {
  const guest = key()
  const { id } = await addTo(guest)
  await addTo(guest, 'chair')
  await addTo(guest)
  await confirmed(id)
  await confirmed(id)
  expect(await counted()).toEqual({ begun: 1, ordered: 1, conversion: 1 })
})

test('a cart that is emptied and filled the same day is one; after an order it is begun anew', async () => {
  const ada = user(systemPorts.ids.next('usr'))
  await add(ada)
  await shop.ask(ada, 'clear')
  const { id } = await add(ada)
  expect(await counted()).toMatchObject({ begun: 1 })
  await confirmed(id)
  await add(ada)
  expect(await counted()).toEqual({ begun: 2, ordered: 1, conversion: 0.5 })
})

test('what a guest began is the user’s after login, and counts once', async () => {
  const [ada, bob] = [user(systemPorts.ids.next('usr')), user(systemPorts.ids.next('usr'))]
  const [first, second] = [key(), key()]
  await addTo(first)
  shop.clock.offsetMs += 3 * DAY_MS
  const { id } = await shop.ask(ada, 'merge', { body: { key: first } })
  await add(bob)
  await addTo(second)
  await shop.ask(bob, 'merge', { body: { key: second } })
  expect(await counted()).toMatchObject({ begun: 2, ordered: 0 })
  await confirmed(id)
  expect(await counted()).toMatchObject({ begun: 2, ordered: 1 })
})

test('an order made from items ends the cart that it takes from, and no other', async () => {
  const [ada, bob] = [user(systemPorts.ids.next('usr')), user(systemPorts.ids.next('usr'))]
  await Promise.all([add(ada), add(bob, 'chair')])
  await confirmed(null, ada.kind === 'user' ? ada.id : null)
  await confirmed(null, bob.kind === 'user' ? bob.id : null)
  await confirmed(null, 'usr_nobody')
  expect(await counted()).toEqual({ begun: 2, ordered: 1, conversion: 0.5 })
})

test('a period stands beside the one before it, and says since when carts are counted', async () => {
  await addTo(key())
  shop.clock.offsetMs += 31 * DAY_MS
  await Promise.all([addTo(key()), addTo(key())])
  shop.clock.offsetMs += 1_000
  const { begun, previous, countedSince } = await summary()
  expect([begun, previous.begun]).toEqual([2, 1])
  expect(Date.parse(countedSince ?? '')).toBeLessThan(systemPorts.clock.now() + offsetMs)
  const none = await summary({ from: '2001-01-01', to: '2001-01-31', timeZone: 'Europe/Rome' })
  expect(none).toMatchObject({ begun: 0, ordered: 0, conversion: null, from: '2000-12-31T23:00:00.000Z' })
})

test('only staff who may see carts are told', async () => {
  await expect(summary({}, user('usr_buyer'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(summary({}, user('usr_packer', 'fulfilment'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(summary({ from: '2020-01-01' })).rejects.toMatchObject({ code: 'invalid_query' })
})
