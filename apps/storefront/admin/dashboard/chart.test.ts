import { expect, test } from 'vitest'
import { grouped, pathOf, pointsOf, ticksOf } from './chart.ts'

test('a scale has round numbers, begins at nothing and holds the largest value', () => {
  expect(ticksOf([3, 87, 12])).toEqual([0, 25, 50, 75, 100])
  expect(ticksOf([0.4, 1.1])).toEqual([0, 0.5, 1, 1.5])
  expect(ticksOf([])).toEqual([0, 1])
  expect(ticksOf([0, 0])).toEqual([0, 1])
  expect(ticksOf([-30, 70])[0]).toBeLessThanOrEqual(-30)
})

test('values lie between the ends of their scale, and a single one in the middle', () => {
  expect(pointsOf([0, 100], [0, 50, 100])).toEqual([
    { x: 0, y: 100 },
    { x: 100, y: 0 },
  ])
  expect(pointsOf([50], [0, 100])).toEqual([{ x: 50, y: 50 }])
  expect(pathOf(pointsOf([0, 100], [0, 100]))).toBe('M0.00 100.00L100.00 0.00')
})

test('a year is told by the week, and no day is lost', () => {
  const weeks = grouped(
    Array.from({ length: 366 }, (_, day) => day),
    7,
  )
  expect(weeks).toHaveLength(53)
  expect(weeks.flat()).toHaveLength(366)
})
