import type { CartView } from '@rialto/contracts/cart'
import type { OrderConfirmed } from '@rialto/contracts/order'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, heard, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.fixture.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const WAIT_MS_MAX = 10_000

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const product of ['lamp', 'chair']) shop.sell(product)
})
afterAll(() => shop.world.close())

const key = () => systemPorts.ids.next('guest')
const addTo = (guest: string, productId: string, quantity: number) =>
  shop.ask(anonymous, 'addByKey', { params: { key: guest }, body: { productId, quantity } })
const confirmed = (
  orderId: string,
  cartId: string | null,
  lines: OrderConfirmed['lines'],
  userId: string | null = null,
) => {
  const data: OrderConfirmed = {
    userId,
    cartId,
    paymentId: 'pay_1',
    total: 1_000,
    currency: 'USD',
    lines,
    stockHeldAt: '2026-01-01T00:00:00.000Z',
    paidAt: '2026-01-01T00:00:01.000Z',
  }
  return heard('order.confirmed', orderId, data)
}
const orderId = () => systemPorts.ids.next('ord')

test('a confirmed order leaves its cart; what was added since stays', async () => {
  const guest = key()
  await addTo(guest, 'lamp', 2)
  const { id } = await addTo(guest, 'chair', 1)
  await addTo(guest, 'lamp', 1)
  await shop.world.hear(
    confirmed(orderId(), id, [
      { sku: 'LAMP', quantity: 2 },
      { sku: 'CHAIR', quantity: 1 },
    ]),
  )
  expect(await shop.pieces(id)).toEqual({ lamp: 1 })
})

test('an order told twice, in one breath or later, empties its cart once', async () => {
  const guest = key()
  const { id } = await addTo(guest, 'lamp', 5)
  const lines = [{ sku: 'LAMP', quantity: 2 }]
  const event = confirmed(orderId(), id, lines)
  await shop.world.hear(event, event)
  await shop.world.hear(event)
  expect(await shop.pieces(id)).toEqual({ lamp: 3 })
  await shop.world.hear(confirmed(orderId(), id, lines), confirmed(orderId(), id, lines))
  expect(await shop.pieces(id)).toEqual({})
})

test('an order made from items takes them out of the cart of whoever ordered', async () => {
  const buyer = user('usr_buyer')
  const { id } = await shop.ask(buyer, 'add', { body: { productId: 'lamp', quantity: 3 } })
  await shop.ask(buyer, 'add', { body: { productId: 'chair', quantity: 1 } })
  await shop.world.hear(confirmed(orderId(), null, [{ sku: 'LAMP', quantity: 2 }], 'usr_buyer'))
  expect(await shop.pieces(id)).toEqual({ lamp: 1, chair: 1 })
})

test('an order without a cart, or of a cart that is gone, changes nothing', async () => {
  const guest = key()
  const { id } = await addTo(guest, 'lamp', 1)
  const lines = [{ sku: 'LAMP', quantity: 1 }]
  await shop.world.hear(confirmed(orderId(), null, lines), confirmed(orderId(), 'crt_gone', lines))
  expect(await shop.pieces(id)).toEqual({ lamp: 1 })
  const parked = await shop.world.db.rows`select reason from parked_event`
  expect(parked).toEqual([])
})

test('a guest’s cart that nobody changed for thirty days is removed; a user’s stays', async () => {
  const [old, used] = [key(), key()]
  const ada = user(systemPorts.ids.next('usr'))
  const left = await addTo(old, 'lamp', 1)
  const inUse = await addTo(used, 'lamp', 1)
  const own: CartView = await shop.ask(ada, 'add', { body: { productId: 'lamp' } })
  shop.clock.offsetMs = 20 * DAY_MS
  await addTo(used, 'lamp', 1)
  shop.clock.offsetMs = 32 * DAY_MS
  shop.world.host.startJobs()
  const isThere = async () => (await shop.world.db.rows`select 1 from cart where id = ${left.id}`).length > 0
  for (const until = performance.now() + WAIT_MS_MAX; (await isThere()) && performance.now() < until;) {
    await systemPorts.timers.sleep(20)
  }
  expect([await isThere(), await shop.pieces(left.id)]).toEqual([false, {}])
  expect(await shop.pieces(inUse.id)).toEqual({ lamp: 2 })
  expect(await shop.pieces(own.id)).toEqual({ lamp: 1 })
  expect(await shop.ask(anonymous, 'getByKey', { params: { key: old } })).toMatchObject({
    id: left.id,
    items: [],
  })
})
