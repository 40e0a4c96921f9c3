import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corrections, editDistance, swapped } from './domain.ts'

const near = (...words: string[]) => words.map((word) => ({ word, docs: 1, isPrefix: false }))

test('two letters that changed places are one edit', () => {
  expect(editDistance('lpatop', 'laptop')).toBe(1)
  expect(editDistance('laptop', 'laptop')).toBe(0)
  expect(editDistance('', 'abc')).toBe(3)
})

test('a short word with two letters that changed places is among its own slips', () => {
  expect(swapped('lmap')).toEqual(['mlap', 'lamp', 'lmpa'])
  expect(corrections('lmap', [...near('lap'), { word: 'lamp', docs: 9, isPrefix: false }])[0]).toBe('lamp')
})

test('a distance is the same from both ends, and zero only for the same word', () => {
  const word = fc.stringMatching(/^[a-d]{0,6}$/)
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(editDistance(left, right)).toBe(editDistance(right, left))
      expect(editDistance(left, right) === 0).toBe(left === right)
    }),
  )
})

test('the nearest word comes first, then the one with the same first letter, then the more frequent', () => {
  expect(corrections('hedphone', near('telephone', 'headphone'))[0]).toBe('headphone')
  expect(corrections('lamb', near('camb', 'lamp'))[0]).toBe('lamp')
  expect(
    corrections('tabel', [
      { word: 'label', docs: 1, isPrefix: false },
      { word: 'table', docs: 9, isPrefix: false },
    ])[0],
  ).toBe('table')
})

test('short words forgive one edit, and numbers none', () => {
  expect(corrections('cat', near('dog', 'hat'))).toEqual(['hat'])
  expect(corrections('4090', near('4080'))).toEqual([])
})
