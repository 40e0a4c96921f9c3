/** The languages that the shop speaks, and where each stands in an address. */

export const LOCALES = ['en', 'de', 'fr', 'ar'] as const
export type Locale = (typeof LOCALES)[number]
/** Stands in no address: `/cart` is English, `/de/cart` German. */
export const LOCALE_DEFAULT: Locale = 'en'

/** Each in its own words. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  ar: 'العربية',
}

export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}

/** The language that an address asks for. */
export function localeOf(url: string): Locale {
  const first = url.split(/[/?#]/)[1]
  return isLocale(first) ? first : LOCALE_DEFAULT
}

/** The same place in a language: `/cart` and `de` make `/de/cart`. */
export function localized(path: string, locale: Locale): string {
  if (locale === LOCALE_DEFAULT) return path
  return path === '/' ? `/${locale}` : `/${locale}${path}`
}

/** The address without its language: `/de/cart` is `/cart`. */
export function unlocalized(url: string): string {
  const [, first] = url.split(/[/?#]/)
  if (!isLocale(first)) return url
  const rest = url.slice(first.length + 1)
  return rest.startsWith('/') ? rest : `/${rest}`
}
