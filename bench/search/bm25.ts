/** BM25 over the same text, as a textbook has it: what any search must at least be as good as. */

const K1 = 1.2
const B = 0.75

/** Lower-case words, nothing else done to them. */
function termsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

export type Ranker = (query: string, limit: number) => string[]

export function bm25(documents: readonly { readonly id: string; readonly text: string }[]): Ranker {
  const counted = documents.map(({ id, text }) => {
    const terms = termsOf(text)
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    return { id, length: terms.length, counts }
  })
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length)
  const worth = (term: string) => {
    const having = counted.filter(({ counts }) => counts.has(term)).length
    return Math.log(1 + (counted.length - having + 0.5) / (having + 0.5))
  }
  return (query, limit) => {
    const terms = [...new Set(termsOf(query))].map((term) => ({ term, worth: worth(term) }))
    const scoreOf = ({ counts, length }: (typeof counted)[number]) =>
      terms.reduce((sum, { term, worth: idf }) => {
        const count = counts.get(term) ?? 0
        return sum + (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean))
      }, 0)
    return counted
      .map((document) => ({ id: document.id, score: scoreOf(document) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id)
  }
}
