import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideRefund, looksLikeCardNumber, paymentId, visibleStatus } from './domain.ts'

const STATUSES = ['pending', 'requires_action', 'succeeded', 'declined', 'voided'] as const
const payments = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    amount: fc.nat(1_000_000),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ status, amount, part }) => ({
    status,
    amount,
    refunded: status === 'succeeded' ? Math.floor(amount * part) : 0,
  }))

test('a refund is above zero and never more than what is left', () => {
  fc.assert(
    fc.property(
      payments,
      fc.option(fc.integer({ min: 1, max: 1_100_000 }), { nil: undefined }),
      (payment, wanted) => {
        const decision = decideRefund(payment, wanted)
        const left = payment.status === 'succeeded' ? payment.amount - payment.refunded : 0
        switch (decision.outcome) {
          case 'refund':
            expect(decision.amount).toBe(wanted ?? left)
            expect(decision.amount).toBeGreaterThan(0)
            expect(payment.refunded + decision.amount).toBeLessThanOrEqual(payment.amount)
            break
          case 'exceeds':
            expect(decision.left).toBe(left)
            expect(wanted).toBeGreaterThan(left)
            break
          case 'nothing_left':
            expect(left).toBe(0)
        }
      },
    ),
  )
})

test('refunds one after another come to the whole and then end', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 20 }),
      (amount, wishes) => {
        let refunded = 0
        for (const wanted of [...wishes, undefined]) {
          const decision = decideRefund({ status: 'succeeded', amount, refunded }, wanted)
          if (decision.outcome === 'refund') refunded += decision.amount
        }
        expect(refunded).toBe(amount)
        expect(decideRefund({ status: 'succeeded', amount, refunded }, undefined)).toEqual({
          outcome: 'nothing_left',
        })
      },
    ),
  )
})

test('what was captured shows as given back in part or in whole; what was not, shows as it is', () => {
  expect(visibleStatus('succeeded', 100, 0)).toBe('succeeded')
  expect(visibleStatus('succeeded', 100, 1)).toBe('partially_refunded')
  expect(visibleStatus('succeeded', 100, 100)).toBe('refunded')
  expect(visibleStatus('succeeded', 0, 0)).toBe('succeeded')
  expect(visibleStatus('voided', 100, 0)).toBe('voided')
})

const bareIds = fc.stringMatching(/^[0-9a-z]{4,26}$/)

test('every try of every order has an id of its own, which begins as that of its first try', () => {
  const tries = fc.tuple(bareIds, fc.integer({ min: 1, max: 200 }))
  fc.assert(
    fc.property(tries, tries, ([one, first], [other, second]) => {
      const same = one === other && first === second
      expect(paymentId(`ord_${one}`, first) === paymentId(`ord_${other}`, second)).toBe(same)
      expect(paymentId(`ord_${one}`, first).startsWith(paymentId(`ord_${one}`, 1))).toBe(true)
    }),
  )
  expect(paymentId('ord_01abc', 1)).toBe('pay_01abc')
  expect(paymentId('ord_01abc', 2)).toBe('pay_01abc_2')
})

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
