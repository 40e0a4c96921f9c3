/** How names are looked for. */

/** Each is a question of its own. */
const WORDS_MAX = 8

/** No case, no accents. */
export function keyOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().toWellFormed()
}

/** Each of them has to be a part of the SKU or of the name. */
export function wordsOf(text: string): string[] {
  return [...new Set(keyOf(text).split(/\s+/))].filter((word) => word !== '').slice(0, WORDS_MAX)
}

/** For `like`: whatever was typed stands for itself. */
export function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}
