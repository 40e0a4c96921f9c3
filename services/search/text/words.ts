/**
 * What a word is, the same for what is sold and for what is asked: lower case, no accents, singular.
 * Hyphens and the edge between digits and letters part words that go on touching: “usb-c”, “16gb”.
 */

export type Word = {
  readonly text: string
  /** Whether nothing but a hyphen or the like stands between it and the word before. */
  readonly touches: boolean
  readonly isStop: boolean
}

const WORD_CHARACTERS_MAX = 40
const LETTERS_FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}
const PIECE = /\p{N}+(?:[.,]\p{N}+)*|\p{L}+/gu
/** What may stand between two words that touch. */
const JOINT = /^[-‐‑/_.+&]?$/u
const STOP_WORDS = new Set(
  'a an and are as at be by can do for from has have how i in is it its me my of on or our some that the their these this to up was we what which who will with you your'.split(
    ' ',
  ),
)
const IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  mens: 'man',
  women: 'woman',
  womens: 'woman',
  children: 'child',
  childrens: 'child',
  feet: 'foot',
  mice: 'mouse',
  people: 'person',
  teeth: 'tooth',
  geese: 'goose',
  knives: 'knife',
  wives: 'wife',
  lives: 'life',
  shelves: 'shelf',
  leaves: 'leaf',
  loaves: 'loaf',
  scarves: 'scarf',
  wolves: 'wolf',
  halves: 'half',
  movies: 'movie',
  cookies: 'cookie',
  batteries: 'battery',
}

/** Lower case without accents; compatibility forms become plain, so that “ﬁ” is “fi” and “²” is “2”. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/gu, (letter) => LETTERS_FOLDED[letter] ?? letter)
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/'s(?!\p{L})/gu, '')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '')
}

/** The words of a text in their order, stop-words marked. */
export function wordsOf(text: string): Word[] {
  const plain = folded(text)
  const words: Word[] = []
  let end = -1
  for (const { 0: piece, index } of plain.matchAll(PIECE)) {
    const touches = end >= 0 && JOINT.test(plain.slice(end, index))
    end = index + piece.length
    const cut = [...piece].slice(0, WORD_CHARACTERS_MAX).join('').replaceAll(',', '.')
    words.push({ text: singular(cut), touches, isStop: STOP_WORDS.has(cut) })
  }
  return words
}

/**
 * English plurals, and nothing else: a shopper who asks for “runner” does not mean “running”. It leaves
 * natural words, which can be shown as corrections.
 */
export function singular(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined
  if (irregular !== undefined) return irregular
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** Its words in one line: two titles that differ in nothing that counts have the same key. */
export function keyOf(text: string): string {
  return wordsOf(text)
    .map((word) => word.text)
    .join(' ')
}

const REFERENCE = /^[a-z0-9][a-z0-9_.:@-]{0,63}$/

/** An id, SKU or slug as it is compared; undefined where the text can be none. */
export function referenceOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  return REFERENCE.test(plain) ? plain : undefined
}
