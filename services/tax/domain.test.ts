import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess as assessBy, bookOf, type Rate, type Sale } from './domain.ts'

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

const rate = (country: string, basisPoints: number, given: Partial<Rate> = {}): Rate => ({
  id: `txr_${country}`,
  country,
  region: '',
  category: '',
  name: 'VAT',
  basisPoints,
  inclusive: false,
  rounding: 'half_even',
  ...given,
})
const stateRate = (region: string, basisPoints: number) =>
  rate('US', basisPoints, { region, name: 'sales tax' })
const book = bookOf([
  rate('DE', 1_900),
  rate('DE', 700, { category: 'books' }),
  rate('CH', 810),
  rate('FI', 2_550),
  rate('CA', 500),
  rate('GB', 2_000, { inclusive: true, rounding: 'half_up' }),
  stateRate('CA', 725),
  stateRate('TX', 625),
  stateRate('NY', 400),
  stateRate('OR', 0),
])
const assess = (asked: Sale) => assessBy(book, asked)

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
    rates: [{ label: 'VAT 19 % in Germany', rate: 1_900, inclusive: false, amount: 24_795 }],
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
  for (const region of ['constructor', '__proto__', 'toString']) {
    expect(assess(saleOf('US', region, [10_000])).label).toBe(`no tax kept for ${region}, United States`)
  }
  expect(assess(saleOf('__', null, [10_000])).total).toBe(0)
})

test('a category has its own rate, a region goes before its country, and what has none has the general one', () => {
  const basket = { ...saleOf('DE', null, [10_000, 10_000]), shipping: 1_000 }
  const lines = [
    { amount: 10_000, categories: ['media', 'books', 'novels'] },
    { amount: 10_000, categories: ['lamps'] },
  ]
  expect(assess({ ...basket, lines })).toEqual({
    rate: 1_900,
    label: 'VAT 7 % on books in Germany, VAT 19 % in Germany',
    lines: [700, 1_900],
    shipping: 190,
    total: 2_790,
    rates: [
      { label: 'VAT 7 % on books in Germany', rate: 700, inclusive: false, amount: 700 },
      { label: 'VAT 19 % in Germany', rate: 1_900, inclusive: false, amount: 2_090 },
    ],
  })
  const regional = bookOf([
    rate('CA', 500),
    rate('CA', 1_300, { region: 'ON' }),
    rate('CA', 0, { category: 'food' }),
  ])
  const inCanada = (region: string | null, category: string) =>
    assessBy(regional, {
      country: 'CA',
      state: region,
      lines: [{ amount: 10_000, categories: [category] }],
      shipping: 0,
    }).total
  expect([
    inCanada('Ontario', 'lamps'),
    inCanada('on', 'food'),
    inCanada('BC', 'lamps'),
    inCanada(null, 'food'),
  ]).toEqual([1_300, 0, 500, 0])
})

test('where prices hold the tax nothing is added, and what they hold is told', () => {
  expect(assess(saleOf('GB', null, [12_000], 600))).toEqual({
    rate: 2_000,
    label: 'includes VAT 20 % in United Kingdom',
    lines: [0],
    shipping: 0,
    total: 0,
    rates: [{ label: 'includes VAT 20 % in United Kingdom', rate: 2_000, inclusive: true, amount: 2_100 }],
  })
})

test('each market rounds in its own way', () => {
  const taxOf = (rounding: Rate['rounding'], amounts: readonly number[]) =>
    assessBy(bookOf([rate('CH', 500, { rounding })]), saleOf('CH', null, amounts)).lines
  // 5 % of 10, 30 and 33 are 0.5, 1.5 and 1.65.
  expect(taxOf('half_even', [10, 30, 33])).toEqual([0, 2, 2])
  expect(taxOf('half_up', [10, 30, 33])).toEqual([1, 2, 2])
  expect(taxOf('up', [10, 30, 33])).toEqual([1, 2, 2])
  expect(taxOf('down', [10, 30, 33])).toEqual([0, 1, 1])
})

test('half a cent goes to the even neighbour', () => {
  // 5 % of 0.10, 0.30, 0.50 are 0.5, 1.5 and 2.5 cents.
  expect(assess(saleOf('CA', null, [10, 30, 50])).lines).toEqual([0, 2, 2])
})

test('the parts are exactly the total, whole minor units, and never below zero', () => {
  fc.assert(
    fc.property(sale, ({ place: { country, state: region }, amounts, shipping }) => {
      const {
        rate: basisPoints,
        lines,
        shipping: onShipping,
        total,
      } = assess(saleOf(country, region, amounts, shipping))
      expect(lines).toHaveLength(amounts.length)
      expect(total).toBe(lines.reduce((sum, tax) => sum + tax, onShipping))
      for (const [tax, base] of [
        ...lines.map((each, i) => [each, amounts[i] ?? 0] as const),
        [onShipping, shipping] as const,
      ]) {
        expect(Number.isSafeInteger(tax) && tax >= 0).toBe(true)
        // Within half a minor unit of the exact product, in whole numbers.
        const off = BigInt(tax) * 10_000n - BigInt(base) * BigInt(basisPoints)
        expect(off <= 5_000n && off >= -5_000n).toBe(true)
      }
    }),
  )
})

test('more is never taxed less', () => {
  fc.assert(
    fc.property(place, amount, amount, ({ country, state: region }, one, other) => {
      const taxOf = (each: number) => assess(saleOf(country, region, [each])).total
      expect(taxOf(Math.min(one, other))).toBeLessThanOrEqual(taxOf(Math.max(one, other)))
    }),
  )
})
