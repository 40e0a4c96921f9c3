import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterWorkingDays, METHODS, quote, quoteAll, zoneOf, ZONES } from './domain.ts'

const basket = (subtotal: number, method = 'standard', currency = 'USD', country: string | null = null) => ({
  subtotal,
  method,
  currency,
  country,
})

test('standard shipping costs 4.99 below 50.00 and nothing from there', () => {
  expect(quote(basket(4_999))).toEqual({
    method: 'standard',
    label: 'Standard shipping',
    zone: 'home',
    days: [2, 4],
    amount: 499,
    reason: 'Standard shipping costs 4.99 USD below 50.00 USD',
  })
  expect(quote(basket(5_000))).toMatchObject({
    amount: 0,
    reason: 'Standard shipping is free from 50.00 USD',
  })
})

test('express costs the same however much is bought, and picking up costs nothing', () => {
  expect(quote(basket(0, 'express'))).toMatchObject({
    amount: 1_499,
    reason: 'Express shipping costs 14.99 USD',
  })
  expect(quote(basket(9_999_999, 'express'))).toMatchObject({ amount: 1_499 })
  expect(quote(basket(0, 'pickup'))).toMatchObject({ amount: 0, reason: 'Pick-up in the shop costs nothing' })
})

test('euros and pounds have the figures of the dollar, yen a hundred times, dinars three digits', () => {
  for (const currency of ['EUR', 'GBP', 'CAD'])
    expect(quote(basket(0, 'standard', currency))).toMatchObject({ amount: 499 })
  expect(quote(basket(4_999, 'standard', 'JPY'))).toMatchObject({
    amount: 499,
    reason: 'Standard shipping costs 499 JPY below 5,000 JPY',
  })
  expect(quote(basket(5_000, 'standard', 'JPY'))).toMatchObject({ amount: 0 })
  expect(quote(basket(49_999, 'standard', 'KWD'))).toMatchObject({ amount: 4_990 })
  expect(quote(basket(50_000, 'standard', 'KWD'))).toMatchObject({ amount: 0 })
})

test('a method is known in any case, another is none', () => {
  expect(quote(basket(0, ' Express '))).toMatchObject({ method: 'express' })
  for (const method of ['drone', '', 'constructor', '__proto__']) {
    expect(quote(basket(0, method))).toBeUndefined()
  }
})

test('the farther away the dearer and the later; nowhere yet is here', () => {
  const standard = (country: string | null) => quote(basket(0, 'standard', 'USD', country))
  expect([standard(null), standard('us'), standard('DE'), standard('BR')]).toMatchObject([
    { zone: 'home', amount: 499, days: [2, 4] },
    { zone: 'home', amount: 499 },
    { zone: 'europe', amount: 499, days: [3, 6] },
    {
      zone: 'world',
      amount: 999,
      days: [6, 14],
      reason: 'Standard shipping costs 9.99 USD below 100.00 USD',
    },
  ])
  expect(zoneOf('XX')).toBe('world')
  const countries = ZONES.flatMap((zone) => zone.countries)
  expect(new Set(countries).size).toBe(countries.length)
  expect(
    quoteAll({ currency: 'USD', country: 'BR', subtotal: 0 }).map(({ method, amount }) => [method, amount]),
  ).toEqual([
    ['standard', 999],
    ['express', 2_999],
    ['pickup', 0],
  ])
})

test('a parcel needs working days: what is sent on a Friday does not arrive on a Sunday', () => {
  const friday = new Date('2026-11-20T15:00:00Z')
  expect([0, 1, 5, 6].map((days) => afterWorkingDays(friday, days))).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-27',
    '2026-11-30',
  ])
})

test('a larger basket never pays more for shipping, and nobody is paid for it', () => {
  const money = fc.integer({ min: 0, max: 10_000_000_000 })
  const method = fc.constantFrom(...Object.keys(METHODS))
  const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR')
  const country = fc.constantFrom(null, 'US', 'DE', 'BR')
  fc.assert(
    fc.property(money, money, method, currency, country, (one, other, name, code, to) => {
      const amountFor = (subtotal: number) => quote(basket(subtotal, name, code, to))?.amount ?? Number.NaN
      const [less, more] = [amountFor(Math.min(one, other)), amountFor(Math.max(one, other))]
      expect(more).toBeLessThanOrEqual(less)
      expect(more >= 0 && Number.isSafeInteger(less) && Number.isSafeInteger(more)).toBe(true)
    }),
  )
})
