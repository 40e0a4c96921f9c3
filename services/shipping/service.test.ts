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
