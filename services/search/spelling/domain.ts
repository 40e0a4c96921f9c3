/** Which of the words that are nearly like another was meant. */
import type { NearWord } from './store.ts'

const SHORT_CHARACTERS = 4
const UNSPELLABLE = 3

/** How many edits a word of this length forgives; zero where spelling is not to be guessed at. */
export function editsForgiven(word: string): number {
  if (!/^[a-z]+$/.test(word) || word.length < UNSPELLABLE) return 0
  return word.length <= SHORT_CHARACTERS ? 1 : 2
}

/** The word with each two letters beside each other in each other’s places: one slip of two hurried fingers. */
export function swapped(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
  )
}

/** Edits from one word to the other, two letters that changed places being one. */
export function editDistance(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, i) => {
    const row = Array.from({ length: right.length + 1 }, () => 0)
    row[0] = i
    return row
  })
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  rows[0] = Array.from({ length: right.length + 1 }, (_, j) => j)
  for (let i = 1; i <= left.length; i += 1) {
    for (let j = 1; j <= right.length; j += 1) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change)
      const row = rows[i]
      if (row) row[j] = isSwap ? Math.min(best, at(i - 2, j - 2) + 1) : best
    }
  }
  return at(left.length, right.length)
}

/** The nearest word first; of equally near ones that with the same first letter, then the most frequent. */
export function corrections(asked: string, near: readonly NearWord[]): string[] {
  const forgiven = editsForgiven(asked)
  return near
    .map(({ word, docs }) => ({
      word,
      docs,
      distance: editDistance(asked, word),
      same: word[0] === asked[0],
    }))
    .filter(({ distance }) => distance <= forgiven)
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        Number(b.same) - Number(a.same) ||
        b.docs - a.docs ||
        (a.word < b.word ? -1 : 1),
    )
    .map(({ word }) => word)
}
