import type { CartView, MergedCartView } from '@rialto/contracts/cart'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, heard, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.fixture.ts'

const PRODUCTS = Array.from({ length: 120 }, (_, i) => `p${i}`)

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const product of PRODUCTS) shop.sell(product)
})
afterAll(() => shop.world.close())

const key = () => systemPorts.ids.next('guest')
const addTo = (guest: string, productId: string, quantity = 1, call: Partial<Call> = {}) =>
  shop.ask(anonymous, 'addByKey', { params: { key: guest }, body: { productId, quantity } }, call)
const outcomes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((each) =>
    each.status === 'fulfilled'
      ? 'done'
      : each.reason instanceof Problem
        ? each.reason.code
        : String(each.reason),
  )
const countOf = (codes: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]))

test('thirty additions at once lose none, and each is answered with the cart as it is after it', async () => {
  const guest = key()
  const answers = await Promise.all(Array.from({ length: 30 }, () => addTo(guest, 'p1')))
  expect(answers.map(({ itemCount }) => itemCount).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 1),
  )
  expect(await shop.pieces(answers[0]?.id ?? '')).toEqual({ p1: 30 })
})

test('sixteen hands that fill one cart in turn, batch beside batch, lose no piece', async () => {
  const guest = key()
  const hands = Array.from({ length: 16 }, async (_, hand) => {
    for (let turn = 0; turn < 15; turn += 1) {
      const productId = `p${(hand + turn) % 3}`
      // The two routes have a queue each: their batches run at the same time on the same cart.
      if (hand % 2 === 0) await addTo(guest, productId)
      else await shop.ask(anonymous, 'add', { headers: { 'x-cart-key': guest }, body: { productId } })
    }
  })
  await Promise.all(hands)
  const { id } = await addTo(guest, 'p3')
  expect(await shop.pieces(id)).toEqual({ p0: 80, p1: 80, p2: 80, p3: 1 })
})

test('thirty products at once make thirty lines', async () => {
  const guest = key()
  const answers = await Promise.all(PRODUCTS.slice(0, 30).map((product) => addTo(guest, product)))
  expect(answers.map(({ items }) => items.length).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 1),
  )
  expect(Object.keys(await shop.pieces(answers[0]?.id ?? ''))).toHaveLength(30)
})

test('of 120 products at once exactly 100 find room', async () => {
  const guest = key()
  const codes = await outcomes(PRODUCTS.map((product) => addTo(guest, product)))
  expect(countOf(codes)).toEqual({ done: 100, cart_full: 20 })
  const cart = await shop.ask(anonymous, 'getByKey', { params: { key: guest } })
  expect([cart.items.length, cart.itemCount, cart.subtotal]).toEqual([100, 100, 1_000])
})

test('pieces at once never pass what one line holds', async () => {
  const guest = key()
  const codes = await outcomes(Array.from({ length: 30 }, () => addTo(guest, 'p1', 99)))
  expect(countOf(codes)).toEqual({ done: 10, quantity_too_large: 20 })
  expect(await addTo(guest, 'p2')).toMatchObject({ itemCount: 991 })
})

test('one that is refused spoils nothing for its neighbours in the batch', async () => {
  const [one, other] = [key(), key()]
  const codes = await outcomes([
    addTo(one, 'p1'),
    addTo(one, 'no_such_product'),
    shop.ask(anonymous, 'addByKey', { params: { key: one }, body: { productId: 'p1', price: 1 } }),
    shop.ask(anonymous, 'addByKey', { params: { key: 'usr_somebody' }, body: { productId: 'p1' } }),
    shop.ask(user('usr_eve'), 'addByKey', { params: { key: 'usr_somebody' }, body: { productId: 'p1' } }),
    addTo(one, 'p1', 999),
    addTo(other, 'p2'),
    addTo(one, 'p2', 4),
  ])
  expect(codes).toEqual([
    'done', 'unknown_product', 'price_changed', 'unauthenticated', 'unknown_cart', 'quantity_too_large', 'done', 'done',
  ]) // prettier-ignore
  expect(await addTo(one, 'p3')).toMatchObject({ itemCount: 6 })
  expect(await addTo(other, 'p3')).toMatchObject({ itemCount: 2 })
})

