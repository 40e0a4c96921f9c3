import { expect, test } from 'vitest'
import { synonymsOf } from '../synonym/domain.ts'
import { everyTerm, questionOf, someTerms, type Synonyms } from './question.ts'
import { rendered } from './tsquery.ts'

const NONE: Synonyms = new Map()
const asked = (text: string, synonyms = NONE) => {
  const question = questionOf(text, synonyms)
  return question.terms.length === 0 ? '' : rendered(everyTerm(question))
}

test('all words must be there, and stop-words need not', () => {
  expect(asked('the red shoe')).toBe(
    "((('red' | '+red' | 'redshoe') & ('shoe' | '+shoe' | 'redshoe')))".slice(1, -1),
  )
})

test('where there are only stop-words, they are meant', () => {
  expect(asked('the who')).toContain("'the'")
})

test('what touches or stands in quotation marks is a phrase', () => {
  expect(asked('usb-c')).toBe("(('usb' <-> 'c') | '+usbc' | 'usbc')")
  expect(asked('"red shoe"')).toBe("('red' <-> 'shoe')")
})

test('two words are also found written as one, unless either stands in quotation marks', () => {
  expect(asked('back pack')).toContain("'backpack'")
  for (const text of ['"back" pack', 'back "pack"']) expect(asked(text)).not.toContain("'backpack'")
})

test('a synonym is found by all words that say it', () => {
  const synonyms = synonymsOf([['smartphone', 'mobile phone']])
  expect(asked('smartphone', synonyms)).toContain("('mobile' <-> 'phone')")
  const [mobile, phone] = questionOf('mobile phone', synonyms).terms
  for (const term of [mobile, phone]) expect(term && rendered(term.node)).toContain("'smartphone'")
})

test('the same question has the same key', () => {
  expect(questionOf('Red  SHOES', NONE).key).toBe(questionOf('red shoe', NONE).key)
})

test('any two of three terms are three pairs', () => {
  const { terms } = questionOf('"a1x" "b2x" "c3x"', NONE)
  expect(rendered(someTerms(terms, 2)).split(' | ')).toHaveLength(3)
})

test('quotation marks and backslashes never get out of a word', () => {
  for (const text of ["o'neill", "\\'; drop table document_a; --", "a' | 'b", "'''"]) {
    const outside = asked(text).replace(/'[\p{L}\p{N}.+]*'/gu, '')
    expect(outside).toMatch(/^[ ()|&<>:*-]*$/)
  }
})
