/** Slugs, SKUs and keys that names are compared by. */

const SLUG_CHARACTERS_MAX = 64
const SKU_WORDS_CHARACTERS_MAX = 24
const KEY_CHARACTERS_MAX = 200
const TAIL_CHARACTERS_MAX = 40
/** What means something else behind `/products/`. */
const TAKEN_PATHS = new Set(['bulk', 'search', 'health'])

/** Letters that Unicode does not take apart into a Latin letter and a mark. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** “Crème brûlée, 2 × 90 g” → `creme-brulee-2-90-g`; empty where no Latin letter or digit is left. */
export function slugOf(text: string, charactersMax = SLUG_CHARACTERS_MAX): string {
  const plain = plainText(text).replace(/[ßæœøłđðþı]/g, (letter) => LATIN[letter] ?? '')
  return (plain.match(/[a-z0-9]+/g) ?? []).join('-').slice(0, charactersMax).replace(/-$/, '')
}

/** What two names are compared and sorted by: no case, no accents, single spaces. Bounded, as an index entry is. */
export function nameKey(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim().slice(0, KEY_CHARACTERS_MAX).toWellFormed()
}

/** The name’s own slug, and the one to take when another already goes by it; `nameless` where it has no Latin letter. */
export function slugCandidates(name: string, id: string, nameless: string): readonly [string, string] {
  const tail = tailOf(id)
  const words = slugOf(name, SLUG_CHARACTERS_MAX - TAIL_CHARACTERS_MAX - 1) || nameless
  const long = `${words}-${tail}`
  const short = slugOf(name)
  return [short === '' || TAKEN_PATHS.has(short) ? long : short, long]
}

/** `LAPTOP-4C7VN2QX`: readable, and as unique as the id that it ends with. */
export function skuFor(name: string, id: string): string {
  return `${slugOf(name, SKU_WORDS_CHARACTERS_MAX) || 'sku'}-${tailOf(id)}`.toUpperCase()
}

/** What tells an id from others: the last, random part of one of ours, the whole of a merchant’s. */
function tailOf(id: string): string {
  const ours = /^[a-z]+_[0-9a-z]{18}([0-9a-z]{8})$/.exec(id)
  return ours?.[1] ?? (slugOf(id, TAIL_CHARACTERS_MAX) || 'x')
}

function plainText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
