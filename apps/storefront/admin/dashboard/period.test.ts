import { expect, test } from 'vitest'
import { periodBefore, readPeriod } from './period.ts'

const NOW = new Date('2026-11-30T23:30:00Z')

test('the dashboard tells of the last thirty days until today, by the calendar of whoever looks', () => {
  expect(readPeriod({}, NOW, 'UTC')).toEqual({ from: '2026-11-01', to: '2026-11-30', days: 30, offered: 30 })
  expect(readPeriod({ days: '7' }, NOW, 'Europe/Rome')).toMatchObject({
    from: '2026-11-25',
    to: '2026-12-01',
  })
})

test('days of one’s own choice count both ends, and what is no period is the usual one', () => {
  const chosen = readPeriod({ from: '2026-02-01', to: '2026-02-28' }, NOW, 'UTC')
  expect(chosen).toEqual({ from: '2026-02-01', to: '2026-02-28', days: 28, offered: undefined })
  expect(periodBefore(chosen)).toEqual({ from: '2026-01-04', to: '2026-01-31' })
  for (const query of [
    { from: '2026-02-28', to: '2026-02-01' },
    { from: '2026-02-31', to: '2026-03-02' },
    { from: '2020-01-01', to: '2026-01-01' },
    { days: '12' },
  ])
    expect(readPeriod(query, NOW, 'UTC').offered).toBe(30)
})
