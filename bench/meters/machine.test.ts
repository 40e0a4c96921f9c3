import { expect, test } from 'vitest'
import { busyTicks, machineBusyMs } from './machine.ts'
import { canMeasure } from './processes.ts'

test('waiting is not being busy, what other guests took is', () => {
  expect(busyTicks('cpu  100 20 30 4000 500 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n')).toBe(171)
})

test('the machine is never less busy than before', () => {
  if (!canMeasure) return expect(machineBusyMs()).toBeNaN()
  const before = machineBusyMs()
  expect(before).toBeGreaterThan(0)
  expect(machineBusyMs()).toBeGreaterThanOrEqual(before)
})
