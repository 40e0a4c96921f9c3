import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { aService, anonymous, callAs, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from './shelf.fixture.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

const packer = user('usr_packer', 'fulfilment')
const buyer = user('usr_buyer')
const merchant = user('usr_merchant', 'merchandiser')

type Reservation = {
  reservationId: string
  sku: string
  quantity: number
  status: string
  expiresAt: string
  orderId?: string
}

async function reserve(sku: string, quantity: number, call: Partial<Call> = {}) {
  const answer = await shelf.world.as(packer, 'reserve', { params: { sku }, body: { quantity } }, call)
  return answer.body as Reservation
}
async function end(how: 'release' | 'commit', sku: string, reservationId: string) {
  return (await shelf.world.as(packer, how, { params: { sku }, body: { reservationId } })).body as Reservation
}
const adjust = (sku: string, delta: number, call: Partial<Call> = {}, lowStockAt?: number) =>
  shelf.world.as(
    merchant,
    'adjust',
    {
      params: { sku },
      body: { delta, reason: 'counted', ...(lowStockAt === undefined ? {} : { lowStockAt }) },
    },
    call,
  )
const refused = (code: string) => expect.objectContaining({ code })

test('pieces that are reserved by hand are spoken for until they are released, and then once', async () => {
  const cup = await shelf.newSku(5)
  const reservation = await reserve(cup, 2)
  expect(reservation).toMatchObject({ sku: cup, quantity: 2, status: 'held' })
  expect(Date.parse(reservation.expiresAt)).toBeGreaterThan(Date.now())
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 2 })
  const released = await end('release', cup, reservation.reservationId)
  expect(released.status).toBe('released')
  expect(await end('release', cup, reservation.reservationId)).toEqual(released)
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 0 })
})

test('what was reserved for an order is released by the name of the order, all of the SKU, and twice the same', async () => {
  const [cup, jug] = [await shelf.newSku(9), await shelf.newSku(9)]
  const orderId = shelf.newOrder()
  const reserveFor = (sku: string, quantity: number) =>
    shelf.world.as(packer, 'reserve', { params: { sku }, body: { quantity, orderId } })
  const release = async (sku: string, body: object) =>
    (await shelf.world.as(packer, 'release', { params: { sku }, body })).body as Reservation
  await reserveFor(cup, 2)
  await reserveFor(cup, 3)
  await reserveFor(jug, 1)
  await expect(release(cup, { orderId, quantity: 4 })).rejects.toThrow(refused('quantity_differs'))
  expect(await shelf.level(cup)).toEqual({ onHand: 9, reserved: 5 })
  const released = await release(cup, { orderId, quantity: 5 })
  expect(released).toMatchObject({ sku: cup, quantity: 5, status: 'released', orderId })
  expect(await release(cup, { orderId })).toEqual(released)
  expect([await shelf.level(cup), await shelf.level(jug)]).toEqual([
    { onHand: 9, reserved: 0 },
    { onHand: 9, reserved: 1 },
  ])
  await expect(release(cup, { orderId: 'ord_stranger' })).rejects.toThrow(refused('unknown_reservation'))
  await expect(release(cup, {})).rejects.toThrow(refused('validation_failed'))
  await expect(shelf.world.as(buyer, 'release', { params: { sku: jug }, body: { orderId } })).rejects.toThrow(
    refused('forbidden'),
  )
  const sold = await shelf.world.as(packer, 'commit', { params: { sku: jug }, body: { orderId } })
  expect(sold.body).toMatchObject({ status: 'sold', quantity: 1 })
  await expect(release(jug, { orderId })).rejects.toThrow(refused('reservation_ended'))
})

test('what an order holds by itself ends with the order alone, whoever names it', async () => {
  const cup = await shelf.newSku(5)
  const orderId = shelf.newOrder()
  await shelf.hold(orderId, [{ sku: cup, quantity: 2 }])
  for (const body of [{ orderId }, { reservationId: orderId }])
    for (const how of ['release', 'commit'] as const)
      await expect(shelf.world.as(packer, how, { params: { sku: cup }, body })).rejects.toThrow(
        refused('held_by_order'),
      )
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 2 })
})

