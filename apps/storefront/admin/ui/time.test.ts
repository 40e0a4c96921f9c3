import { expect, test } from 'vitest'
import { agoText, durationText, exactText, zoneOf } from './time.ts'

const NOW = new Date('2026-11-30T12:00:00Z')

test('what was lately is told by how long ago, what was long ago by its day', () => {
  for (const [at, text] of [
    ['2026-11-30T11:59:30Z', 'just now'],
    ['2026-11-30T12:00:20Z', 'just now'],
    ['2026-11-30T11:50:00Z', '10 min ago'],
    ['2026-11-30T01:00:00Z', '11 h ago'],
    ['2026-11-29T11:00:00Z', 'yesterday'],
    ['2026-11-26T11:00:00Z', '4 days ago'],
    ['2026-11-12T11:00:00Z', '12 Nov'],
    ['2025-11-12T11:00:00Z', '12 Nov 2025'],
    ['2026-11-30T12:14:40Z', 'in 15 min'],
    ['2026-11-30T15:10:00Z', 'in 3 h'],
    ['2026-12-02T11:00:00Z', '2 Dec'],
  ] as const)
    expect(agoText(at, NOW, 'UTC')).toBe(text)
})

test('a day is that of whoever looks', () => {
  expect(agoText('2026-11-12T23:30:00Z', NOW, 'Europe/Rome')).toBe('13 Nov')
  expect(exactText('2026-11-12T23:30:00Z', 'Europe/Rome')).toContain('13 Nov 2026, 00:30:00')
})

test('a zone that there is not is UTC', () => {
  expect(zoneOf('Europe%2FRome')).toBe('Europe/Rome')
  for (const text of [undefined, 'Mars/Base', '%E0%A4%A']) expect(zoneOf(text)).toBe('UTC')
})

test('durations are told in the unit that one thinks in', () => {
  for (const [ms, text] of [
    [9, '9 ms'],
    [1_400, '1.4 s'],
    [900_000, '15 min'],
    [7_200_000, '2 h'],
    [345_600_000, '4 days'],
  ] as const)
    expect(durationText(ms)).toBe(text)
})
