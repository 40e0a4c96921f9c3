/** Countries as a language names them. */
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