test('an addition with a key happens once, and the first answer comes again byte for byte', async () => {
  const guest = key()
  const call = { idempotencyKey: key(), bodyHash: 'a' }
  const input = { params: { key: guest }, body: { productId: 'p1' } }
  const first = await shop.world.as(anonymous, 'addByKey', input, call)
  await addTo(guest, 'p2')
  shop.sell('p1', { price: 2_000 })
  const again = await shop.world.as(
    anonymous,
    'addByKey',
    { ...input, body: { ...input.body, price: 10 } },
    call,
  )
  shop.sell('p1', { price: 1_000 })
  expect([again.text, again.status, again.headers['idempotent-replayed']]).toEqual([first.text, 201, 'true'])
  await expect(shop.world.as(anonymous, 'addByKey', input, { ...call, bodyHash: 'b' })).rejects.toMatchObject(
    {
      code: 'idempotency_key_reused',
    },
  )
  expect(await addTo(guest, 'p3')).toMatchObject({ itemCount: 3 })
})

test('thirty of one key at once add once: the others are told to wait or get the first answer', async () => {
  const guest = key()
  const call = { idempotencyKey: key(), bodyHash: 'a' }
  const codes = await outcomes(Array.from({ length: 30 }, () => addTo(guest, 'p1', 1, call)))
  const { done = 0, request_in_progress: waiting = 0 } = countOf(codes)
  expect([done >= 1, done + waiting]).toEqual([true, 30])
  expect(await addTo(guest, 'p1', 1, call)).toMatchObject({ itemCount: 1 })
})

test('a refused addition leaves its key free, and two people may use the same key', async () => {
  const call = { idempotencyKey: key(), bodyHash: 'a' }
  const guest = key()
  const asUser = (id: string) => shop.ask(user(id), 'add', { body: { productId: 'lava-lamp' } }, call)
  await expect(addTo(guest, 'lava-lamp', 1, call)).rejects.toMatchObject({ code: 'unknown_product' })
  shop.sell('lava-lamp')
  expect(await addTo(guest, 'lava-lamp', 1, call)).toMatchObject({ itemCount: 1 })
  const [one, other] = await Promise.all([asUser(`usr_${guest}1`), asUser(`usr_${guest}2`)])
  expect([one.itemCount, other.itemCount]).toEqual([1, 1])
  expect(one.id).not.toBe(other.id)
})

test('merging twice at once moves the guest’s pieces once', async () => {
  const guest = key()
  const ada = user(systemPorts.ids.next('usr'))
  await addTo(guest, 'p1', 3)
  await addTo(guest, 'p2', 1)
  await shop.ask(ada, 'add', { body: { productId: 'p1', quantity: 2 } })
  const merges = Array.from({ length: 8 }, () => shop.ask(ada, 'merge', { body: { key: guest } }))
  for (const answer of await Promise.all(merges))
    expect(answer).toMatchObject({ itemCount: 6, leftBehind: [] })
  expect(await shop.ask(anonymous, 'getByKey', { params: { key: guest } })).toMatchObject({ items: [] })
})

test('two guests’ carts that are merged at once both arrive, and nobody waits for the other forever', async () => {
  const [one, other] = [key(), key()]
  const ada = user(systemPorts.ids.next('usr'))
  await Promise.all([
    addTo(one, 'p1', 700),
    addTo(other, 'p1', 700),
    addTo(one, 'p2', 2),
    addTo(other, 'p3', 3),
  ])
  const answers = await Promise.all(
    [one, other, one, other].map((guest) =>
      shop.world.as(ada, 'merge', { body: { key: guest } }).then(({ body }) => body as MergedCartView),
    ),
  )
  const own = await shop.ask(ada, 'get')
  expect(Object.fromEntries(own.items.map(({ productId, quantity }) => [productId, quantity]))).toEqual({
    p1: 999,
    p2: 2,
    p3: 3,
  })
  // 1,400 pieces were gathered: what found no room is told by the merge that left it, and is still there.
  const left = await Promise.all(
    [one, other].map((guest) => shop.ask(anonymous, 'getByKey', { params: { key: guest } })),
  )
  expect(left.reduce((sum, { itemCount }) => sum + itemCount, 0)).toBe(401)
  expect(answers.flatMap(({ leftBehind }) => leftBehind).map(({ reason }) => reason)).toContain(
    'quantity_too_large',
  )
})

