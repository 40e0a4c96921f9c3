import { aService, anonymous, callAs, openWorld, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { taxService } from './service.ts'

let world: Awaited<ReturnType<typeof open>>
const open = () => openWorld(taxService)

beforeAll(async () => {
  world = await open()
})
afterAll(() => world.close())

const sale = {
  currency: 'USD',
  country: 'DE',
  state: null,
  lines: [{ sku: 'LAPTOP-001', amount: 129_999 }],
  shipping: 499,
}

test('an order asks and is answered line by line', async () => {
  const assessed = await world.client.assess({ body: sale }, callAs(aService))
  expect(assessed).toMatchObject({ lines: [24_700], shipping: 95, total: 24_795 })
})

test('no client at the gateway can ask', async () => {
  for (const caller of [anonymous, user('usr_a', 'admin')]) {
    await expect(world.as(caller, 'assess', { body: sale })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('an amount that is no whole number of minor units, or beyond any order, is refused', async () => {
  for (const amount of [-1, 0.5, 1e15, Number.NaN, '10']) {
    const body = { ...sale, lines: [{ sku: 'LAPTOP-001', amount }] }
    await expect(world.as(aService, 'assess', { body })).rejects.toMatchObject({ code: 'validation_failed' })
  }
})
