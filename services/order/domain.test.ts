import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evolve, fold, mayHappen, soldLines, standsStill, type OrderState, type Status } from './domain.ts'
import { happened, KINDS, type Kind } from './events.fixture.ts'

const ID = 'ord_1'
type Move = Exclude<Kind, 'placed'>
const MOVES = KINDS.filter((kind): kind is Move => kind !== 'placed')

/** The way to each status by the shortest line of events. */
const WAYS: Readonly<Record<Status, readonly Kind[]>> = {
  pending: ['placed'],
  awaiting_payment: ['placed', 'awaiting_payment'],
  confirmed: ['placed', 'confirmed'],
  shipped: ['placed', 'confirmed', 'shipped'],
  delivered: ['placed', 'confirmed', 'shipped', 'delivered'],
  cancelled: ['placed', 'cancelled'],
  declined: ['placed', 'declined'],
  returned: [
    'placed',
    'confirmed',
    'shipped',
    'delivered',
    'return_requested',
    'return_approved',
    'return_received',
  ],
  refunded: ['placed', 'confirmed', 'refunded'],
}
const stateOf = (status: Status) =>
  fold(
    ID,
    WAYS[status].map((kind, i) => happened(kind, i)),
  )

const ANY = Object.keys(WAYS) as Status[]

/** The moves of an order, as a shopkeeper would write them down. */
const MAY: readonly string[] = [
  'pending: awaiting_payment',
  'pending: confirmed',
  'pending: declined',
  'pending: cancelled',
  'awaiting_payment: awaiting_payment',
  'awaiting_payment: confirmed',
  'awaiting_payment: cancelled',
  'confirmed: shipped',
  'confirmed: cancelled',
  'shipped: delivered',
  'cancelled: refunded',
  ...['confirmed', 'shipped', 'delivered', 'returned'].flatMap((status) => [
    `${status}: refund_requested`,
    `${status}: refund_failed`,
    `${status}: refunded`,
  ]),
  'refunded: refund_failed',
  'delivered: return_requested',
  ...['delivered', 'refunded'].flatMap((status) => [
    `${status}: return_approved`,
    `${status}: return_rejected`,
    `${status}: return_received`,
  ]),
  ...ANY.map((status) => `${status}: note_added`),
]

test('an order moves where it may, and nowhere else: every status with every event', () => {
  for (const status of ANY) {
    for (const move of MOVES) {
      expect(mayHappen(status, move), `${status}: ${move}`).toBe(MAY.includes(`${status}: ${move}`))
    }
  }
  for (const status of ANY) {
    const state = stateOf(status)
    expect(state.status).toBe(status)
    for (const move of MOVES) {
      const make = () => evolve(state, ID, happened(move))
      if (MAY.includes(`${status}: ${move}`)) expect(make().version).toBe(state.version + 1)
      else expect(make, `${status}: ${move}`).toThrow(`${move} after ${status}`)
    }
    expect(() => evolve(state, ID, happened('placed'))).toThrow('placed twice')
  }
})

test('an order begins with being placed', () => {
  for (const move of MOVES) expect(() => evolve(undefined, ID, happened(move))).toThrow('after undefined')
  expect(() => fold(ID, [])).toThrow('has no events')
})

/** A random life of an order, legal from the first event to the last. */
const lives = fc.array(fc.nat(100), { maxLength: 12 }).map((choices) => {
  const events = [happened('placed')]
  let state = fold(ID, events)
  for (const choice of choices) {
    const open = MOVES.filter((move) => mayHappen(state.status, move))
    const move = open[choice % open.length]
    if (move === undefined) break
    const data = {
      awaiting_payment: { reason: choice % 2 === 0 ? null : 'card_declined' },
      cancelled: { paid: state.paymentStatus === 'paid' },
    }[move as string]
    events.push(happened(move, events.length, data ?? {}))
    state = fold(ID, events)
  }
  return events
})

