import { expect, test } from 'vitest'
import { fetchesOf } from './picking.ts'

test('a walk along the shelves fetches each SKU once, for all orders that want it', () => {
  const line = (sku: string, quantity: number) => ({ sku, name: `The ${sku}`, quantity })
  expect(
    fetchesOf([
      { number: '1', items: [line('MUG', 2), line('BOWL', 1)] },
      { number: '2', items: [line('MUG', 3)] },
    ]),
  ).toEqual([
    { sku: 'BOWL', name: 'The BOWL', quantity: 1, orders: [{ number: '1', quantity: 1 }] },
    {
      sku: 'MUG',
      name: 'The MUG',
      quantity: 5,
      orders: [
        { number: '1', quantity: 2 },
        { number: '2', quantity: 3 },
      ],
    },
  ])
})
