import { expect, test } from 'vitest'
import { changeOf, pointsChanged } from './change.ts'

test('a figure is told beside the one before it, where there is one', () => {
  expect(changeOf(150, 100)).toEqual({ text: '50 %', direction: 'up' })
  expect(changeOf(97.4, 100)).toEqual({ text: '2.6 %', direction: 'down' })
  expect(changeOf(100, 100)).toEqual({ text: 'unchanged', direction: 'same' })
  expect(changeOf(-50, -100)).toEqual({ text: '50 %', direction: 'up' })
  expect(changeOf(5, 0)).toBeUndefined()
})

test('shares are compared by points', () => {
  expect(pointsChanged(0.31, 0.29)).toEqual({ text: '2 points', direction: 'up' })
  expect(pointsChanged(0.31, null)).toBeUndefined()
})
