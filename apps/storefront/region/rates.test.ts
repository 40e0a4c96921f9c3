import { expect, test } from 'vitest'
import { readRates } from './rates.ts'

test('a price is told in another currency where the merchant set a rate, and in no other', () => {
  const rate = readRates('USD/EUR:0.92, USD/JPY:150')
  expect(rate('USD', 'EUR')).toBe(0.92)
  expect(rate('USD', 'JPY')).toBe(150)
  expect(rate('EUR', 'USD')).toBeUndefined()
  expect(rate('USD', 'USD')).toBeUndefined()
  expect(readRates(undefined)('USD', 'EUR')).toBeUndefined()
})

test('a rate that cannot be is refused at the start, with how to write it', () => {
  for (const text of ['USD/EUR', 'usd/eur:1', 'USD/EUR:0', 'USD/EUR:-1', 'USD/EUR:1e9', 'EUR:0.9'])
    expect(() => readRates(text)).toThrow(/Write each rate like USD\/EUR:0\.92/)
})
