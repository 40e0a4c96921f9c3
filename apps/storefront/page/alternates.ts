/** The one address of a page for search engines, and the same page in the other languages. */
import { LOCALES, LOCALE_DEFAULT, localized } from '../region/locales.ts'
import { currentLocale } from './here.ts'

export function alternates(path: string) {
  return {
    canonical: localized(path, currentLocale()),
    languages: {
      ...Object.fromEntries(LOCALES.map((locale) => [locale, localized(path, locale)])),
      'x-default': localized(path, LOCALE_DEFAULT),
    },
  }
}
