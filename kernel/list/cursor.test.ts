import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { cursors, page, signCursorsWith } from './cursor.ts'

const orders = cursors<unknown>('orders')
const refused = expect.objectContaining({ code: 'invalid_query' })

afterEach(() => signCursorsWith('rialto'))

test('a cursor gives back the position that it was made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (position) => {
      const plain: unknown = JSON.parse(JSON.stringify(position))
      expect(orders.decode(orders.encode(position))).toEqual(plain)
    }),
  )
})

test('a cursor that was altered anywhere is refused', () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.nat(), fc.string()),
      fc.nat(),
      fc.constantFrom(...'AbZ019-_.=+/ !é\n'),
      (position, at, character) => {
        const cursor = orders.encode(position)
        const i = at % (cursor.length + 1)
        for (const altered of [
          cursor.slice(0, i) + character + cursor.slice(i + 1),
          cursor.slice(0, i) + character + cursor.slice(i),
          cursor.slice(0, i) + cursor.slice(i + 1),
        ]) {
          if (altered !== cursor) expect(() => orders.decode(altered), altered).toThrow(refused)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('a made-up cursor, and one of another list or another platform, is refused', () => {
  const cursor = orders.encode([1, 'a'])
  for (const made of ['', 'x', 'AAAAAAAAAAAA', 'W10', Buffer.from('[1]').toString('base64url'), '\u0000']) {
    expect(() => orders.decode(made), made).toThrow(refused)
  }
  expect(() => cursors('payments').decode(cursor)).toThrow(refused)
  signCursorsWith('another platform')
  expect(() => orders.decode(cursor)).toThrow(refused)
})

test('pages put together are the list, and the last one says so', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1000), { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      (numbers, limit) => {
        const rows = numbers.toSorted((a, b) => a - b)
        const list = cursors<number>('numbers')
        const seen: number[] = []
        let cursor: string | null = null
        do {
          const after: number = cursor === null ? -1 : list.decode(cursor)
          const found = rows.filter((n) => n > after).slice(0, limit + 1)
          const { items, nextCursor } = page(found, limit, (n) => n, list.encode)
          expect(items.length).toBeLessThanOrEqual(limit)
          seen.push(...items)
          cursor = nextCursor
        } while (cursor !== null)
        expect(seen).toEqual(rows)
      },
    ),
  )
})
