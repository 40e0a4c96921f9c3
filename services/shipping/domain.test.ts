import fc from 'fast-check'
import { expect, test } from 'vitest'
import { METHODS, quote } from './domain.ts'

const basket = (subtotal: number, method = 'standard', currency = 'USD') => ({ subtotal, method, currency })

test('standard shipping costs 4.99 below 50.00 and nothing from there', () => {
  expect(quote(basket(4_999))).toEqual({
    outcome: 'quoted',
    method: 'standard',
    label: 'Standard shipping',
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

test('a method is known in any case; an unknown one is told what there is', () => {
  expect(quote(basket(0, ' Express '))).toMatchObject({ method: 'express' })
  for (const method of ['drone', '', 'constructor', '__proto__']) {
    expect(quote(basket(0, method))).toEqual({
      outcome: 'unknown_shipping_method',
      known: ['standard', 'express', 'pickup'],
    })
  }
})

test('a larger basket never pays more for shipping, and nobody is paid for it', () => {
  const money = fc.integer({ min: 0, max: 10_000_000_000 })
  const method = fc.constantFrom(...Object.keys(METHODS))
  const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR')
  fc.assert(
    fc.property(money, money, method, currency, (one, other, name, code) => {
      const amountFor = (subtotal: number) => {
        const quoted = quote(basket(subtotal, name, code))
        return quoted.outcome === 'quoted' ? quoted.amount : Number.NaN
      }
      const [less, more] = [amountFor(Math.min(one, other)), amountFor(Math.max(one, other))]
      expect(more).toBeLessThanOrEqual(less)
      expect(more >= 0 && Number.isSafeInteger(less) && Number.isSafeInteger(more)).toBe(true)
    }),
  )
})
