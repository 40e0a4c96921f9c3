/** The language and place of the page that is being made, for components on the server. */
import { LOCALE_DEFAULT, localeOf, localized, unlocalized, type Locale } from '../region/locales.ts'
import { currentPage } from './page.ts'

export function currentLocale(): Locale {
  return localeOf(currentPage()?.url ?? '/')
}

/** The address of a place in the shop in the language of this page: `/cart` or `/de/cart`. */
export function here(path: string): string {
  return localized(path, currentLocale())
}

/**
 * For the `lang` of names and descriptions of goods: they are written once, in the shop's first language. Undefined
 * where the page speaks it, too.
 */
export function catalogueLang(locale: Locale = currentLocale()): Locale | undefined {
  return locale === LOCALE_DEFAULT ? undefined : LOCALE_DEFAULT
}

/** The address of this page without its language. */
export function currentPath(): string {
  return unlocalized(currentPage()?.url ?? '/')
}