test('a guest’s cart is merged by its id as well, a user’s never, and afterwards it is empty', async () => {
  const guest = key()
  const [ada, eve] = [user(systemPorts.ids.next('usr')), user(systemPorts.ids.next('usr'))]
  const { id } = await addTo(guest, 'p1', 2)
  expect(await shop.ask(ada, 'merge', { body: { key: id } })).toMatchObject({ itemCount: 2, leftBehind: [] })
  expect(await shop.ask(anonymous, 'getByKey', { params: { key: guest } })).toMatchObject({ items: [] })
  const own = await shop.ask(ada, 'get')
  for (const stolen of [own.id, (ada as { id: string }).id, `crt_${'0'.repeat(32)}`]) {
    await expect(shop.ask(eve, 'merge', { body: { key: stolen } })).rejects.toMatchObject({
      code: 'unknown_cart',
    })
  }
  expect(await shop.ask(ada, 'get')).toMatchObject({ itemCount: 2 })
})

test('a merge asked again with its key gives the first answer, whatever has happened since', async () => {
  const guest = key()
  const ada = user(systemPorts.ids.next('usr'))
  const call = { idempotencyKey: key(), bodyHash: 'a' }
  await addTo(guest, 'p1', 3)
  const first = await shop.ask(ada, 'merge', { body: { key: guest } }, call)
  await shop.ask(ada, 'add', { body: { productId: 'p2' } })
  await addTo(guest, 'p1', 5)
  expect(await shop.ask(ada, 'merge', { body: { key: guest } }, call)).toEqual(first)
  expect(await shop.ask(ada, 'get')).toMatchObject({ itemCount: 4 })
})

test('additions, merges, removals and confirmed orders on the same carts wait for each other and lose nothing', async () => {
  const guests = Array.from({ length: 6 }, key)
  const ada = user(systemPorts.ids.next('usr'))
  const carts = await Promise.all(guests.map((guest) => addTo(guest, 'p0', 100)))
  const confirmed = (cart: CartView | undefined) =>
    heard('order.confirmed', systemPorts.ids.next('ord'), {
      userId: null,
      cartId: cart?.id ?? null,
      paymentId: 'pay_1',
      total: 0,
      currency: 'USD',
      lines: [{ sku: 'P0', quantity: 1 }],
      stockHeldAt: '2026-01-01T00:00:00.000Z',
      paidAt: '2026-01-01T00:00:00.000Z',
    })
  const work: Promise<unknown>[] = []
  for (let round = 0; round < 10; round += 1) {
    for (const guest of guests) work.push(addTo(guest, 'p1'), addTo(guest, 'p2'))
    work.push(shop.world.hear(...carts.toReversed().map(confirmed)))
    work.push(shop.ask(ada, 'merge', { body: { key: guests[round % 3] } }))
    work.push(
      shop.ask(anonymous, 'setByKey', { params: { key: guests[5], item: 'p0' }, body: { quantity: 100 } }),
    )
  }
  expect(countOf(await outcomes(work))).toEqual({ done: work.length })
  const own = await shop.ask(ada, 'get')
  const left = await Promise.all(
    guests.map((guest) => shop.ask(anonymous, 'getByKey', { params: { key: guest } })),
  )
  const pieces = (productId: string, ...from: CartView[]) =>
    from
      .flatMap(({ items }) => items)
      .filter((item) => item.productId === productId)
      .reduce((sum, item) => sum + item.quantity, 0)
  expect(pieces('p1', own, ...left)).toBe(60)
  expect(pieces('p2', own, ...left)).toBe(60)
  // Two carts were neither merged nor set: each lost one piece an order.
  expect(left.slice(3, 5).map((cart) => pieces('p0', cart))).toEqual([90, 90])
})
