/** What a shopper typed, read as terms that all have to be there, each with the other ways to say it. */
import { all, any, phrase, rendered, word, type Node } from './tsquery.ts'
import { keyOf, referenceOf, wordsOf, type Word } from './words.ts'

/** More words than anybody types; the rest are left out, not refused. */
const TERMS_MAX = 12
const EXACT = '='
const JOINED = '+'

export type Term = {
  /** As it would be shown in a corrected query. */
  readonly text: string
  readonly node: Node
  /** A single word that spelling may look at. */
  readonly word: string | undefined
}

export type Question = {
  readonly terms: readonly Term[]
  /** The id, SKU, slug or whole title that it may be, as lexemes. */
  readonly exact: readonly string[]
  /** The same question has the same key. */
  readonly key: string
}

/** Groups of terms that mean the same, by the key of each term. */
export type Synonyms = ReadonlyMap<string, readonly string[]>

/** The lexeme of a text that is to be found as a whole. */
export function exactLexeme(text: string): string {
  return EXACT + text
}

/** The lexeme of two words that stand side by side: “back pack” is found by “backpack”. */
export function joinedLexeme(left: string, right: string): string {
  return JOINED + left + right
}

type Unit = { readonly words: readonly string[]; readonly isQuoted: boolean; readonly isStop: boolean }

export function questionOf(text: string, synonyms: Synonyms): Question {
  const units = unitsOf(text)
  const meant = units.some(({ isStop }) => !isStop) ? units.filter(({ isStop }) => !isStop) : units
  const asked = meant.slice(0, TERMS_MAX)
  const key = keyOf(text)
  const reference = referenceOf(text)
  const exact = key === '' ? [] : [...new Set([key, ...(reference === undefined ? [] : [reference])])]
  return { terms: termsOf(asked, synonyms), exact: exact.map(exactLexeme), key }
}

/** Words; those that touch are one unit, and so is what stands in quotation marks. */
function unitsOf(text: string): Unit[] {
  return text.split(/["“”„«»]/u).flatMap((part, i, parts) => {
    const isQuoted = i % 2 === 1 && i < parts.length - 1
    const words = wordsOf(part)
    if (isQuoted)
      return words.length === 0 ? [] : [{ words: words.map((each) => each.text), isQuoted, isStop: false }]
    return touching(words)
  })
}

function touching(words: readonly Word[]): Unit[] {
  const units: Unit[] = []
  for (const each of words) {
    const last = units.at(-1)
    if (each.touches && last)
      units[units.length - 1] = { words: [...last.words, each.text], isQuoted: false, isStop: false }
    else units.push({ words: [each.text], isQuoted: false, isStop: each.isStop })
  }
  return units
}

function termsOf(units: readonly Unit[], synonyms: Synonyms): Term[] {
  const others = units.map((): Node[] => [])
  addCompounds(units, others)
  addSynonyms(units, others, synonyms)
  return units.map(({ words, isQuoted }, i) => {
    const joined = words.join('')
    const own: Node[] = [phrase(words)]
    if (!isQuoted) own.push(word(JOINED + joined))
    if (!isQuoted && words.length > 1) own.push(word(joined))
    return {
      text: isQuoted ? `"${words.join(' ')}"` : words.join('-'),
      node: any([...own, ...(others[i] ?? [])]),
      word: words.length === 1 && !isQuoted ? words[0] : undefined,
    }
  })
}

/** “back pack” may be written “backpack”: either word is then found as the compound. */
function addCompounds(units: readonly Unit[], others: readonly Node[][]): void {
  units.forEach(({ words, isQuoted }, i) => {
    const next = units[i + 1]
    if (!next || isQuoted || next.isQuoted) return
    const compound = word([...words, ...next.words].join(''))
    others[i]?.push(compound)
    others[i + 1]?.push(compound)
  })
}

function addSynonyms(units: readonly Unit[], others: readonly Node[][], synonyms: Synonyms): void {
  if (synonyms.size === 0) return
  for (let from = 0; from < units.length; from += 1) {
    for (let to = from + 1; to <= units.length; to += 1) {
      const span = units.slice(from, to)
      const meanings = synonyms.get(span.flatMap(({ words }) => words).join(' ')) ?? []
      const nodes = meanings.map((meaning) => phrase(meaning.split(' ')))
      for (let i = from; i < to; i += 1) others[i]?.push(...nodes)
    }
  }
}

/** All terms, in any order. */
export function everyTerm({ terms }: Pick<Question, 'terms'>): Node {
  return all(terms.map(({ node }) => node))
}

/** The terms side by side in their order; undefined where there is only one. */
export function asPhrase({ terms }: Pick<Question, 'terms'>): Node | undefined {
  const words = terms.flatMap((term) => (term.word === undefined ? [] : [term.word]))
  return words.length > 1 && words.length === terms.length ? phrase(words) : undefined
}

/** Any `least` of the terms, halved again and again: writing out every choice makes PostgreSQL compare each of them. */
export function someTerms(terms: readonly Term[], least: number): Node {
  const nodes = terms.map(({ node }) => node)
  if (least >= terms.length) return all(nodes)
  if (least <= 1) return any(nodes)
  const left = terms.slice(0, Math.ceil(terms.length / 2))
  const right = terms.slice(left.length)
  const ways: Node[] = []
  for (
    let fromLeft = Math.max(0, least - right.length);
    fromLeft <= Math.min(least, left.length);
    fromLeft += 1
  ) {
    const parts = [
      ...(fromLeft > 0 ? [someTerms(left, fromLeft)] : []),
      ...(fromLeft < least ? [someTerms(right, least - fromLeft)] : []),
    ]
    ways.push(all(parts))
  }
  return any(ways)
}

/** What is matched: the whole of it as a name, or what is asked of its words. */
export function orExact(exact: readonly string[], node: Node | undefined): string {
  const names = exact.map(word)
  return rendered(any(node === undefined ? names : [...names, node]))
}