test('a reservation that is committed is a sale, and once', async () => {
  const cup = await shelf.newSku(5)
  const { reservationId } = await reserve(cup, 2)
  const sold = await end('commit', cup, reservationId)
  expect(sold.status).toBe('sold')
  expect(await end('commit', cup, reservationId)).toEqual(sold)
  await expect(end('release', cup, reservationId)).rejects.toThrow(refused('reservation_ended'))
  expect(await shelf.level(cup)).toEqual({ onHand: 3, reserved: 0 })
  expect(await shelf.ledger(cup)).toEqual(['receipt 5', 'sale -2'])
})

test('a reservation that is released and committed at once ends one way', async () => {
  const cup = await shelf.newSku(100)
  for (let i = 0; i < 10; i += 1) {
    const { reservationId } = await reserve(cup, 2)
    const ended = await Promise.allSettled([
      end('release', cup, reservationId),
      end('commit', cup, reservationId),
    ])
    expect(ended.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'reservation_ended' },
    })
  }
  const [books] = await shelf.books([cup])
  expect(books).toMatchObject({ onHand: books?.moved, reserved: 0, held: 0 })
})

test('a reservation is found by its SKU and its id together', async () => {
  const [cup, jug] = [await shelf.newSku(5), await shelf.newSku(5)]
  const { reservationId } = await reserve(cup, 2)
  await expect(end('release', jug, reservationId)).rejects.toThrow(refused('unknown_reservation'))
  await expect(end('commit', cup, 'rsv_nobody')).rejects.toThrow(refused('unknown_reservation'))
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 2 })
})

test('more than is free, or of a SKU that is not kept, is refused with a reason', async () => {
  const cup = await shelf.newSku(5)
  await expect(reserve(cup, 6)).rejects.toMatchObject({
    code: 'out_of_stock',
    extras: { lines: [{ sku: cup, requested: 6, available: 5 }] },
  })
  await expect(reserve('SKU-nobody-keeps', 1)).rejects.toThrow(refused('unknown_sku'))
})

test('the same key reserves once, and the answer comes again byte for byte', async () => {
  const cup = await shelf.newSku(5)
  const call = { idempotencyKey: 'reserve-1', bodyHash: 'a' }
  const ask = () => shelf.world.as(packer, 'reserve', { params: { sku: cup }, body: { quantity: 2 } }, call)
  const first = await ask()
  const again = await ask()
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.text).toBe(first.text)
  expect(again.headers['idempotent-replayed']).toBe('true')
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 2 })
})

test('a correction keeps its reason and who made it, and begins to keep a SKU that is new', async () => {
  const sku = shelf.newOrder().replace('ord', 'NEW')
  await expect(adjust(sku, -1)).rejects.toThrow(refused('unknown_sku'))
  expect((await adjust(sku, 7)).body).toMatchObject({ sku, onHand: 7, reserved: 0, available: 7 })
  const call = { idempotencyKey: 'adjust-1', bodyHash: 'a' }
  await adjust(sku, -2, call)
  await adjust(sku, -2, call)
  expect(await shelf.level(sku)).toEqual({ onHand: 5, reserved: 0 })
  const { items } = (await shelf.world.as(packer, 'movements', { params: { sku }, query: {} })).body as {
    items: object[]
  }
  expect(items).toMatchObject([
    { delta: -2, kind: 'adjustment', reason: 'counted', actor: 'usr_merchant' },
    { delta: 7, kind: 'adjustment', reason: 'counted', actor: 'usr_merchant' },
  ])
})

