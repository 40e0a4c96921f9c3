/** The language and place of the page that is being made, for components on the server. */
import { localeOf, localized, unlocalized, type Locale } from '../region/locales.ts'
import { currentPage } from './page.ts'

export function currentLocale(): Locale {
  return localeOf(currentPage()?.url ?? '/')
}

/** The address of a place in the shop in the language of this page: `/cart` or `/de/cart`. */
export function here(path: string): string {
  return localized(path, currentLocale())
}

/** The address of this page without its language. */
export function currentPath(): string {
  return unlocalized(currentPage()?.url ?? '/')
}
