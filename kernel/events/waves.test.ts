import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heard } from '../testing/world.ts'
import type { Reaction } from './reactions.ts'
import { waves } from './waves.ts'

const TYPES = ['order.placed', 'order.paid', 'order.sent']
const reactions = new Map(
  TYPES.map((type): [string, Reaction] => [
    type,
    { source: 'order', type, version: 1, react: async () => {} },
  ]),
)
const events = fc
  .array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), type: fc.constantFrom(...TYPES) }), {
    maxLength: 60,
    size: 'max',
  })
  .map((list) => list.map(({ key, type }, i) => heard(type, key, i, `order-${i}`)))

test('every event is in exactly one wave, and no event overtakes an earlier one of its key', () => {
  fc.assert(
    fc.property(events, (batch) => {
      const flat = waves(batch, reactions).flatMap((wave) => wave.events)
      expect(flat.toSorted((a, b) => (a.data as number) - (b.data as number))).toEqual(batch)
      for (const key of ['a', 'b', 'c', 'd']) {
        expect(flat.filter((event) => event.key === key)).toEqual(batch.filter((event) => event.key === key))
      }
    }),
    { numRuns: 500 },
  )
})

test('a wave has one type, and events of different keys share it', () => {
  fc.assert(
    fc.property(events, (batch) => {
      for (const { reaction, events: wave } of waves(batch, reactions)) {
        expect(wave.every(({ type }) => type === reaction.type)).toBe(true)
      }
    }),
  )
  const placed = Array.from({ length: 50 }, (_, i) => heard('order.placed', `k${i}`, i))
  const paid = Array.from({ length: 50 }, (_, i) => heard('order.paid', `k${i}`, i))
  expect(waves([...placed, ...paid], reactions).map((wave) => wave.events.length)).toEqual([50, 50])
})

test('an event nobody reacts to is a bug of the caller', () => {
  expect(() => waves([heard('order.unheard', 'a', 1)], reactions)).toThrow(/nobody reacts/)
})
