import type { Rialto } from '@rialto/client'
import { expect, test } from 'vitest'
import { goodsNamed } from './goods.ts'

const shopOf = (list: (asked: { query: { skus: string } }) => Promise<unknown>) =>
  ({ catalog: { list } }) as unknown as Rialto

test('a level is called as its product is, and by what was chosen of it', async () => {
  const asked: string[] = []
  const shop = shopOf(async ({ query }) => {
    asked.push(query.skus)
    return {
      items: [
        { name: 'Clock', variants: [{ sku: 'CLOCK', options: {} }] },
        { name: 'Beanie', variants: [{ sku: 'BEANIE-2', options: { Colour: 'Moss', Size: 'S' } }] },
      ],
    }
  })
  const named = await goodsNamed(shop, ['CLOCK', 'BEANIE-2', 'GONE'])
  expect(asked).toEqual(['CLOCK,BEANIE-2,GONE'])
  expect([...named]).toEqual([
    ['CLOCK', 'Clock'],
    ['BEANIE-2', 'Beanie, Moss / S'],
  ])
})

test('levels are still told while the catalogue is silent, and an empty list asks nothing', async () => {
  const silent = shopOf(() => Promise.reject(new Error('no answer')))
  expect((await goodsNamed(silent, ['CLOCK'])).size).toBe(0)
  expect((await goodsNamed(silent, [])).size).toBe(0)
})
