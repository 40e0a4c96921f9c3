/** Groups of words that mean the same, as questions look them up. */
import type { Synonyms } from '../text/question.ts'
import { keyOf } from '../text/words.ts'

/** Each term by its words, with the words of all others that any of its groups names. */
export function synonymsOf(groups: readonly (readonly string[])[]): Synonyms {
  const meanings = new Map<string, Set<string>>()
  for (const group of groups) {
    const keys = new Set(group.map(keyOf).filter((key) => key !== ''))
    for (const key of keys) {
      const known = meanings.get(key) ?? new Set()
      for (const other of keys) if (other !== key) known.add(other)
      meanings.set(key, known)
    }
  }
  return new Map([...meanings].map(([key, others]) => [key, [...others]]))
}
