import { aService, anonymous, callAs, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADDRESS, buyer, openDesk, stranger, support, VISA, type Desk } from './desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
type Listed = { items: { id: string; status: string; createdAt: string }[]; nextCursor: string | null }
const list = async (who: typeof buyer, query: object = {}) =>
  (await desk.world.as(who, 'list', { query })).body as Listed

test('an order is shown to its owner and to staff, and to others there is none', async () => {
  const id = await desk.placed()
  for (const who of [buyer, support]) expect(await desk.ask(who, 'get', id)).toMatchObject({ id })
  for (const route of ['get', 'timeline'] as const) {
    await expect(desk.ask(stranger, route, id)).rejects.toThrow(refused('unknown_order'))
    await expect(desk.ask(buyer, route, 'ord_nobody')).rejects.toThrow(refused('unknown_order'))
    await expect(desk.ask(anonymous, route, id)).rejects.toThrow(refused('unauthenticated'))
  }
})

test('the order of a guest is nobody’s who signs in', async () => {
  const { body } = await desk.place({ ...VISA, email: 'guest@example.com' }, {}, anonymous)
  await expect(desk.ask(stranger, 'get', body.id)).rejects.toThrow(refused('unknown_order'))
  expect(await desk.ask(support, 'get', body.id)).toMatchObject({ email: 'guest@example.com' })
})

test('the timeline tells what happened in the order of time', async () => {
  const id = await desk.placed()
  await desk.move(buyer, 'cancel', id, { reason: 'changed my mind' })
  const { items } = (await desk.ask(buyer, 'timeline', id)) as {
    items: { type: string; at: string; data: object }[]
  }
  expect(items.map(({ type }) => type)).toEqual([
    'order.placed',
    'order.stock_reserved',
    'order.paid',
    'order.confirmed',
    'order.cancelled',
    'order.refunded',
  ])
  expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted())
  expect(items[0]?.data).toMatchObject({ total: 27.5, currency: 'USD' })
  expect(items[4]?.data).toEqual({ reason: 'changed my mind', by: 'usr_buyer' })
  expect(items[5]?.data).toEqual({ amount: 27.5, currency: 'USD' })
})

test('one’s own orders are listed newest first, page by page, each once', async () => {
  const lister = user('usr_lister')
  const ids: string[] = []
  for (let i = 0; i < 7; i += 1) ids.push(await desk.placed(i % 2 === 0 ? 'tok_visa' : null, lister))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Listed = await list(lister, { limit: 3, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
  const waiting = await list(lister, { status: 'awaiting_payment' })
  expect(waiting.items.map(({ id }) => id)).toEqual([ids[5], ids[3], ids[1]])
  expect((await list(user('usr_nobody'))).items).toEqual([])
  await expect(list(lister, { cursor: 'made-up' })).rejects.toThrow(refused('invalid_query'))
  await expect(list(lister, { limit: 101 })).rejects.toThrow(refused('invalid_query'))
})

test('only staff list the orders of others', async () => {
  const id = await desk.placed('tok_visa', user('usr_listed'))
  for (const query of [{ scope: 'all' }, { userId: 'usr_listed' }, { userId: 'usr_buyer', scope: 'all' }]) {
    await expect(list(buyer, query)).rejects.toThrow(refused('forbidden'))
  }
  expect((await list(user('usr_listed'), { userId: 'usr_listed' })).items.map((one) => one.id)).toEqual([id])
  expect((await list(support, { userId: 'usr_listed' })).items.map((one) => one.id)).toEqual([id])
  expect((await list(support, { scope: 'all', limit: 1 })).items).toHaveLength(1)
  expect((await list(support)).items).toEqual([])
})

test('payment is told what an order owes, and the number of the next try', async () => {
  const payable = (orderId: string) => desk.world.client.payable({ body: { orderId } }, callAs(aService))
  const id = await desk.placed(null)
  const due = { orderId: id, userId: 'usr_buyer', opens: false, amount: 2_750, currency: 'USD' }
  expect(await payable(id)).toEqual({
    ...due,
    status: 'awaiting_payment',
    paymentStatus: 'unpaid',
    attempt: 1,
  })
  expect(await desk.settle(id, 'tok_no')).toMatchObject({ status: 'awaiting_payment', reason: 'tok_no' })
  expect(await payable(id)).toMatchObject({ attempt: 2, paymentStatus: 'unpaid' })
  expect(await desk.settle(id)).toMatchObject({ status: 'confirmed' })
  expect(await payable(id)).toMatchObject({ status: 'confirmed', paymentStatus: 'paid' })
  await expect(payable('ord_nobody')).rejects.toThrow(refused('unknown_order'))
  await expect(desk.settle('ord_nobody')).rejects.toThrow(refused('unknown_order'))
  await expect(desk.world.as(support, 'payable', { body: { orderId: id } })).rejects.toThrow(
    refused('not_found'),
  )
})

test('a mail is told what it needs in one question, and events carry no personal data', async () => {
  const { body } = await desk.place({
    ...VISA,
    email: 'ada@example.com',
    shippingAddress: { ...ADDRESS, name: 'Ada' },
  })
  const other = await desk.placed()
  const { receipts } = await desk.world.client.receipts(
    { body: { orderIds: [body.id, other, 'ord_nobody'] } },
    callAs(aService),
  )
  expect(receipts.map(({ orderId }) => orderId).toSorted()).toEqual([body.id, other].toSorted())
  expect(receipts.find(({ orderId }) => orderId === body.id)).toEqual({
    orderId: body.id,
    number: body['number'],
    userId: 'usr_buyer',
    email: 'ada@example.com',
    name: 'Ada',
    currency: 'USD',
    lines: [{ name: 'A cup', quantity: 2, price: 1_000, total: 2_000 }],
    subtotal: 2_000,
    discount: 0,
    shipping: 500,
    tax: 250,
    total: 2_750,
  })
  const { addressees } = await desk.world.client.addressees(
    { body: { orderIds: [body.id, 'ord_nobody'] } },
    callAs(aService),
  )
  expect(addressees).toEqual([
    { orderId: body.id, number: body['number'], userId: 'usr_buyer', email: 'ada@example.com' },
  ])
  const said = JSON.stringify((await desk.world.said()).filter(({ key }) => key === body.id))
  expect(said).toContain('order.confirmed')
  for (const personal of ['ada@example.com', 'Ada', ADDRESS.street, ADDRESS.zipCode])
    expect(said).not.toContain(personal)
})