test('a correction below what is reserved is refused and changes nothing', async () => {
  const cup = await shelf.newSku(5)
  await reserve(cup, 3)
  await expect(adjust(cup, -3)).rejects.toThrow(refused('stock_in_use'))
  await adjust(cup, -2)
  expect(await shelf.level(cup)).toEqual({ onHand: 3, reserved: 3 })
  expect(await shelf.ledger(cup)).toEqual(['receipt 5', 'adjustment -2'])
})

test('stock that is received again stays as it is', async () => {
  const cup = await shelf.newSku(5)
  const receive = (quantity: number) =>
    shelf.world.client.receive(
      {
        body: {
          lines: [
            { sku: cup, quantity },
            { sku: cup, quantity },
          ],
        },
      },
      callAs(aService),
    )
  await Promise.all([receive(7), receive(9)])
  expect(await shelf.ledger(cup)).toEqual(['receipt 5'])
})

test('anybody may see a level, staff the ledger, and only they reserve or correct', async () => {
  const cup = await shelf.newSku(5)
  const params = { sku: cup }
  const cannot = async (who: Caller, route: 'movements' | 'reserve' | 'adjust', input: object) =>
    expect(shelf.world.as(who, route, { params, ...input })).rejects.toThrow(
      refused(who.kind === 'anonymous' ? 'unauthenticated' : 'forbidden'),
    )
  expect((await shelf.world.as(anonymous, 'level', { params })).body).toMatchObject({ available: 5 })
  for (const who of [anonymous, buyer]) {
    await cannot(who, 'movements', { query: {} })
    await cannot(who, 'reserve', { body: { quantity: 1 } })
    await cannot(who, 'adjust', { body: { delta: 1, reason: 'mine' } })
  }
  await cannot(packer, 'adjust', { body: { delta: 1, reason: 'mine' } })
  await expect(shelf.world.as(merchant, 'hold', { body: {} })).rejects.toThrow(refused('not_found'))
})

test('the levels are listed page by page by SKU, and only the low ones when asked', async () => {
  const own = await openShelf()
  try {
    const skus = await Promise.all([9, 5, 4, 80, 7].map((quantity) => own.newSku(quantity)))
    await own.world.as(merchant, 'adjust', {
      params: { sku: skus[3] },
      body: { delta: 0, reason: 'a big seller', lowStockAt: 100 },
    })
    const pageOf = async (query: object) =>
      (await own.world.as(packer, 'list', { query })).body as {
        items: { sku: string }[]
        nextCursor: string | null
      }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf({
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map(({ sku }) => sku))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(skus.toSorted())
    const low = await pageOf({ lowStock: true })
    expect(low.items.map(({ sku }) => sku)).toEqual([skus[1]!, skus[2]!, skus[3]!].toSorted())
    await expect(pageOf({ cursor: 'made-up' })).rejects.toThrow(refused('invalid_query'))
  } finally {
    await own.world.close()
  }
})

test('the ledger is listed page by page, newest first, each movement once', async () => {
  const cup = await shelf.newSku(1)
  for (let i = 0; i < 6; i += 1) await adjust(cup, 1)
  const seen: number[] = []
  let cursor: string | null = null
  do {
    const query = { limit: 3, ...(cursor ? { cursor } : {}) }
    const { items, nextCursor } = (await shelf.world.as(packer, 'movements', { params: { sku: cup }, query }))
      .body as { items: { id: number }[]; nextCursor: string | null }
    seen.push(...items.map(({ id }) => id))
    cursor = nextCursor
  } while (cursor !== null)
  expect(seen.length).toBe(7)
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a))
})

test('levels of many SKUs come in one answer, and unknown ones are left out', async () => {
  const [cup, jug] = [await shelf.newSku(3), await shelf.newSku(4)]
  const { levels } = await shelf.world.client.levels(
    { body: { skus: [cup, jug, 'SKU-nobody-keeps'] } },
    callAs(aService),
  )
  expect(levels.toSorted((a, b) => a.onHand - b.onHand)).toEqual([
    { sku: cup, onHand: 3, reserved: 0, version: 1 },
    { sku: jug, onHand: 4, reserved: 0, version: 1 },
  ])
})
