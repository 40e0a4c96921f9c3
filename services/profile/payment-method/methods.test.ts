import type { PaymentMethodView } from '@rialto/contracts/profile'
import type { Caller } from '@rialto/kernel/contract/contract'
import { aService, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProfile, type ProfileWorld } from '../profile.fixture.ts'

let world: ProfileWorld
beforeAll(async () => {
  world = await openProfile()
})
afterAll(() => world.close())

const UNKNOWN = { code: 'unknown_payment_method' }
const CARD = '4242424242424242'
const methods = async (caller: Caller) =>
  (await world.ask<{ items: PaymentMethodView[] }>(caller, 'paymentMethods', { query: { limit: 100 } })).items
const add = (caller: Caller, body: unknown) =>
  world.ask<PaymentMethodView>(caller, 'addPaymentMethod', { body })

test('a payment method is kept by its token, which nobody is shown', async () => {
  const ann = world.person()
  const kept = await add(ann, {
    token: 'tok_visa',
    brand: 'visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2099,
    label: 'mine',
  })
  expect(kept).toEqual({
    id: expect.stringMatching(/^pm_/) as string,
    method: 'card',
    brand: 'visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2099,
    label: 'mine',
    isDefault: true,
    createdAt: expect.stringMatching(/Z$/) as string,
  })
  expect(await methods(ann)).toEqual([kept])
  expect(JSON.stringify(await methods(ann))).not.toContain('tok_visa')
  await world.ask(ann, 'removePaymentMethod', { params: { id: kept.id } })
  expect(await methods(ann)).toEqual([])
  await expect(world.ask(ann, 'removePaymentMethod', { params: { id: kept.id } })).rejects.toMatchObject(
    UNKNOWN,
  )
})

test.each([
  ['as the token', { token: CARD }],
  ['as the token, in groups', { token: '4242-4242-4242-4242' }],
  ['under its own name', { cardNumber: CARD, expiry: '12/30', cvv: '123' }],
  ['under a name of the documents', { type: 'card', card_number: '4242 4242 4242 4242' }],
  ['beside a token', { token: 'tok_visa', number: CARD }],
  ['as a number', { token: 'tok_visa', number: 4_242_424_242_424_242 }],
  ['in the label', { token: 'tok_visa', label: `my card ${CARD}` }],
  ['in the label, apart', { token: 'tok_visa', label: '4242 4242 4242 4242 12/30' }],
  ['deep inside', { token: 'tok_visa', card: { details: [{ pan: '3782 822463 10005' }] } }],
  ['as a name', { token: 'tok_visa', [CARD]: true }],
  ['in another script', { token: 'tok_visa', card: '４２４２４２４２４２４２４２４２' }],
])('a card number %s is refused as one and leaves no trace', async (_where, body) => {
  const ann = world.person()
  const refused = await add(ann, body).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'card_number_refused' })
  expect(JSON.stringify({ ...(refused as Error), message: (refused as Error).message })).not.toMatch(
    /4242|3782/,
  )
  const rows = await world.db.rows<{ row: string }>`
    select payment_method::text as row from payment_method union all select idempotency::text from idempotency`
  expect(rows.some(({ row }) => /4242[ -]?4242|378282/.test(row))).toBe(false)
  expect(await methods(ann)).toEqual([])
})

test.each([
  ['no token', {}],
  ['an unknown property', { token: 'tok_visa', cvv: '123' }],
  ['another owner', { token: 'tok_visa', userId: 'usr_other' }],
  ['a token with a space', { token: 'tok visa' }],
  ['a month that there is not', { token: 'tok_visa', expiryMonth: 13 }],
  ['a card that is past', { token: 'tok_visa', expiryMonth: 1, expiryYear: 2020 }],
  ['five last digits', { token: 'tok_visa', last4: '42424' }],
  ['a list instead of an object', ['tok_visa']],
])('a payment method with %s is refused and not kept', async (_what, body) => {
  const ann = world.person()
  await expect(add(ann, body)).rejects.toMatchObject({ code: 'validation_failed' })
  expect(await methods(ann)).toEqual([])
})

test('the first is the default until another is chosen, and the newest of the others when it goes', async () => {
  const ann = world.person()
  const kept: PaymentMethodView[] = []
  for (const token of ['tok_a', 'tok_b', 'tok_c']) kept.push(await add(ann, { token }))
  const [a, b, c] = kept.map(({ id }) => id) as [string, string, string]
  const chosen = async () => (await methods(ann)).filter(({ isDefault }) => isDefault).map(({ id }) => id)
  expect(await chosen()).toEqual([a])
  await world.ask(ann, 'chooseDefault', { params: { id: b } })
  await world.ask(ann, 'chooseDefault', { params: { id: b } })
  expect(await chosen()).toEqual([b])
  const d = await add(ann, { token: 'tok_d', isDefault: true })
  expect(await chosen()).toEqual([d.id])
  await world.ask(ann, 'removePaymentMethod', { params: { id: d.id } })
  expect(await chosen()).toEqual([c])
})

test('a token is kept once, and twenty of them at most, also when many come at once', async () => {
  const ann = world.person()
  const same = await Promise.all(Array.from({ length: 5 }, () => add(ann, { token: 'tok_same' })))
  expect(new Set(same.map(({ id }) => id)).size).toBe(1)
  const many = await Promise.allSettled(Array.from({ length: 25 }, (_, i) => add(ann, { token: `tok_${i}` })))
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
  expect(await methods(ann)).toHaveLength(20)
})

test('another’s payment method is not there', async () => {
  const { id } = await world.keepMethod(world.person())
  for (const mallory of [world.person(), user('usr_staff', 'admin')]) {
    await expect(world.ask(mallory, 'removePaymentMethod', { params: { id } })).rejects.toMatchObject(UNKNOWN)
    await expect(world.ask(mallory, 'chooseDefault', { params: { id } })).rejects.toMatchObject(UNKNOWN)
  }
  await expect(world.ask(aService, 'chooseDefault', { params: { id } })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('an order is told the token of a saved method and the default address, and nothing of anybody else’s', async () => {
  const [ann, ben] = [world.person(), world.person()]
  const method = await world.keepMethod(ann)
  const first = await world.keepAddress(ann, { street: '1 Default St', label: 'home' })
  const second = await world.keepAddress(ann, { street: '2 Other St' })
  const call = { caller: aService, requestId: 'r', deadline: Date.now() + 10_000 }
  const ask = (userId: string, paymentMethodId: string | null, addressId: string | null) =>
    world.client.checkout({ body: { userId, paymentMethodId, addressId } }, call)
  const answers = await Promise.all([
    ask(ann.id, method.id, null),
    ask(ann.id, null, second.id),
    ask(ben.id, method.id, first.id),
    ask(ann.id, 'pm_none', 'adr_none'),
  ])
  const token = { id: method.id, method: 'card', token: 'tok_visa' }
  const plain = { city: 'Springfield', zipCode: '62701', country: 'US' }
  expect(answers).toEqual([
    { paymentMethod: token, shippingAddress: { street: '1 Default St', ...plain } },
    { paymentMethod: null, shippingAddress: { street: '2 Other St', ...plain } },
    { paymentMethod: null, shippingAddress: null },
    { paymentMethod: null, shippingAddress: null },
  ])
  await expect(
    world.as(ann, 'checkout', { body: { userId: ann.id, paymentMethodId: null, addressId: null } }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
