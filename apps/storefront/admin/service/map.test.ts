import { expect, test } from 'vitest'
import { edgesFor, readHealth, slowest, spotsFor } from './map.ts'

test('every service that answers has a spot of its own, also one that nobody drew', () => {
  const spots = spotsFor(['catalog', 'order', 'loyalty'])
  expect(spots.map(({ name }) => name).toSorted()).toEqual(['catalog', 'gateway', 'loyalty', 'order'])
  expect(new Set(spots.map(({ column, row }) => `${column} ${row}`)).size).toBe(4)
})

test('a line leads only between services that are there', () => {
  expect(edgesFor(['order', 'payment', 'catalog'])).toEqual([
    ['order', 'catalog'],
    ['order', 'payment'],
    ['payment', 'order'],
  ])
})

test('the health of the shop is read as far as it is understood', () => {
  const body = {
    status: 'degraded',
    time: '2026-11-30T10:00:00.000Z',
    services: { tax: { status: 'down' }, cart: { status: 'ok', latencyMs: 3 } },
  }
  expect(readHealth(body)?.services).toEqual({
    tax: { status: 'down', latencyMs: undefined },
    cart: { status: 'ok', latencyMs: 3 },
  })
  expect([readHealth('Bad gateway'), readHealth({ status: 'ok' })]).toEqual([undefined, undefined])
})

test('one slow answer in twenty does not make a service slow', () => {
  expect(slowest([...Array.from({ length: 19 }, () => 2), 900])).toBe(2)
  expect(slowest([4])).toBe(4)
  expect(slowest([])).toBeUndefined()
})
