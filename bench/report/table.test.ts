import { expect, test } from 'vitest'
import { judge, median, type Bar } from './figures.ts'
import { asTable, missed, rowOf } from './table.ts'

const RATE: Bar = { figure: 'orders', unit: '/s', direction: 'at least', must: 3000, moonshot: 4000 }
const LATENCY: Bar = { figure: 'p99', unit: 'ms', direction: 'at most', must: 50, moonshot: 35 }

test('the median of an even number lies between the middle two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 6])).toBe(5.5)
  expect(median([])).toBeNaN()
})

test('above one is better, whichever way a limit points', () => {
  expect(judge(6000, 3000, 'at least')).toEqual({ met: true, ratio: 2 })
  expect(judge(25, 50, 'at most')).toEqual({ met: true, ratio: 2 })
  expect(judge(100, 50, 'at most')).toEqual({ met: false, ratio: 0.5 })
})

test('a figure stands beside both its bars', () => {
  const [figure, measured, must, moonshot, runs] = rowOf({ bar: RATE, runs: [3600, 3500, 3700] })
  expect([figure, measured, must, moonshot, runs]).toEqual([
    'orders',
    '3,600/s',
    '✓ ≥ 3,000/s (1.20)',
    '✗ ≥ 4,000/s (0.90)',
    '3,600 · 3,500 · 3,700',
  ])
})

test('nothing at all is better than any limit from above', () => {
  expect(rowOf({ bar: LATENCY, runs: [0] })[2]).toBe('✓ ≤ 50.0 ms (∞)')
})

test('what could not be measured says so and counts as nothing', () => {
  const unknown = { bar: LATENCY, runs: [Number.NaN] }
  expect(asTable([unknown])).toContain('not measured here')
  expect(missed([unknown])).toBe(0)
})

test('only what must be reached counts as missed', () => {
  expect(
    missed([
      { bar: LATENCY, runs: [40] },
      { bar: LATENCY, runs: [51] },
    ]),
  ).toBe(1)
})
