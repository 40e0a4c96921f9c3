/** The words of the checkout for the page, in a language. */
import type { Locale } from '../../region/locales.ts'
import { words } from '../../words/words.ts'
import { FAULTS, TEXTS, type CheckoutTexts } from './texts.ts'

export function checkoutTexts(locale: Locale): CheckoutTexts {
  const t = words('checkout', locale)
  return Object.fromEntries([...TEXTS, ...FAULTS].map((key) => [key, t(key)])) as CheckoutTexts
}
