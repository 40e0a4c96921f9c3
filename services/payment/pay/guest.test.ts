import type { Caller } from '@rialto/kernel/contract/contract'
import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cashier, linkOf, openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const elsewhere: Caller = { kind: 'anonymous', address: '198.51.100.7' }

function guestOrder() {
  const { orderId } = till.newOrder({ userId: null })
  return { orderId, token: linkOf(orderId) }
}
const list = async (orderId: string, token?: string) => {
  const query = { orderId, ...(token === undefined ? {} : { token }) }
  return ((await till.world.as(anonymous, 'list', { query })).body as { items: object[] }).items
}

test('a guest pays with the token of the order, and reads the payment with it', async () => {
  const { orderId, token } = guestOrder()
  const { status, body } = await till.pay(anonymous, { orderId, token: 'tok_visa' }, {}, token)
  expect([status, body['status'], body['orderId']]).toEqual([201, 'succeeded', orderId])
  const seen = await till.world.as(anonymous, 'get', { params: { id: body.id }, query: { token } })
  expect(seen.body).toEqual(body)
  expect(seen.headers['cache-control']).toBe('private, no-store')
  expect(await list(orderId, token)).toEqual([body])
  expect((await till.world.as(cashier, 'get', { params: { id: body.id } })).body).toEqual(body)
})

test('a refused card leaves the order to be paid with another one', async () => {
  const { orderId, token } = guestOrder()
  const declined = await till.pay(anonymous, { orderId, token: 'tok_declined' }, {}, token)
  expect([declined.status, declined.body['code']]).toEqual([402, 'payment_declined'])
  expect((await till.pay(anonymous, { orderId, token: 'tok_visa' }, {}, token)).status).toBe(201)
  expect(await list(orderId, token)).toMatchObject([{ status: 'declined' }, { status: 'succeeded' }])
})

test('where the bank asks is told to who holds the token, and not to the cashier', async () => {
  const { orderId, token } = guestOrder()
  const { body } = await till.pay(anonymous, { orderId, token: 'tok_3ds' }, {}, token)
  expect(body).toMatchObject({ status: 'requires_action', nextAction: { type: 'redirect' } })
  expect(await list(orderId, token)).toEqual([body])
  const { body: staffs } = await till.world.as(cashier, 'get', { params: { id: body.id } })
  expect(staffs).toMatchObject({ status: 'requires_action', nextAction: null })
})

test('no token, a made-up one, and that of another order pay and show nothing', async () => {
  const { orderId, token } = guestOrder()
  const accounts = till.newOrder()
  const { body } = await till.pay(anonymous, { orderId }, {}, token)
  await expect(till.pay(anonymous, { orderId })).rejects.toThrow(refused('unauthenticated'))
  await expect(list(orderId)).rejects.toThrow(refused('unauthenticated'))
  for (const who of [anonymous, user('usr_stranger')]) {
    for (const [wanted, shown] of [
      [orderId, 'made-up'],
      [orderId, linkOf(guestOrder().orderId)],
      ['ord_nobody', token],
      // Who has an account signs in.
      [accounts.orderId, linkOf(accounts.orderId)],
    ] as const) {
      await expect(till.pay(who, { orderId: wanted }, {}, shown)).rejects.toThrow(refused('unknown_order'))
      const query = { orderId: wanted, token: shown }
      await expect(till.world.as(who, 'list', { query })).rejects.toThrow(refused('unknown_order'))
    }
    const input = { params: { id: body.id }, query: { token: 'made-up' } }
    await expect(till.world.as(who, 'get', input)).rejects.toThrow(refused('unknown_payment'))
  }
})

test('the key of a guest is that of the order: from another address the same payment, on another order another', async () => {
  const [one, other] = [guestOrder(), guestOrder()]
  const call = { idempotencyKey: 'pay', bodyHash: 'a' }
  const pay = (who: Caller, { orderId, token }: typeof one) => till.pay(who, { orderId }, call, token)
  const first = await pay(anonymous, one)
  const second = await pay(anonymous, other)
  expect(second.headers['idempotent-replayed']).toBeUndefined()
  expect(second.body['orderId']).toBe(other.orderId)
  const again = await pay(elsewhere, one)
  expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true'])
  await expect(till.pay(anonymous, { orderId: one.orderId }, call, other.token)).rejects.toThrow(
    refused('unknown_order'),
  )
})

test('the owner of an account needs no token, and a wrong one beside does not shut them out', async () => {
  const { orderId } = till.newOrder()
  const buyer = user('usr_buyer')
  const { status, body } = await till.pay(buyer, { orderId }, {}, 'made-up')
  expect(status).toBe(201)
  const input = { params: { id: body.id }, query: { token: 'made-up' } }
  expect((await till.world.as(buyer, 'get', input)).body).toEqual(body)
})
