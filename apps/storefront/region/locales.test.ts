import { expect, test } from 'vitest'
import { localeOf, localized, unlocalized } from './locales.ts'

test('English stands in no address, every other language in the first place of its own', () => {
  expect(localized('/cart', 'en')).toBe('/cart')
  expect(localized('/cart', 'de')).toBe('/de/cart')
  expect(localized('/', 'ar')).toBe('/ar')
})

test('an address tells its language, and the same place without it', () => {
  for (const [url, locale, rest] of [
    ['/', 'en', '/'],
    ['/de', 'de', '/'],
    ['/de?x=1', 'de', '/?x=1'],
    ['/fr/c/chairs?sort=price', 'fr', '/c/chairs?sort=price'],
    ['/denim', 'en', '/denim'],
  ] as const) {
    expect(localeOf(url)).toBe(locale)
    expect(unlocalized(url)).toBe(rest)
  }
})
