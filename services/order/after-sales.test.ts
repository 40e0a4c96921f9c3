import { aService, anonymous, callAs, heard, user } from '@rialto/kernel/testing/world'
import type { Caller } from '@rialto/kernel/contract/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer, openDesk, packer, stranger, support, VISA, type Desk } from './desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const ask: Desk['send'] = (...asked) => desk.send(...asked)

async function delivered(): Promise<string> {
  const id = await desk.placed()
  await desk.move(packer, 'ship', id, { trackingNumber: 'RT-1', carrier: 'Post' })
  await desk.move(packer, 'deliver', id)
  return id
}

/** An order of somebody without an account, with the token that came with it. */
async function guestOrder(payment: object = VISA) {
  const { body } = await desk.place({ email: 'guest@example.com', ...payment }, {}, anonymous)
  return { id: body.id, token: String(body['accessToken']), url: String(body['trackingUrl']) }
}

test('a guest sees, reads and cancels the order with the link that came with it, and nobody else does', async () => {
  const { id, token, url } = await guestOrder()
  expect(url).toBe(`http://shop.test/orders/${id}?token=${token}`)
  for (const route of ['get', 'timeline', 'invoice'] as const)
    expect((await ask(anonymous, route, id, { query: { token }, headers: {} })).body, route).toBeDefined()
  const other = await guestOrder()
  for (const route of ['get', 'timeline', 'invoice', 'cancel'] as const) {
    const more = { headers: {}, body: {} }
    for (const wrong of [other.token, 'x', `${token}x`])
      await expect(ask(anonymous, route, id, { ...more, query: { token: wrong } })).rejects.toThrow(
        refused('unknown_order'),
      )
    await expect(ask(anonymous, route, id, { ...more, query: {} })).rejects.toThrow(
      refused('unauthenticated'),
    )
    await expect(ask(stranger, route, id, { ...more, query: {} })).rejects.toThrow(refused('unknown_order'))
  }
  await expect(ask(anonymous, 'refunds', id)).rejects.toThrow(refused('unauthenticated'))
  const { body } = await ask(anonymous, 'cancel', id, { query: { token }, body: {} })
  expect(body).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
  const { receipts } = await desk.world.client.receipts({ body: { orderIds: [id] } }, callAs(aService))
  expect(receipts[0]?.trackingUrl).toBe(url)
})

test('an order of an account has no link, and no token opens it', async () => {
  const { body } = await desk.place(VISA)
  expect(body).not.toHaveProperty('accessToken')
  await expect(ask(anonymous, 'get', body.id, { query: { token: 'x' } })).rejects.toThrow(
    refused('unknown_order'),
  )
})

test('an order is shown as it was at any time since it was placed', async () => {
  const id = await delivered()
  const { items } = (await ask(buyer, 'timeline', id, { query: {} })).body
  const at = (type: string) => String(items.find((entry) => entry['type'] === type)?.['at'])
  const status = async (when: string) => (await ask(buyer, 'get', id, { query: { at: when } })).body.status
  expect(await status(at('order.shipped'))).toBe('shipped')
  expect(await status(at('order.delivered'))).toBe('delivered')
  expect(await status('2999-01-01T00:00:00.000Z')).toBe('delivered')
  await expect(status('2001-01-01T00:00:00.000Z')).rejects.toThrow(refused('unknown_order'))
  await expect(status('yesterday')).rejects.toThrow(refused('invalid_query'))
})

test('who read an older order does not move the newer one', async () => {
  const id = await desk.placed()
  const { headers } = await ask(buyer, 'get', id, { query: {} })
  const etag = String(headers['etag'])
  await ask(support, 'addNote', id, { body: { text: 'called' } })
  const body = { status: 'cancelled' }
  await expect(ask(buyer, 'patch', id, { body }, { ifMatch: etag })).rejects.toThrow(refused('lost_update'))
  const fresh = String((await ask(buyer, 'get', id, { query: {} })).headers['etag'])
  expect((await ask(buyer, 'patch', id, { body }, { ifMatch: fresh })).body.status).toBe('cancelled')
})

