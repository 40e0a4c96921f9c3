import { share } from '@rialto/kernel/money/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evolve, fold, type OrderState } from '../domain.ts'
import { happened } from '../events.fixture.ts'
import { decideRefund, firstPieces, leftToRefund, paidForShipping } from './domain.ts'

const line = fc
  .record({
    sku: fc.constantFrom('CUP', 'JUG', 'BOWL'),
    quantity: fc.integer({ min: 1, max: 50 }),
    price: fc.integer({ min: 0, max: 100_000 }),
    tax: fc.integer({ min: 0, max: 50_000 }),
    off: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ off, ...rest }) => ({
    ...rest,
    productId: rest.sku,
    name: rest.sku,
    discount: Math.floor((rest.price * rest.quantity * off) / 100),
  }))

/** A paid order of any lines, whose total is what they come to. */
const paidOrder = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    shipping: fc.nat(2_000),
    shippingTax: fc.nat(500),
  })
  .map(({ lines, shipping, shippingTax }): OrderState => {
    const sum = (of: (some: (typeof lines)[number]) => number) =>
      lines.reduce((all, some) => all + of(some), 0)
    const subtotal = sum(({ price, quantity }) => price * quantity)
    const discount = sum((some) => some.discount)
    const tax = sum((some) => some.tax) + shippingTax
    const total = subtotal - discount + shipping + tax
    const placed = { lines, subtotal, discount, shipping, tax, total }
    return fold('ord_1', [happened('placed', 0, placed), happened('confirmed', 1, { total })])
  })

const wish = fc.oneof(
  fc.record({
    lines: fc.array(
      fc.record({ sku: fc.constantFrom('CUP', 'JUG', 'BOWL'), quantity: fc.integer({ min: 1, max: 20 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    shipping: fc.boolean(),
  }),
  fc.record({ amount: fc.integer({ min: 1, max: 50_000 }) }),
  fc.constant({ shipping: true }),
)

/** What becomes of an order when these refunds are asked for one after the other; some of them fail. */
function afterAll(state: OrderState, wishes: readonly { wanted: object; fails: boolean }[]): OrderState {
  return wishes.reduce((now, { wanted, fails }, i) => {
    const decision = decideRefund(now, { restock: false, ...wanted })
    if (decision.outcome !== 'refund') return now
    const { amount, lines, shipping } = decision
    const refundId = `rfn_${i}`
    const asked = evolve(
      now,
      now.id,
      happened('refund_requested', i, { refundId, amount, lines: [...lines], shipping }),
    )
    const end = fails
      ? happened('refund_failed', i, { refundId })
      : happened('refunded', i, { refundId, amount, lines: [...lines] })
    return evolve(asked, now.id, end)
  }, state)
}

test('the first pieces of a line have what largest remainders give them', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 60 }), fc.nat(60), (whole, quantity, some) => {
      const pieces = Math.min(some, quantity)
      const shares = share(
        whole,
        Array.from({ length: quantity }, () => 1),
      )
      expect(firstPieces(whole, quantity, pieces)).toBe(
        shares.slice(0, pieces).reduce((sum, one) => sum + one, 0),
      )
    }),
  )
})

test('whatever is asked for and in whichever bites, never more goes back than was paid, and no piece twice', () => {
  fc.assert(
    fc.property(
      paidOrder,
      fc.array(fc.record({ wanted: wish, fails: fc.boolean() }), { maxLength: 12 }),
      (paid, wishes) => {
        const end = afterAll(paid, wishes)
        const given = end.refunds.filter(({ status }) => status === 'succeeded')
        const sum = given.reduce((all, { amount }) => all + amount, 0)
        expect(sum).toBe(end.refunded)
        expect(sum).toBeLessThanOrEqual(paid.placed.total)
        expect(end.status === 'refunded').toBe(sum === paid.placed.total && given.length > 0)
        for (const [place, { quantity }] of paid.placed.lines.entries()) {
          const pieces = given
            .flatMap(({ lines }) => lines)
            .filter(({ lineId }) => lineId === `lin_${place + 1}`)
          expect(pieces.reduce((all, piece) => all + piece.quantity, 0)).toBeLessThanOrEqual(quantity)
        }
      },
    ),
  )
})

test('piece by piece and then the shipping, exactly what was paid goes back', () => {
  fc.assert(
    fc.property(paidOrder, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), (paid, bites) => {
      const wishes: { wanted: object; fails: boolean }[] = []
      for (const [place, { quantity }] of paid.placed.lines.entries()) {
        for (let left = quantity; left > 0;) {
          const now = Math.min(left, bites.next().value)
          wishes.push({ wanted: { lines: [{ lineId: `lin_${place + 1}`, quantity: now }] }, fails: false })
          left -= now
        }
      }
      const before = afterAll(paid, wishes)
      // A free piece gives nothing back; the money of all others has gone.
      expect(leftToRefund(before)).toBe(paidForShipping(paid.placed))
      expect(leftToRefund(afterAll(before, [{ wanted: { shipping: true }, fails: false }]))).toBe(0)
    }),
  )
})

test('what fails counts no more, and its pieces may be given back again', () => {
  const paid = fold('ord_1', [happened('placed'), happened('confirmed', 1)])
  const all = { wanted: { lines: [{ sku: 'CUP', quantity: 2 }] }, fails: true }
  const end = afterAll(paid, [all, { ...all, fails: false }])
  expect(end.refunds.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
  expect(end.refunded).toBe(2_100)
})

test('pieces, lines and amounts that are not there are refused for what they are', () => {
  const paid = fold('ord_1', [happened('placed'), happened('confirmed', 1)])
  const decide = (wanted: object) => decideRefund(paid, { restock: false, ...wanted })
  expect(decide({ lines: [{ sku: 'POT', quantity: 1 }] })).toEqual({ outcome: 'unknown_line', place: 0 })
  expect(decide({ lines: [{ quantity: 1 }] })).toEqual({ outcome: 'unknown_line', place: 0 })
  expect(decide({ lines: [{ lineId: 'lin_1', sku: 'POT', quantity: 1 }] })).toMatchObject({
    outcome: 'unknown_line',
  })
  expect(decide({ lines: [{ sku: 'CUP', quantity: 3 }] })).toEqual({ outcome: 'too_many', place: 0, left: 2 })
  expect(decide({ amount: 2_601 })).toEqual({ outcome: 'exceeds', left: 2_600 })
  expect(decide({ lines: [{ sku: 'CUP', quantity: 1 }], amount: 1_051 })).toEqual({
    outcome: 'exceeds',
    left: 1_050,
  })
  expect(decide({})).toMatchObject({ outcome: 'refund', amount: 2_600, shipping: 500 })
})
