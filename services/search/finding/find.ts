/**
 * From what was typed to an answer: all words first; where nothing has them all, words spelled as they
 * were meant; and at last documents with most of the words.
 */
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Slot } from '../build/slots.ts'
import { estimateDocuments } from '../document/store.ts'
import { groupedOf, totalOf } from '../facet/counts.ts'
import type { Labels } from '../facet/labels.ts'
import { facetsOf } from '../facet/view.ts'
import { corrections, editsForgiven } from '../spelling/domain.ts'
import { documentsWith, nearWords, type Asked } from '../spelling/store.ts'
import { questionOf, type Question, type Synonyms, type Term } from '../text/question.ts'
import { prefix, rendered, word } from '../text/tsquery.ts'
import { relaxedRanking, strictRanking, type Ranking } from './ranking.ts'
import { find, type Found } from './store.ts'
import { encodePosition, type Wish } from './wish.ts'

const NEAR_WORDS_MAX = 50
const CORRECTIONS_TRIED_MAX = 5
const PREFIX_CHARACTERS_MIN = 3

export type FindNeeds = {
  readonly db: Sql
  readonly clock: Clock
  readonly slot: () => Slot
  /** The slot that is asked now, where the one that was known is not. */
  readonly lookAgain: () => Promise<Slot>
  readonly labels: Labels
  readonly synonyms: () => Synonyms
  /** The products that stand first for a query, by its key. */
  readonly pins: (key: string) => readonly string[]
}

export type FoundText = { readonly text: string; readonly total: number; readonly key: string }

type Spelled = {
  readonly question: Question
  readonly didYouMean: string | undefined
  /** How many documents hold each of its terms. */
  readonly docs: readonly number[]
}

export function openFind({ db, clock, slot, lookAgain, labels, synonyms, pins }: FindNeeds) {
  async function ask(wish: Wish, ranking: Ranking, pinned: readonly string[]): Promise<Found> {
    const asked = slot()
    const found = await find(db, asked, { ...wish, ranking, pins: pinned })
    if (found.slot === asked) return found
    return find(db, await lookAgain(), { ...wish, ranking, pins: pinned })
  }

  /** Words that no document has become the nearest one that some have, or what begins with them. */
  async function spell(question: Question): Promise<Spelled> {
    const docs = await documentsWith(db, slot(), question.terms.map(asAsked))
    const unknown = question.terms.filter((_, i) => docs[i] === 0)
    if (unknown.length === 0) return { question, didYouMean: undefined, docs }
    const terms = await Promise.all(
      question.terms.map(async (term, i) => (docs[i] === 0 ? ((await meant(term)) ?? term) : term)),
    )
    const isCorrected = terms.some(({ text }, i) => text !== question.terms[i]?.text)
    return {
      question: { ...question, terms },
      didYouMean: isCorrected ? terms.map(({ text }) => text).join(' ') : undefined,
      docs: await documentsWith(db, slot(), terms.map(asAsked)),
    }
  }

  async function meant({ word: asked, text }: Term): Promise<Term | undefined> {
    if (asked === undefined || asked.length < PREFIX_CHARACTERS_MIN) return undefined
    const near = await nearWords(db, slot(), asked, editsForgiven(asked), NEAR_WORDS_MAX)
    if (near.some(({ isPrefix }) => isPrefix)) return { text, node: prefix(asked), word: asked }
    const likely = corrections(asked, near).slice(0, CORRECTIONS_TRIED_MAX)
    const docs = await documentsWith(
      db,
      slot(),
      likely.map((each) => ({ query: rendered(word(each)), word: each })),
    )
    const correction = likely.find((_, i) => (docs[i] ?? 0) > 0)
    return correction === undefined ? undefined : (questionOf(correction, synonyms()).terms[0] ?? undefined)
  }

  async function relax(
    wish: Wish,
    { question: { terms }, docs }: Pick<Spelled, 'question' | 'docs'>,
  ): Promise<Found | undefined> {
    if (terms.length < 2) return undefined
    const weighed = terms.map((term, i) => ({ term, docs: docs[i] ?? 0 })).filter((each) => each.docs > 0)
    if (weighed.length === 0) return undefined
    const documents = Math.max(await estimateDocuments(db, slot()), ...docs)
    // The fewer terms suffice, the dearer the search: all but one first, of those that are known.
    const most = weighed.length < terms.length ? weighed.length : weighed.length - 1
    for (const least of new Set([most, Math.ceil(weighed.length / 2), 1])) {
      const found = await ask(wish, relaxedRanking(weighed, least, documents), [])
      if (found.isKnown) return found
    }
    return undefined
  }

  async function answer(wish: Wish): Promise<{ found: Found; key: string; didYouMean?: string | undefined }> {
    if (wish.text === '') return { found: await ask(wish, { kind: 'none' }, pins('')), key: '' }
    const question = questionOf(wish.text, synonyms())
    const { key } = question
    if (question.terms.length === 0) return { found: nothing(slot()), key }
    const strict = await ask(wish, strictRanking(question), pins(key))
    if (strict.isKnown) return { found: strict, key }
    const spelled = await spell(question)
    const { didYouMean } = spelled
    if (spelled.question.terms.some((term, i) => term !== question.terms[i])) {
      const found = await ask(wish, strictRanking({ ...spelled.question, exact: [] }), [])
      if (found.isKnown) return { found, key, didYouMean }
    }
    return { found: (await relax(wish, spelled)) ?? strict, key, didYouMean }
  }

  return async (wish: Wish): Promise<FoundText> => {
    const startedAt = clock.now()
    const { found, key, didYouMean } = await answer(wish)
    const { items, last, counts } = found
    const total = totalOf(counts)
    const names = await labels(counts[1] ?? [])
    const rest = {
      facets: facetsOf(groupedOf(counts, names, wish.filters)),
      total,
      nextCursor: last && encodePosition(wish.sort, { value: last[0], id: last[1] }),
      tookMs: clock.now() - startedAt,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    }
    return { text: `{"items":[${items}],${JSON.stringify(rest).slice(1)}`, total, key }
  }
}

function asAsked({ node, word: single }: Term): Asked {
  const query = rendered(node)
  return single === undefined ? { query } : { query, word: single, wordQuery: rendered(word(single)) }
}

function nothing(slot: Slot): Found {
  return { slot, isKnown: false, items: '', last: null, counts: [null, null, null] }
}
