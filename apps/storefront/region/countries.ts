/** Countries as a language names them. */
import { COUNTRY_CODES } from '@rialto/contracts/country'
import type { Locale } from './locales.ts'

const names = new Map<Locale, Intl.DisplayNames>()

/** Germany, Deutschland, Allemagne; the code itself where a language has no name for it. */
export function countryName(code: string, locale: Locale): string {
  let named = names.get(locale)
  if (!named) {
    named = new Intl.DisplayNames(locale, { type: 'region' })
    names.set(locale, named)
  }
  return named.of(code) ?? code
}

const lists = new Map<Locale, readonly { readonly value: string; readonly text: string }[]>()

/** All of them by name, as a field offers them. */
export function countriesIn(locale: Locale): readonly { readonly value: string; readonly text: string }[] {
  let list = lists.get(locale)
  if (!list) {
    list = COUNTRY_CODES.map((value) => ({ value, text: countryName(value, locale) })).toSorted(
      (one, other) => one.text.localeCompare(other.text, locale),
    )
    lists.set(locale, list)
  }
  return list
}
