import { expect, test } from 'vitest'
import { amountOf, estimate, readRefund } from './refund-asked.ts'

const NOTHING = { key: 'k', pieces: [], shipping: false, amount: '', reason: ' ', restock: true }

test('a refund of nothing is asked about, for the API would give back all that is left', () => {
  expect(readRefund(NOTHING)).toHaveProperty('problem')
  expect(readRefund({ ...NOTHING, pieces: [{ lineId: 'lin_1', quantity: 0 }] })).toHaveProperty('problem')
})

test('pieces, shipping and an amount are sent as they were chosen', () => {
  expect(
    readRefund({
      ...NOTHING,
      pieces: [
        { lineId: 'lin_1', quantity: 2 },
        { lineId: 'lin_2', quantity: 0 },
      ],
      shipping: true,
      reason: ' broken ',
    }),
  ).toEqual({
    body: { lines: [{ lineId: 'lin_1', quantity: 2 }], restock: true, shipping: true, reason: 'broken' },
  })
  expect(readRefund({ ...NOTHING, amount: '12,50' })).toEqual({ body: { amount: 12.5 } })
})

test('an amount is a number with a point or a comma, and never a thousand times as much', () => {
  expect(amountOf('12.5')).toBe(12.5)
  for (const text of ['1,234.50', 'twelve', '-3', '1e3', '12.3456']) expect(amountOf(text)).toBeNaN()
  expect(readRefund({ ...NOTHING, amount: '0' })).toHaveProperty('problem')
})

test('what pieces come to is their share of what was paid for the line', () => {
  const lines = [{ id: 'lin_1', name: 'Cup', sku: 'CUP', quantity: 3, left: 3, gross: 30 }]
  expect(estimate(lines, 5, { pieces: [{ lineId: 'lin_1', quantity: 2 }], shipping: true })).toBe(25)
})
