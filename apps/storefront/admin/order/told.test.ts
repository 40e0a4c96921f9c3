import { expect, test } from 'vitest'
import { told } from './told.ts'

test('money in the story of an order reads as it does beside it', () => {
  expect(told('1,177.31 USD were paid.', { amount: 1177.31, currency: 'USD' })).toBe('$1,177.31 were paid.')
  const placed = { number: '7', total: 4200, currency: 'JPY' }
  expect(told('Order 7 was placed for 4,200 JPY.', placed)).toBe('Order 7 was placed for ¥4,200.')
})

test('a sentence without money stays as it is', () => {
  expect(told('The stock was reserved.', { items: [] })).toBe('The stock was reserved.')
  expect(told('The order has arrived.', { amount: 5, currency: 'USD' })).toBe('The order has arrived.')
})
