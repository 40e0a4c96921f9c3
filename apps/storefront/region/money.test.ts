import { expect, test } from 'vitest'
import { formatDay, formatMoney, formatRound } from './money.ts'

test('a price is written as its reader writes it', () => {
  expect(formatMoney(1299.5, 'USD', 'en')).toBe('$1,299.50')
  expect(formatMoney(1299.5, 'EUR', 'de')).toBe('1.299,50\u00a0€')
  expect(formatMoney(1299.5, 'EUR', 'fr')).toBe('1\u202f299,50\u00a0€')
})

test('the sign of a currency keeps its own direction in Arabic', () => {
  expect(formatMoney(1299.5, 'USD', 'ar')).toContain('1,299.50\u00a0\u2068US$\u2069')
  expect(formatRound(200, 'USD', 'ar')).toContain('200\u00a0\u2068US$\u2069')
})

test('a day is never broken in two, and one of another year names it', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  expect(formatDay('2026-11-26T10:00:00Z', 'en', now)).toBe('Thu\u00a026\u00a0Nov')
  expect(formatDay('2025-11-26T10:00:00Z', 'en', now)).toBe('Wed\u00a026\u00a0Nov\u00a02025')
})
