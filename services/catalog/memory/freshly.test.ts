import { expect, test } from 'vitest'
import { openFreshly, STOCK_LATE_MS_MAX } from './freshly.ts'

function openShelf() {
  const tide = { products: 0, stock: 0 }
  const time = { now: 0 }
  const freshly = openFreshly<number>({ clock: { now: () => time.now }, tide, sizeMax: 10, sizeOf: () => 1 })
  let loads = 0
  const gates: (() => void)[] = []
  /** A load that ends when the test lets it. */
  const slow = () => {
    loads += 1
    const value = loads
    return new Promise<number>((resolve) => gates.push(() => resolve(value)))
  }
  return { tide, time, freshly, slow, gates, loads: () => loads }
}

test('all who ask at the same time wait for one reading', async () => {
  const { freshly, slow, gates, loads } = openShelf()
  const asked = [freshly('a', slow), freshly('a', slow), freshly('a', slow)]
  gates[0]?.()
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
  expect(await freshly('a', slow)).toBe(1)
  expect(loads()).toBe(1)
})

test('who asks after a change does not wait for a reading of before, and that reading is not kept', async () => {
  const { tide, freshly, slow, gates } = openShelf()
  const before = freshly('a', slow)
  tide.products += 1
  const after = freshly('a', slow)
  gates[1]?.()
  expect(await after).toBe(2)
  gates[0]?.()
  expect(await before).toBe(1)
  expect(await freshly('a', slow)).toBe(2)
})

test('stock may be late by a quarter of a second and no longer; while it is read anew, that is done once', async () => {
  const { tide, time, freshly, slow, gates, loads } = openShelf()
  const first = freshly('a', slow)
  gates[0]?.()
  await first
  tide.stock += 1
  time.now += STOCK_LATE_MS_MAX
  expect(await freshly('a', slow)).toBe(1)
  time.now += 1
  const again = [freshly('a', slow), freshly('a', slow)]
  gates[1]?.()
  expect(await Promise.all(again)).toEqual([2, 2])
  expect(loads()).toBe(2)
})

test('a reading that failed is told to those who waited and tried again by the next', async () => {
  const { freshly } = openShelf()
  await expect(freshly('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await freshly('a', () => Promise.resolve(7))).toBe(7)
})