test('a private note is for staff, a public one for the buyer too, and events hold no private text', async () => {
  const id = await desk.placed()
  await ask(support, 'addNote', id, { body: { text: 'Sounded <b>cross</b>', visibility: 'private' } })
  await ask(support, 'addNote', id, { body: { text: 'Comes on Monday', visibility: 'public' } })
  const texts = async (who: Caller) =>
    (await ask(who, 'timeline', id, { query: {} })).body.items
      .filter(({ type }) => type === 'order.note_added')
      .map(({ text }) => text)
  expect(await texts(support)).toEqual(['Sounded <b>cross</b>', 'Comes on Monday'])
  expect(await texts(buyer)).toEqual(['Comes on Monday'])
  expect(JSON.stringify(await desk.world.said())).not.toContain('cross')
  await expect(ask(buyer, 'addNote', id, { body: { text: 'x' } })).rejects.toThrow(refused('forbidden'))
  for (const text of ['', '   ', 'a\u0000b', 'x'.repeat(2_001)])
    await expect(ask(support, 'addNote', id, { body: { text } })).rejects.toThrow(
      refused('validation_failed'),
    )
})

test('a note that is written while an order is being paid gets in nobody’s way', async () => {
  const noted = Promise.withResolvers<void>()
  desk.before.set('payment.charge', async (id) => {
    desk.before.delete('payment.charge')
    await ask(support, 'addNote', id, { body: { text: 'hurry' } })
    noted.resolve()
  })
  const { body } = await desk.place(VISA)
  await noted.promise
  expect(body.status).toBe('confirmed')
  expect(await desk.events(body.id)).toEqual(['placed', 'note_added', 'confirmed'])
})

test('staff finds orders by number, address, time and status; others find only their own', async () => {
  const email = 'finder@example.com'
  const { body } = await desk.place({ ...VISA, email })
  const list = async (who: Caller, query: object) =>
    ((await desk.world.as(who, 'list', { query })).body as { items: { id: string }[] }).items.map(
      ({ id }) => id,
    )
  const number = String(body['number'])
  for (const q of [number, `#${number}`, email.toUpperCase(), body.id]) {
    expect(await list(support, { q }), q).toEqual([body.id])
    expect(await list(stranger, { q }), q).toEqual([])
    expect(await list(buyer, { q }), q).toEqual([body.id])
  }
  const at = String(body['createdAt'])
  expect(await list(support, { scope: 'all', from: at, q: number })).toEqual([body.id])
  expect(await list(support, { scope: 'all', to: at, q: number })).toEqual([])
  expect(await list(support, { q: number, status: 'shipped' })).toEqual([])
  expect(await list(support, { q: '%' })).toEqual([])
  await expect(list(buyer, { scope: 'all' })).rejects.toThrow(refused('forbidden'))
})

test('an order is paid with a saved method of one’s own, and with nobody else’s', async () => {
  desk.saved.set('pm_own', { userId: 'usr_buyer', token: 'tok_visa' })
  desk.saved.set('pm_other', { userId: 'usr_stranger', token: 'tok_visa' })
  const pay = (payment: object, who: Caller = buyer) =>
    desk.place({ payment, email: 'a@example.com' }, {}, who)
  expect((await pay({ paymentMethodId: 'pm_own' })).body.status).toBe('confirmed')
  for (const who of [buyer, anonymous])
    await expect(pay({ paymentMethodId: 'pm_other' }, who)).rejects.toThrow(refused('unknown_payment_method'))
  await expect(pay({ paymentMethodId: 'pm_own', token: 'tok_visa' })).rejects.toThrow(
    refused('validation_failed'),
  )
})