test('whatever happens to an order, it adds up the same at once and step by step', () => {
  fc.assert(
    fc.property(lives, (events) => {
      let state: OrderState | undefined
      for (const event of events) {
        const before = structuredClone(state)
        const after = evolve(state, ID, event)
        expect(state).toEqual(before)
        state = after
      }
      expect(state).toEqual(fold(ID, events))
      expect(state).toMatchObject({
        version: events.length,
        createdAt: events[0]?.at,
        updatedAt: events.at(-1)?.at,
      })
    }),
  )
})

test('whatever happens to an order, it is paid exactly if it was confirmed, and its money is owed back if it was then cancelled', () => {
  fc.assert(
    fc.property(lives, (events) => {
      const { status, paymentStatus, paymentId, attempt } = fold(ID, events)
      const has = (kind: Kind) => events.some(({ type }) => type === kind)
      const whole = status === 'cancelled' || has('refunded')
      if (has('refunded')) expect(paymentStatus).toBe(whole ? 'refunded' : 'partially_refunded')
      else if (has('confirmed')) expect(paymentStatus).toBe(has('cancelled') ? 'refund_pending' : 'paid')
      else expect(paymentStatus).toBe(has('declined') ? 'declined' : 'unpaid')
      expect(paymentId !== null).toBe(has('confirmed') || has('declined'))
      expect(has('shipped') && has('cancelled')).toBe(false)
      const failed = events.filter((event) => event.type === 'awaiting_payment' && event.data.reason !== null)
      expect(attempt).toBe(1 + failed.length)
      expect(ANY).toContain(status)
    }),
  )
})

test('a try to pay that failed keeps its reason until the order is paid, and the next has a number of its own', () => {
  const waiting = fold(ID, [happened('placed'), happened('awaiting_payment')])
  expect(waiting).toMatchObject({ attempt: 1, reason: null, holdExpiresAt: '2026-01-01T00:15:00.000Z' })
  const failed = evolve(waiting, ID, happened('awaiting_payment', 1, { reason: 'expired_card' }))
  expect(failed).toMatchObject({ attempt: 2, reason: 'expired_card', status: 'awaiting_payment' })
  expect(evolve(failed, ID, happened('confirmed', 2))).toMatchObject({ reason: null, paymentStatus: 'paid' })
})

test('a note leaves a decision on an order standing; a move, another try to pay or a refund does not', () => {
  const waiting = stateOf('awaiting_payment')
  const after = (...events: readonly (readonly [Move, object?])[]) =>
    events.reduce((state, [kind, data], i) => evolve(state, ID, happened(kind, 5 + i, data)), waiting)
  expect(standsStill(waiting, waiting)).toBe(false)
  expect(standsStill(waiting, after(['note_added']))).toBe(true)
  expect(standsStill(waiting, after(['cancelled']))).toBe(false)
  expect(standsStill(waiting, after(['awaiting_payment', { reason: 'expired_card' }]))).toBe(false)
  const paid = after(['confirmed'])
  expect(standsStill(paid, after(['confirmed'], ['refund_requested']))).toBe(false)
  const refunding = after(['confirmed'], ['refund_requested'])
  expect(standsStill(refunding, after(['confirmed'], ['refund_requested'], ['refund_failed']))).toBe(false)
})

test('what was sold is told each SKU once, however many lines it stands in', () => {
  const line = { productId: 'prd', name: 'Cup', price: 1, discount: 0, tax: 0 }
  const lines = fc.array(
    fc.record({ sku: fc.constantFrom('CUP', 'JUG', 'BOWL'), quantity: fc.integer({ min: 1, max: 10_000 }) }),
    { minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(lines, (given) => {
      const state = fold(ID, [happened('placed', 0, { lines: given.map((some) => ({ ...line, ...some })) })])
      const sold = soldLines(state)
      expect(new Set(sold.map(({ sku }) => sku)).size).toBe(sold.length)
      for (const sku of ['CUP', 'JUG', 'BOWL']) {
        const pieces = (some: readonly { sku: string; quantity: number }[]) =>
          some.filter((one) => one.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0)
        expect(pieces(sold)).toBe(pieces(given))
      }
    }),
  )
})
