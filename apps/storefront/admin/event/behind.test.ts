import { expect, test } from 'vitest'
import { behindText, inOrder, isBehind, isFarBehind, unreadText } from './behind.ts'

const listener = (service: string, consumer: string, unread = 0, oldestUnreadMs: number | null = null) => ({
  service,
  consumer,
  unread,
  oldestUnreadMs,
  holder: null,
})

test('who waits longest stands first, then those who have heard everything by name', () => {
  const items = [
    listener('order', 'cart'),
    listener('catalog', 'search', 3, 7_000),
    listener('inventory', 'catalog'),
    listener('order', 'shipping', 90, 600_000),
  ]
  expect(inOrder(items).map(({ consumer }) => consumer)).toEqual(['shipping', 'search', 'catalog', 'cart'])
  expect(behindText(items)).toBe('shipping is 10 min behind order, and 1 more wait.')
})

test('an event that was said this moment puts nobody behind', () => {
  const young = listener('catalog', 'search', 2, 40)
  expect(isBehind(young)).toBe(false)
  expect([20_000, 60_000].map((ms) => isFarBehind(listener('catalog', 'search', 2, ms)))).toEqual([
    false,
    true,
  ])
  expect(behindText([young])).toBe('Everybody has heard what was said.')
})

test('what was not counted to its end is told as at least so many', () => {
  expect([unreadText(1_240), unreadText(10_000)]).toEqual(['1,240', '10,000 or more'])
})
