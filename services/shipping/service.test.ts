import type { ShippingMethods } from '@rialto/contracts/shipping'
import { aService, anonymous, callAs, openWorld, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippingService } from './service.ts'

let world: Awaited<ReturnType<typeof open>>
const open = () => openWorld(shippingService)

beforeAll(async () => {
  world = await open()
})
afterAll(() => world.close())

const basket = { currency: 'USD', country: 'DE', subtotal: 129_999, method: 'standard' }

test('an order asks what its method costs, and why', async () => {
  await expect(world.client.quote({ body: basket }, callAs(aService))).resolves.toEqual({
    method: 'standard',
    label: 'Standard shipping',
    amount: 0,
    reason: 'Standard shipping is free from 50.00 USD',
  })
})

test('an unknown method is refused, naming the known ones', async () => {
  await expect(world.as(aService, 'quote', { body: { ...basket, method: 'drone' } })).rejects.toMatchObject({
    code: 'unknown_shipping_method',
    extras: { methods: ['standard', 'express', 'pickup'] },
  })
})

test('no client at the gateway can ask', async () => {
  for (const caller of [anonymous, user('usr_a', 'admin')]) {
    await expect(world.as(caller, 'quote', { body: basket })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a subtotal that is no whole number of minor units is refused', async () => {
  for (const subtotal of [-1, 0.5, 1e15, '100']) {
    await expect(world.as(aService, 'quote', { body: { ...basket, subtotal } })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  }
})

test('anybody may ask what sending costs and how long it takes', async () => {
  const methods = async (query: object) =>
    ((await world.as(anonymous, 'methods', { query })).body as ShippingMethods).items
  expect(await methods({})).toMatchObject([
    { method: 'standard', zone: 'home', price: 4.99, currency: 'USD', delivery: { daysMin: 2, daysMax: 4 } },
    { method: 'express', price: 14.99 },
    { method: 'pickup', price: 0 },
  ])
  expect(await methods({ country: 'Brazil', subtotal: 120.5, currency: 'EUR' })).toMatchObject([
    {
      method: 'standard',
      zone: 'world',
      price: 0,
      currency: 'EUR',
      reason: 'Standard shipping is free from 100.00 EUR',
    },
    { price: 29.99 },
    { price: 0 },
  ])
  for (const { delivery } of await methods({ country: 'JP' })) {
    expect(delivery.earliest <= delivery.latest).toBe(true)
  }
  const one = await world.as(anonymous, 'estimate', { body: { method: 'express', country: 'DE' } })
  expect(one.body).toMatchObject({ items: [{ method: 'express', zone: 'europe', price: 14.99 }] })
  for (const body of [{ country: 'Atlantis' }, { subtotal: 0.001 }, { subtotal: -1 }, { weight: 3 }]) {
    await expect(world.as(anonymous, 'estimate', { body })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  }
  await expect(world.as(anonymous, 'estimate', { body: { method: 'drone' } })).rejects.toMatchObject({
    code: 'unknown_shipping_method',
  })
})

test('the zones are told, and every country is in one', async () => {
  const { items } = (await world.as(anonymous, 'zones', {})).body as { items: { id: string }[] }
  expect(items.map(({ id }) => id)).toEqual(['home', 'europe', 'world'])
})
