import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsCardNumber, looksLikeCardNumber } from './domain.ts'

/** Luhn’s check digit, computed from the left (the other way round than the code under test). */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => {
    const doubled = (digits.length - i) % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + Math.floor(doubled / 10) + (doubled % 10)
  }, 0)
  return digits + String((10 - (sum % 10)) % 10)
}
const bodies = fc.stringMatching(/^\d{11,18}$/)

test('every card number is seen as one, however it is grouped', () => {
  const separators = fc.constantFrom('', ' ', '-')
  fc.assert(
    fc.property(bodies, separators, fc.integer({ min: 1, max: 6 }), (body, separator, size) => {
      const number = withCheckDigit(body)
      const groups = number.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      expect(looksLikeCardNumber(groups.join(separator))).toBe(true)
    }),
  )
  for (const real of ['4242424242424242', '4111 1111 1111 1111', '3782-822463-10005', '6304000000000000']) {
    expect(looksLikeCardNumber(real), real).toBe(true)
  }
})

test('a number with a wrong digit, a short or long one, and a token are none', () => {
  fc.assert(
    fc.property(bodies, fc.nat(18), fc.integer({ min: 1, max: 9 }), (body, at, off) => {
      const number = withCheckDigit(body)
      const i = at % number.length
      const wrong = number.slice(0, i) + String((Number(number[i]) + off) % 10) + number.slice(i + 1)
      expect(looksLikeCardNumber(wrong)).toBe(false)
    }),
  )
  for (const text of [
    'tok_visa',
    '',
    '42424242424',
    '42424242424242424242',
    '4242x4242y4242z4242',
    'pm_4242424242424242',
  ]) {
    expect(looksLikeCardNumber(text), text).toBe(false)
  }
})

test('a card number is found wherever it stands: in a text, as a number, below any name', () => {
  const paths = fc.array(fc.constantFrom('card', 'number', 'note', 'x'), { minLength: 1, maxLength: 5 })
  const words = fc.stringMatching(/^[a-z .]{0,20}$/)
  fc.assert(
    fc.property(bodies, paths, words, words, fc.boolean(), (body, path, before, after, asNumber) => {
      const number = withCheckDigit(body)
      const isSafe = asNumber && Number.isSafeInteger(Number(number)) && !number.startsWith('0')
      const leaf: unknown = isSafe ? Number(number) : `${before}${number}${after}`
      const sent = path.reduceRight<unknown>((inner, name) => ({ [name]: [inner] }), leaf)
      expect(holdsCardNumber(sent)).toBe(true)
    }),
  )
})

test('ids, tokens, amounts and dates are no card numbers', () => {
  for (const sent of [
    { orderId: 'ord_01k6y2m3n4p5q6r7s8t9v0w1x2', token: 'tok_visa', amount: 1299.99 },
    { reason: 'broken on 2026-11-20 14:03, asked by 555-0100', amount: 4_242 },
    'pm_4242',
    null,
    undefined,
    [],
    true,
  ]) {
    expect(holdsCardNumber(sent)).toBe(false)
  }
})
