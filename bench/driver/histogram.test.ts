import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHistogram } from './histogram.ts'

test('a percentile is never told too small, and at most a sixty-fourth too large', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60_000_000 }), { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0.5, 0.9, 0.99, 1),
      (values, share) => {
        const histogram = openHistogram()
        for (const value of values) histogram.record(value)
        const exact = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] as number
        const told = histogram.percentileMs(share) * 1000
        expect(told).toBeGreaterThanOrEqual(exact - 0.001)
        expect(told).toBeLessThanOrEqual(exact * (1 + 1 / 64) + 0.001)
      },
    ),
  )
})

test('an empty histogram has no percentile', () => {
  expect(openHistogram().percentileMs(0.5)).toBeNaN()
})

test('the largest value and the count are exact', () => {
  const histogram = openHistogram()
  for (const value of [3, 1_000_003, 17]) histogram.record(value)
  expect(histogram.maxMs()).toBe(1000.003)
  expect(histogram.count()).toBe(3)
})
