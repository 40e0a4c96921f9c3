import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from '../shelf.fixture.ts'
import { tellCrossings } from './store.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

async function set(sku: string, body: object): Promise<void> {
  await shelf.world.as(user('usr_m', 'merchandiser'), 'set', { params: { sku }, body })
}
const look = () => tellCrossings(shelf.world.db)

async function told(sku: string) {
  return (await shelf.world.said())
    .filter(({ type, key }) => key === sku && /low_stock|back_in_stock/.test(type))
    .map(({ type, data }) => `${type} ${(data as { available: number }).available}`)
}

test('falling to the threshold is told once, however often somebody looks, and again after it was filled up', async () => {
  const cup = await shelf.newSku(6)
  await look()
  expect(await told(cup)).toEqual([])
  await shelf.hold(shelf.newOrder(), [{ sku: cup, quantity: 2 }])
  await Promise.all([look(), look(), look()])
  await look()
  expect(await told(cup)).toEqual(['inventory.low_stock 4'])
  await set(cup, { onHand: 20 })
  await look()
  await set(cup, { onHand: 3 })
  await look()
  expect(await told(cup)).toEqual(['inventory.low_stock 4', 'inventory.low_stock 1'])
})

test('being there again after nothing was is told once, whether it is still low or not', async () => {
  const [cup, jug] = [await shelf.newSku(9), await shelf.newSku(9)]
  await set(cup, { onHand: 0 })
  await set(jug, { onHand: 0 })
  await look()
  await set(cup, { onHand: 2 })
  await set(jug, { onHand: 50 })
  await Promise.all([look(), look()])
  await look()
  expect(await told(cup)).toEqual(['inventory.low_stock 0', 'inventory.back_in_stock 2'])
  expect(await told(jug)).toEqual(['inventory.low_stock 0', 'inventory.back_in_stock 50'])
})

test('a threshold that is raised above what is there is a crossing too', async () => {
  const cup = await shelf.newSku(8)
  await look()
  await set(cup, { lowStockAt: 10 })
  await look()
  expect(await told(cup)).toEqual(['inventory.low_stock 8'])
})
