/** What makes one document better than another for a question, as PostgreSQL is told. */
import { asPhrase, everyTerm, orExact, someTerms, type Question, type Term } from '../text/question.ts'
import { any, rendered, word } from '../text/tsquery.ts'

export type Ranking =
  /** Nothing was asked: everything fits. */
  | { readonly kind: 'none' }
  /** All terms are there. */
  | {
      readonly kind: 'strict'
      readonly match: string
      readonly terms: string
      /** All terms within the title; within title, brand and category. */
      readonly title: string
      readonly head: string
      /** All terms within brand and category. */
      readonly shelf: string
      /** The terms side by side in the title. */
      readonly phrase: string | undefined
      readonly exact: string
    }
  /** Some are. */
  | {
      readonly kind: 'relaxed'
      readonly match: string
      readonly terms: readonly { readonly query: string; readonly worth: number }[]
    }

/** Found in no document: for a question that can be nobody’s name. */
const NOWHERE = "'=='"
/** The rarest ones decide; more would make too many combinations. */
const RELAXED_TERMS_MAX = 6

export function strictRanking(question: Question): Ranking {
  const terms = everyTerm(question)
  const phrase = asPhrase(question)
  return {
    kind: 'strict',
    match: orExact(question.exact, terms),
    terms: rendered(terms),
    title: rendered(terms, 'A'),
    head: rendered(terms, 'AB'),
    shelf: rendered(terms, 'B'),
    phrase: phrase && rendered(phrase, 'A'),
    exact: question.exact.length > 0 ? rendered(any(question.exact.map(word))) : NOWHERE,
  }
}

export type Weighed = { readonly term: Term; readonly docs: number }

/** Documents with any `least` of the terms; a term is worth the more the fewer documents have it. */
export function relaxedRanking(weighed: readonly Weighed[], least: number, documents: number): Ranking {
  const rarest = weighed.toSorted((a, b) => a.docs - b.docs).slice(0, RELAXED_TERMS_MAX)
  return {
    kind: 'relaxed',
    match: rendered(
      someTerms(
        rarest.map(({ term }) => term),
        Math.min(least, rarest.length),
      ),
    ),
    terms: rarest.map(({ term, docs }) => ({
      query: rendered(term.node),
      worth: Math.log(1 + documents / Math.max(1, docs)),
    })),
  }
}
