import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMinor, formatMoney, minorDigits, scale, share, toMajor, toMinor } from './money.ts'

const CURRENCIES = ['USD', 'EUR', 'JPY', 'KWD', 'BHD', 'CLF', 'KRW', 'XAU']
const currency = fc.constantFrom(...CURRENCIES)
/** Fifteen digits: what a double prints exactly. */
const minor = fc.integer({ min: -(10 ** 15 - 1), max: 10 ** 15 - 1 })
const refused = expect.objectContaining({ code: 'validation_failed' })

test('an amount survives the way out and back, in every currency, also through JSON', () => {
  fc.assert(
    fc.property(minor, currency, (amount, code) => {
      const major = JSON.parse(JSON.stringify(toMajor(amount, code))) as number
      expect(toMinor(major, code)).toBe(amount)
    }),
    { numRuns: 2_000 },
  )
})

test('a decimal is read as the text that names it, not as the double behind it', () => {
  expect(toMinor(1299.99, 'USD')).toBe(129_999)
  expect(toMinor(0.29, 'USD')).toBe(29)
  expect(toMinor(1.005, 'KWD')).toBe(1005)
  expect(toMinor(4.35, 'USD') * 100).toBe(43_500)
  expect(toMinor(19.9, 'USD')).toBe(1990)
  expect(toMinor(500, 'JPY')).toBe(500)
  expect(Object.is(toMinor(-0, 'USD'), 0)).toBe(true)
  expect(toMinor(-12.5, 'USD')).toBe(-1250)
})

test('what has more decimals than the currency, or is no amount at all, is refused with its path', () => {
  for (const amount of [
    0.1 + 0.2,
    1.005,
    0.001,
    1e-7,
    1e21,
    1e20,
    2 ** 53,
    Number.NaN,
    Infinity,
    -Infinity,
    Number.MAX_VALUE,
  ]) {
    expect(() => toMinor(amount, 'USD', '/items/0/price'), String(amount)).toThrow(refused)
  }
  expect(() => toMinor(0.5, 'JPY')).toThrow(refused)
  expect(() => toMinor(1.0001, 'KWD')).toThrow(refused)
})

test('for any double, an amount is either refused or read exactly', () => {
  fc.assert(
    fc.property(fc.double(), currency, (amount, code) => {
      let read: number
      try {
        read = toMinor(amount, code)
      } catch (error) {
        expect(error).toEqual(refused)
        return
      }
      expect(Number.isSafeInteger(read)).toBe(true)
      expect(toMajor(read, code)).toBe(amount === 0 ? 0 : amount)
    }),
    { numRuns: 2_000 },
  )
})

test('scaling rounds half to even, as an exact calculation does', () => {
  expect([5, 15, 25, -5, -15, -25].map((amount) => scale(amount, 1, 10))).toEqual([0, 2, 2, 0, -2, -2])
  expect(scale(1999, 875, 10_000)).toBe(175)
  fc.assert(
    fc.property(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: 1, max: 10_000 }),
      (amount, n, d) => {
        const result = BigInt(scale(amount, n, d))
        const [product, divisor] = [BigInt(amount) * BigInt(n), BigInt(d)]
        const off = 2n * (result * divisor - product)
        const distance = off < 0n ? -off : off
        expect(distance <= divisor).toBe(true)
        if (distance === divisor) expect(result % 2n).toBe(0n)
      },
    ),
    { numRuns: 2_000 },
  )
  expect(() => scale(1, 1, 0)).toThrow()
  expect(() => scale(1, 1, -1)).toThrow()
  expect(() => scale(1, 0.5, 1)).toThrow()
})

test('shares lose no cent, are never a cent from what is exact, and give more to whoever weighs more', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 20, size: 'max' })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), weights, (whole, weighted) => {
      const shares = share(whole, weighted)
      expect(shares.reduce((sum, each) => sum + BigInt(each), 0n)).toBe(BigInt(whole))
      const total = weighted.reduce((sum, weight) => sum + BigInt(weight), 0n)
      shares.forEach((each, i) => {
        expect(each).toBeGreaterThanOrEqual(0)
        if (total === 0n) return
        const off = BigInt(each) * total - BigInt(whole) * BigInt(weighted[i] as number)
        expect(off < total && off > -total).toBe(true)
        shares.forEach((other, j) => {
          if ((weighted[i] as number) > (weighted[j] as number)) expect(each).toBeGreaterThanOrEqual(other)
        })
      })
    }),
    { numRuns: 1_000 },
  )
})

test('equal parts differ by a cent at most, the earlier ones have it; no weights at all leave it to the first', () => {
  expect(share(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(share(200, [3, 3, 1])).toEqual([86, 86, 28])
  expect(share(7, [0, 0])).toEqual([7, 0])
  expect(share(0, [])).toEqual([])
  expect(() => share(-1, [1])).toThrow()
  expect(() => share(1, [])).toThrow()
  expect(() => share(1, [2, -1])).toThrow()
})

test('money is written with the decimals of its currency', () => {
  expect(formatMoney(129_999, 'USD')).toBe('1,299.99 USD')
  expect(formatMoney(5, 'USD')).toBe('0.05 USD')
  expect(formatMoney(1234, 'JPY')).toBe('1,234 JPY')
  expect(formatMoney(1234, 'KWD')).toBe('1.234 KWD')
  expect(CURRENCIES.map(minorDigits)).toEqual([2, 2, 0, 3, 3, 4, 0, 2])
})

test('a fraction of a minor unit is a bug and does not pass', () => {
  expect(() => checkMinor(0.5)).toThrow()
  expect(() => checkMinor(2 ** 53)).toThrow()
  expect(() => checkMinor(Number.NaN)).toThrow()
})
