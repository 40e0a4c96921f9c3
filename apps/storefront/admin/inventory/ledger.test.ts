import { expect, test } from 'vitest'
import { counted, pageText, readPage } from './ledger.ts'

test('movements are told with the counts before and after, and the next page goes on where this one ended', () => {
  const first = counted([{ delta: -2 }, { delta: 5 }], 13)
  expect(first).toEqual([
    { delta: -2, before: 15, after: 13 },
    { delta: 5, before: 10, after: 15 },
  ])
  const next = readPage(pageText({ cursor: 'abc-1', count: first.at(-1)?.before ?? 0 }), 13)
  expect(next).toEqual({ cursor: 'abc-1', count: 10 })
  expect(counted([{ delta: 10 }], next.count)).toEqual([{ delta: 10, before: 0, after: 10 }])
})

test('an address that says nothing of a page, or something that cannot be, is that of the first', () => {
  for (const text of [undefined, '', 'abc', '~5', 'abc~much', '../x~1'])
    expect(readPage(text, 7)).toEqual({ cursor: undefined, count: 7 })
})
