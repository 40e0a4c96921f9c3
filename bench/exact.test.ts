import { expect, test } from 'vitest'
import { compareCounts } from './exact.ts'

const NOTHING = { orders: 10, captures: 10, mails: 9, sold: 20 }

test('every count must be what the driver was told', () => {
  const after = { orders: 110, captures: 110, mails: 109, sold: 220 }
  expect(compareCounts(100, NOTHING, after).exact).toBe(true)
})

test('one order too many is told with both numbers', () => {
  const { exact, lines } = compareCounts(100, NOTHING, { orders: 111, captures: 110, mails: 109, sold: 220 })
  expect(exact).toBe(false)
  expect(lines[0]).toBe('✗ orders confirmed in the database: 101, not 100')
  expect(lines[1]).toBe('✓ captures in the provider’s log: 100')
})
