import type { ServiceView } from '@rialto/contracts/platform'
import { expect, test } from 'vitest'
import { linesFor, spotsFor, stateOf, widthOf } from './map.ts'

const CALLS = { seconds: 60, count: 0, failed: 0, p50Ms: null, p95Ms: null }

function service(name: string, asks: Readonly<Record<string, number | null>> = {}, change: object = {}) {
  return {
    name,
    summary: '',
    origin: null,
    status: 'ok',
    latencyMs: 1,
    calls: CALLS,
    asks: Object.entries(asks).map(([to, count]) => ({ service: to, count })),
    hears: [],
    unreadEvents: 0,
    oldestUnreadMs: null,
    parkedEvents: 0,
    connections: null,
    ...change,
  } satisfies Record<keyof ServiceView, unknown> as ServiceView
}

const columnsOf = (items: readonly ServiceView[]) =>
  Object.fromEntries(spotsFor(items).map(({ name, column }) => [name, column]))

test('whoever asks stands before whom it asks, also where some ask each other in a circle', () => {
  const items = [
    service('inventory'),
    service('cart', { order: 1, catalog: 1 }),
    service('catalog', { inventory: 1 }),
    service('order', { cart: 1, payment: 1, inventory: 1 }),
    service('payment', { order: 1 }),
    service('notification', { order: 1 }),
  ]
  expect(columnsOf(items)).toEqual({
    gateway: 0,
    notification: 1,
    cart: 2,
    order: 2,
    payment: 2,
    catalog: 3,
    inventory: 4,
  })
})

test('every service has a spot of its own, also one that asks nobody and whom nobody asks', () => {
  const spots = spotsFor([service('loyalty'), service('chat'), service('search', { gone: 1 })])
  expect(new Set(spots.map(({ column, row }) => `${column} ${row}`)).size).toBe(4)
})

test('the gateway makes the calls that no service makes', () => {
  const items = [
    service('order', { tax: 10, gone: 5 }, { calls: { ...CALLS, seconds: 120, count: 60 } }),
    service('tax', {}, { calls: { ...CALLS, seconds: 120, count: 14 } }),
  ]
  expect(linesFor(items)).toEqual([
    { from: 'gateway', to: 'order', perMinute: 30 },
    { from: 'gateway', to: 'tax', perMinute: 2 },
    { from: 'order', to: 'tax', perMinute: 5 },
  ])
})

test('of a service that lives elsewhere nobody knows how often it is called, and its line is thin', () => {
  const items = [service('order', { tax: null }, { calls: null }), service('tax')]
  const rates = linesFor(items).map(({ perMinute }) => perMinute)
  expect(rates).toEqual([undefined, undefined, undefined])
  expect(linesFor(items).map(widthOf)).toEqual([1, 1, 1])
})

test('a service that answers is strained where it fails often, hears late, or waits for its database', () => {
  const stateWith = (change: object) => stateOf(service('cart', {}, change))
  expect(stateWith({ status: 'down' })).toBe('away')
  expect(stateWith({ calls: { ...CALLS, count: 100, failed: 5 } })).toBe('strained')
  expect(stateWith({ oldestUnreadMs: 90_000 })).toBe('strained')
  expect(stateWith({ connections: { total: 4, idle: 0, waiting: 2 } })).toBe('strained')
  expect(stateWith({ calls: { ...CALLS, count: 100, failed: 1 }, oldestUnreadMs: 900 })).toBe('well')
})
