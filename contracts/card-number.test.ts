import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyHoldsCardNumber, holdsCardNumber } from './card-number.ts'

test.each([
  '4242424242424242',
  '4242 4242 4242 4242',
  '4242-4242-4242-4242',
  '4242.4242.4242.4242',
  '4242 – 4242 – 4242 – 4242',
  '378282246310005',
  '3782 822463 10005',
  '６０１１１１１１１１１１１１１７',
  'my card is 5555555555554444, thanks',
  '4242 4242 4242 4242 12/29 123',
  '#1 4242 4242 4242 4242',
  'visa4242424242424242',
  'card 4242424242424242abc',
  '\t4242\u00a04242\u00a04242\u00a04242\n',
])('%j is seen to hold a card number', (text) => {
  expect(holdsCardNumber(text)).toBe(true)
})

test.each([
  'tok_visa',
  'tok_4242424242424242',
  'pm_1NqXv2LkdIwHu7ixlEBs4242',
  'ret_4242424242424242',
  '9f4242424242424242e07',
  '42424242424',
  '42424242424242424242',
  '4242x4242y4242z4242',
  '4242424242424241',
  '4242',
  '+1 555 0100',
  '000000000000',
  '2026-11-20',
  '',
])('%j passes', (text) => {
  expect(holdsCardNumber(text)).toBe(false)
})

test('a card number is found under every name, in numbers and at any depth', () => {
  expect(bodyHoldsCardNumber({ a: [{ b: { number: '4242 4242 4242 4242' } }] })).toBe(true)
  expect(bodyHoldsCardNumber({ pan: 4_242_424_242_424_242 })).toBe(true)
  expect(bodyHoldsCardNumber({ '4242424242424242': true })).toBe(true)
  expect(bodyHoldsCardNumber({ token: 'tok_visa', last4: '4242', ok: true, none: null, n: 1.5 })).toBe(false)
})

test('whatever number a bank gives out, and however it is grouped, is found', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 18 })
  const separator = fc.constantFrom('', ' ', '-', '.', ' - ')
  fc.assert(
    fc.property(digits, separator, fc.integer({ min: 1, max: 6 }), (given, between, size) => {
      fc.pre(given.some((digit) => digit !== 0))
      const number = given.join('') + String(checkDigit(given))
      const groups = number.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      expect(holdsCardNumber(groups.join(between))).toBe(true)
    }),
  )
})

test('a number with one wrong digit is none', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 18 })
  fc.assert(
    fc.property(digits, fc.nat(18), fc.integer({ min: 1, max: 9 }), (given, at, off) => {
      const number = [...given, checkDigit(given)]
      const i = at % number.length
      const wrong = number.with(i, ((number[i] ?? 0) + off) % 10)
      expect(holdsCardNumber(wrong.join(''))).toBe(false)
    }),
  )
})

/** Luhn's check digit, computed from the left (the other way round than the code under test). */
function checkDigit(digits: readonly number[]): number {
  const sum = digits.reduce((total, digit, i) => {
    const doubled = (digits.length - i) % 2 === 1 ? digit * 2 : digit
    return total + Math.floor(doubled / 10) + (doubled % 10)
  }, 0)
  return (10 - (sum % 10)) % 10
}
