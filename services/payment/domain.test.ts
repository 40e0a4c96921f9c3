import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capturedOf, decideCapture, decideRefund, paymentId } from './domain.ts'
import { STATES } from './state/domain.ts'

const payments = fc
  .record({
    status: fc.constantFrom(...STATES),
    capture: fc.constantFrom('automatic', 'manual'),
    amount: fc.nat(1_000_000),
    letGo: fc.double({ min: 0, max: 1, noNaN: true }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ status, capture, amount, letGo, part }) => {
    const released = status === 'succeeded' || status === 'capturing' ? Math.floor(amount * letGo) : 0
    const refunded = status === 'succeeded' ? Math.floor((amount - released) * part) : 0
    return { status, capture, amount, released, refunded }
  })

test('a refund is above zero and never more than what is left', () => {
  fc.assert(
    fc.property(
      payments,
      fc.option(fc.integer({ min: 1, max: 1_100_000 }), { nil: undefined }),
      (payment, wanted) => {
        const decision = decideRefund(payment, wanted)
        const left = capturedOf(payment) - payment.refunded
        switch (decision.outcome) {
          case 'refund':
            expect(decision.amount).toBe(wanted ?? left)
            expect(decision.amount).toBeGreaterThan(0)
            expect(payment.refunded + decision.amount).toBeLessThanOrEqual(payment.amount - payment.released)
            expect(payment.status).toBe('succeeded')
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
          const decision = decideRefund({ status: 'succeeded', amount, released: 0, refunded }, wanted)
          if (decision.outcome === 'refund') refunded += decision.amount
        }
        expect(refunded).toBe(amount)
        expect(decideRefund({ status: 'succeeded', amount, released: 0, refunded }, undefined)).toEqual({
          outcome: 'nothing_left',
        })
      },
    ),
  )
})

test('a capture is above nothing that was set aside, and goes on only with what was decided', () => {
  fc.assert(
    fc.property(
      payments,
      fc.option(fc.integer({ min: 1, max: 1_100_000 }), { nil: undefined }),
      (payment, wanted) => {
        const decision = decideCapture(payment, wanted)
        switch (decision.outcome) {
          case 'capture':
            expect(['authorised', 'capturing']).toContain(payment.status)
            expect(decision.amount).toBe(wanted ?? payment.amount)
            expect(decision.amount).toBeLessThanOrEqual(payment.amount)
            if (payment.status === 'capturing')
              expect(decision.amount).toBe(payment.amount - payment.released)
            break
          case 'captured':
            expect([payment.status, payment.capture]).toEqual(['succeeded', 'manual'])
            expect(wanted ?? payment.amount).toBe(capturedOf(payment))
            break
          case 'exceeds':
            expect([payment.status, decision.authorised]).toEqual(['authorised', payment.amount])
            expect(wanted).toBeGreaterThan(payment.amount)
            break
          case 'not_authorised':
            expect(payment.status).not.toBe('authorised')
        }
      },
    ),
  )
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
