import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, anonymous, callAs, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const product of ['lamp', 'chair']) shop.sell(product)
})
afterAll(() => shop.world.close())

const fresh = (prefix: string) => user(systemPorts.ids.next(`usr_${prefix}`))
const key = () => systemPorts.ids.next('guest')
const item = (productId: string, quantity?: number) => ({
  body: { productId, ...(quantity === undefined ? {} : { quantity }) },
})

test('without a token and without a key there is no cart', async () => {
  for (const [route, input] of [
    ['get', {}],
    ['clear', {}],
    ['add', item('lamp')],
    ['set', { params: { item: 'lamp' }, body: { quantity: 1 } }],
    ['remove', { params: { item: 'lamp' } }],
    ['merge', { body: { key: 'user_123' } }],
  ] as const) {
    await expect(shop.ask(anonymous, route, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  }
})

test('nobody gets at another’s cart by their id; support may look and admins may change', async () => {
  const ada = fresh('ada')
  const params = { key: ada.kind === 'user' ? ada.id : '' }
  const mine = await shop.ask(ada, 'addByKey', { params, ...item('lamp') })
  const every = [
    ['getByKey', { params }],
    ['clearByKey', { params }],
    ['addByKey', { params, ...item('lamp') }],
    ['setByKey', { params: { ...params, item: 'lamp' }, body: { quantity: 9 } }],
    ['removeByKey', { params: { ...params, item: 'lamp' } }],
  ] as const
  for (const [route, input] of every) {
    await expect(shop.ask(fresh('eve'), route, input)).rejects.toMatchObject({ code: 'unknown_cart' })
    await expect(shop.ask(anonymous, route, input)).rejects.toMatchObject({ code: 'unauthenticated' })
    if (route !== 'getByKey') {
      await expect(shop.ask(user('usr_sue', 'support'), route, input)).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
  }
  expect(await shop.ask(user('usr_sue', 'support'), 'getByKey', { params })).toEqual(mine)
  expect(await shop.ask(ada, 'get')).toEqual(mine)
  expect(await shop.ask(user('usr_root', 'admin'), 'addByKey', { params, ...item('lamp') })).toMatchObject({
    itemCount: 2,
  })
})

test('a user’s cart cannot be had by its id, nor a guest’s: only by key', async () => {
  const { id } = await shop.ask(fresh('ada'), 'add', item('lamp'))
  await expect(shop.ask(anonymous, 'getByKey', { params: { key: id } })).rejects.toMatchObject({
    code: 'unknown_cart',
  })
  await expect(
    shop.ask(anonymous, 'addByKey', { params: { key: id }, ...item('lamp') }),
  ).rejects.toMatchObject({
    code: 'unknown_cart',
  })
  await expect(shop.ask(fresh('eve'), 'merge', { body: { key: id } })).rejects.toMatchObject({
    code: 'unknown_cart',
  })
})

test('checkout gives a user’s own cart, a guest’s by id or key, and nobody else’s', async () => {
  const { world } = shop
  const checkout = (userId: string | null, cartId: string | null) =>
    world.client.checkout({ body: { userId, cartId } }, callAs(aService))
  const ada = systemPorts.ids.next('usr')
  expect(await checkout(ada, null)).toBeNull()
  const own = await shop.ask(user(ada), 'add', item('lamp', 2))
  const guestKey = key()
  const guest = await shop.ask(anonymous, 'addByKey', { params: { key: guestKey }, ...item('chair') })
  const [mine, theirs] = [
    { cartId: own.id, lines: [{ id: own.items[0]?.id, productId: 'lamp', sku: 'LAMP', quantity: 2 }] },
    { cartId: guest.id, lines: [{ id: guest.items[0]?.id, productId: 'chair', sku: 'CHAIR', quantity: 1 }] },
  ]
  // All in one turn of the loop, so that they share a batch.
  expect(
    await Promise.all([
      checkout(ada, null), checkout(ada, own.id), checkout(ada, ada),
      checkout(null, guest.id), checkout(null, guestKey), checkout(ada, guestKey),
      checkout(null, own.id), checkout('usr_eve', own.id), checkout('usr_eve', ada), checkout(null, null), checkout(null, key()),
    ]),
  ).toEqual([mine, mine, mine, theirs, theirs, theirs, null, null, null, null, null]) // prettier-ignore
  await shop.ask(user(ada), 'clear')
  expect(await checkout(ada, null)).toEqual({ cartId: own.id, lines: [] })
  await expect(
    world.as(user(ada), 'checkout', { body: { userId: ada, cartId: null } }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
