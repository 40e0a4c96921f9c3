import { expect, test } from 'vitest'
import { bm25 } from './bm25.ts'
import { JUDGED, SHELF } from './judged.ts'
import { ndcg } from './ndcg.ts'

test('the best order is worth one, another less, none of it nothing', () => {
  const grades = { a: 3, b: 1 }
  expect(ndcg(['a', 'b'], grades)).toBe(1)
  expect(ndcg(['b', 'a'], grades)).toBeLessThan(1)
  expect(ndcg(['x', 'a', 'b'], grades)).toBeLessThan(ndcg(['a', 'x', 'b'], grades))
  expect(ndcg([], grades)).toBe(0)
})

test('a rare word is worth more than a common one', () => {
  const rank = bm25([
    { id: 'both', text: 'red kettle' },
    { id: 'rare', text: 'blue kettle' },
    { id: 'common', text: 'red lamp' },
    { id: 'other', text: 'red chair' },
  ])
  expect(rank('red kettle', 3)).toEqual(['both', 'rare', 'common'])
  expect(rank('nothing', 3)).toEqual([])
})

test('every judged product is on the shelf, and there are enough questions of each kind', () => {
  const ids = new Set(SHELF.map(({ id }) => id))
  for (const { query, grades } of JUDGED)
    for (const id of Object.keys(grades)) expect(ids, query).toContain(id)
  expect(JUDGED.length).toBeGreaterThanOrEqual(60)
  for (const questions of Map.groupBy(JUDGED, ({ kind }) => kind).values())
    expect(questions.length).toBeGreaterThanOrEqual(5)
})
