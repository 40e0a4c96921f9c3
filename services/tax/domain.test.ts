import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess } from './domain.ts'

const AMOUNT_MAX = 10_000_000_000
const amount = fc.integer({ min: 0, max: AMOUNT_MAX })
const place = fc.constantFrom(
  { country: 'US', state: 'CA' },
  { country: 'us', state: 'new york' },
  { country: 'DE', state: null },
  { country: 'ch', state: null },
  { country: 'FI', state: null },
  { country: 'BR', state: 'SP' },
  { country: null, state: null },
)
const sale = fc.record({ place, amounts: fc.array(amount, { maxLength: 100 }), shipping: amount })

const saleOf = (country: string | null, state: string | null, amounts: readonly number[], shipping = 0) => ({
  country,
  state,
  lines: amounts.map((each) => ({ amount: each })),
  shipping,
})

test('a laptop to Berlin is taxed with 19 % on top, shipping too', () => {
  expect(assess(saleOf('DE', null, [129_999], 499))).toEqual({
    rate: 1900,
    label: 'VAT 19 % in Germany',
    lines: [24_700],
    shipping: 95,
    total: 24_795,
  })
})

test('in the United States the state decides, by code or name, in any case', () => {
  expect(assess(saleOf('us', 'ca', [10_000]))).toMatchObject({
    rate: 725,
    label: 'sales tax 7.25 % in California',
    total: 725,
  })
  expect(assess(saleOf('US', ' Texas ', [10_000]))).toMatchObject({ rate: 625, total: 625 })
  expect(assess(saleOf('US', 'Oregon', [10_000]))).toMatchObject({
    rate: 0,
    label: 'no sales tax in Oregon',
    total: 0,
  })
})

test('where no rate is kept nothing is taxed, and the label says why', () => {
  expect(assess(saleOf('BR', null, [10_000], 499))).toMatchObject({
    total: 0,
    label: 'no tax kept for Brazil',
  })
  expect(assess(saleOf('xx', null, [10_000]))).toMatchObject({ total: 0, label: 'no tax kept for XX' })
  expect(assess(saleOf('US', 'Guam', [10_000]))).toMatchObject({
    total: 0,
    label: 'no tax kept for Guam, United States',
  })
  expect(assess(saleOf('US', null, [10_000]))).toMatchObject({ total: 0, rate: 0 })
  expect(assess(saleOf(null, null, [10_000]))).toMatchObject({
    total: 0,
    label: 'no tax while the destination is open',
  })
})

test('a state that is spelled like an inherited property is only an unknown state', () => {
  for (const state of ['constructor', '__proto__', 'toString']) {
    expect(assess(saleOf('US', state, [10_000])).label).toBe(`no tax kept for ${state}, United States`)
  }
  expect(assess(saleOf('__', null, [10_000])).total).toBe(0)
})

test('half a cent goes to the even neighbour', () => {
  // 5 % of 0.10, 0.30, 0.50 are 0.5, 1.5 and 2.5 cents.
  expect(assess(saleOf('CA', null, [10, 30, 50])).lines).toEqual([0, 2, 2])
})

test('the parts are exactly the total, whole minor units, and never below zero', () => {
  fc.assert(
    fc.property(sale, ({ place: { country, state }, amounts, shipping }) => {
      const { rate, lines, shipping: onShipping, total } = assess(saleOf(country, state, amounts, shipping))
      expect(lines).toHaveLength(amounts.length)
      expect(total).toBe(lines.reduce((sum, tax) => sum + tax, onShipping))
      for (const [tax, base] of [
        ...lines.map((each, i) => [each, amounts[i] ?? 0] as const),
        [onShipping, shipping] as const,
      ]) {
        expect(Number.isSafeInteger(tax) && tax >= 0).toBe(true)
        // Within half a minor unit of the exact product, in whole numbers.
        const off = BigInt(tax) * 10_000n - BigInt(base) * BigInt(rate)
        expect(off <= 5_000n && off >= -5_000n).toBe(true)
      }
    }),
  )
})

test('more is never taxed less', () => {
  fc.assert(
    fc.property(place, amount, amount, ({ country, state }, one, other) => {
      const taxOf = (each: number) => assess(saleOf(country, state, [each])).total
      expect(taxOf(Math.min(one, other))).toBeLessThanOrEqual(taxOf(Math.max(one, other)))
    }),
  )
})
