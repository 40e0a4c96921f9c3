/** Suggestions while somebody types: categories and brands first, because they lead to many products. */
import type { SearchSuggestions } from '@rialto/contracts/search'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Slot } from '../build/slots.ts'
import { all, prefix, rendered, word } from '../text/tsquery.ts'
import { keyOf, wordsOf } from '../text/words.ts'
import { suggestProducts, suggestValues } from './store.ts'

const VALUES_MAX = 4

export async function suggest(db: Sql, slot: Slot, text: string, limit: number): Promise<SearchSuggestions> {
  const words = wordsOf(text).map((each) => each.text)
  const last = words.at(-1)
  if (last === undefined) return { items: [] }
  const query = rendered(all([...words.slice(0, -1).map(word), prefix(unstemmed(text, last))]), 'A')
  const [values, products] = await Promise.all([
    suggestValues(db, slot, text.trim().toLowerCase(), Math.min(VALUES_MAX, limit)),
    suggestProducts(db, slot, keyOf(text), query, limit),
  ])
  const items = [
    ...values.map(({ kind, value, label }) => ({ kind, label, value, slug: value })),
    ...products.map(({ id, label, slug }) => ({ kind: 'product' as const, label, value: id, slug })),
  ]
  return { items: items.slice(0, limit) }
}

/** What is still being typed has no plural yet: “bus” may become “business”. */
function unstemmed(text: string, last: string): string {
  const typed = wordsOf(`${text}x`).at(-1)?.text.slice(0, -1)
  return typed !== undefined && typed.startsWith(last.slice(0, 2)) ? typed : last
}
