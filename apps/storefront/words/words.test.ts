import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { LOCALES, type Locale } from '../region/locales.ts'
import { en } from './en.ts'
import { wordsOf, type Area } from './words.ts'

const AREAS = Object.keys(en) as Area[]
const OTHERS = LOCALES.filter((locale) => locale !== 'en')
/** As many as a shop counts: one of each form that a language has for whole numbers is among them. */
const COUNTED_MAX = 200

/** What is the same word in two languages, or a name. */
const SAME: Readonly<Partial<Record<Locale, readonly string[]>>> = {
  de: ['layout.rights', 'search.sortName'],
  fr: ['layout.menu', 'layout.rights', 'own.notifications', 'search.pages', 'search.suggestionsList'],
}

type Plain = Readonly<Record<string, string>>
const plain = (area: Area, locale: Locale): Plain => wordsOf(area, locale)

/** `count:plural`, `year:argument` … in the order of their names. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const found = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const here = `${element.value}:${TYPE[element.type]}`
    if (element.type === TYPE.tag) return [here, ...argumentsOf(element.children)]
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [here]
    return [here, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))]
  })
  return [...new Set(found)].toSorted((one, other) => one.localeCompare(other))
}

/** The forms that a text with a number lacks in its language. */
function missingForms(elements: readonly MessageFormatElement[], locale: Locale): string[] {
  const rules = new Intl.PluralRules(locale)
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return missingForms(element.children, locale)
    if (element.type !== TYPE.plural) return []
    const numbers = Array.from({ length: COUNTED_MAX }, (_, number) => number)
    const needed = numbers.map((number) =>
      element.options[`=${number}`] ? undefined : rules.select(number - element.offset),
    )
    return [...new Set(needed)].filter((form) => form !== undefined && !element.options[form]) as string[]
  })
}

test.for(OTHERS)('%s says everything that English says, in every area', (locale) => {
  for (const area of AREAS)
    expect(Object.keys(plain(area, locale)).toSorted(), area).toEqual(
      Object.keys(plain(area, 'en')).toSorted(),
    )
})

test.for(OTHERS)('%s is given the same numbers, names and dates as English', (locale) => {
  for (const area of AREAS) {
    const here = plain(area, locale)
    for (const [key, text] of Object.entries(plain(area, 'en')))
      expect(argumentsOf(parse(here[key]!)), `${area}.${key}`).toEqual(argumentsOf(parse(text)))
  }
})

test.for(OTHERS)('%s is not English, but for a few words that are the same', (locale) => {
  const same = AREAS.flatMap((area) => {
    const here = plain(area, locale)
    return Object.entries(plain(area, 'en')).flatMap(([key, text]) =>
      here[key] === text ? [`${area}.${key}`] : [],
    )
  })
  expect(same).toEqual(SAME[locale] ?? [])
})

test.for(LOCALES)('%s counts in every form that it has', (locale) => {
  for (const area of AREAS)
    for (const [key, text] of Object.entries(plain(area, locale)))
      expect(missingForms(parse(text), locale), `${area}.${key}`).toEqual([])
})