test('an order whose cardholder is asked waits, says where they go, and is confirmed when payment says so', async () => {
  const own = await openDesk()
  try {
    own.world.host.startJobs()
    const { body } = await own.place({ payment: { token: 'tok_3ds' } })
    expect(body).toMatchObject({ status: 'awaiting_payment', nextAction: { type: 'redirect' } })
    const told = (outcome: string, paymentId: string) =>
      heard('payment.concluded', body.id, {
        paymentId, orderId: body.id, amount: 2_750, currency: 'USD', outcome, reason: null,
      }) // prettier-ignore
    const [paymentId = '', charge] = [...own.charges].find(([, one]) => one.orderId === body.id) ?? []
    own.charges.set(paymentId, { orderId: body.id, amount: 2_750, ...charge, outcome: 'captured' })
    await own.world.hear(told('captured', paymentId))
    await expect
      .poll(() => own.events(body.id), { timeout: 10_000 })
      .toEqual(['placed', 'awaiting_payment', 'confirmed'])
    expect(await own.ask(buyer, 'get', body.id)).toMatchObject({ paymentStatus: 'paid', paymentId })
    expect(JSON.stringify(await own.world.said())).not.toContain('/3ds/')
    await own.world.hear(told('captured', paymentId))
    expect(await own.unfinished(body.id)).toEqual([])
  } finally {
    await own.world.close()
  }
})

test('a cardholder who refused leaves the order waiting for another card, whose try has the next number', async () => {
  const { body } = await desk.place({ payment: { token: 'tok_3ds' } })
  const declined = heard('payment.concluded', body.id, {
    paymentId: 'pay_x', orderId: body.id, amount: 2_750, currency: 'USD', outcome: 'declined', reason: 'refused',
  }) // prettier-ignore
  await desk.world.hear(declined)
  expect(await desk.ask(buyer, 'get', body.id)).toMatchObject({
    status: 'awaiting_payment',
    reason: 'refused',
  })
  const due = await desk.world.client.payable({ body: { orderId: body.id } }, callAs(aService))
  expect(due.attempt).toBe(2)
  expect(await desk.settle(body.id)).toMatchObject({ status: 'confirmed' })
})

test('ordering again puts into the cart what can still be bought, and says what could not', async () => {
  const customer = user('usr_again')
  const { body } = await desk.place(
    {
      ...VISA,
      items: [
        { productId: 'cup', quantity: 2 },
        { productId: 'jug', quantity: 1 },
      ],
    },
    {},
    customer,
  )
  expect((await ask(customer, 'reorder', body.id)).body).toEqual({
    added: [
      { productId: 'cup', name: 'A cup', quantity: 2 },
      { productId: 'jug', name: 'A jug', quantity: 1 },
    ],
    left: [],
  })
  expect(desk.carted.filter(({ key }) => key === 'usr_again')).toHaveLength(2)
  await expect(ask(stranger, 'reorder', body.id)).rejects.toThrow(refused('unknown_order'))
})

test('rows are what the events add up to; one that is not is found, and mended where that is wanted', async () => {
  const own = await openDesk()
  try {
    const [good, wrong, gone] = [await own.placed(), await own.placed(), await own.placed()]
    const rebuild = (body: object) => own.world.client.rebuild({ body }, callAs(aService))
    expect(await rebuild({})).toEqual({ compared: 3, differences: [], next: null })
    await own.world.db.rows`update orders set status = 'shipped', total = 1 where id = ${wrong}`
    await own.world.db.rows`delete from orders where id = ${gone}`
    const found = await rebuild({})
    expect(found.differences).toEqual([
      { orderId: wrong, field: 'status', events: 'confirmed', row: 'shipped' },
      { orderId: wrong, field: 'total', events: '2750', row: '1' },
      { orderId: gone, field: 'row', events: 'there', row: null },
    ])
    const bite = await rebuild({ limit: 1 })
    expect(bite).toMatchObject({ compared: 1, next: good })
    await rebuild({ repair: true })
    expect((await rebuild({ after: good })).differences).toEqual([])
  } finally {
    await own.world.close()
  }
})
