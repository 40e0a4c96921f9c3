/** The words of the shop, by language and area. Components on the server look them up and hand texts to the browser. */
import { createTranslator } from 'use-intl/core'
import { currentLocale } from '../page/here.ts'
import { LOCALE_DEFAULT, type Locale } from '../region/locales.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Words = typeof en
export type Area = keyof Words

const WORDS: Readonly<Record<Locale, Words>> = { en, de, fr, ar }

/** A function that gives the texts of one area, in the language of this page unless one is named. */
export function words<A extends Area>(area: A, locale: Locale = currentLocale()) {
  return createTranslator<Words, A>({
    locale,
    messages: WORDS[locale],
    namespace: area,
    // Dates are told in one zone everywhere, so that a kept page is true for all.
    timeZone: 'UTC',
    onError: (error) => {
      throw error
    },
  })
}

/** The texts of an area as they stand, for tests and for scripts that fill them by themselves. */
export function wordsOf<A extends Area>(area: A, locale: Locale = LOCALE_DEFAULT): Words[A] {
  return WORDS[locale][area]
}
