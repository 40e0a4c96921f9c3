/** Why the cart did not change, in words for who wanted it to. */
import { isProblem } from '@rialto/client'
import type { Locale } from '../../region/locales.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'

/** What a refusal is told by; anything else is told as a failure that changed nothing. */
const TOLD = [
  'price_changed',
  'out_of_stock',
  'unknown_product',
  'unknown_item',
  'cart_full',
  'quantity_too_large',
  'cart_too_dear',
  'currencies_mixed',
  'too_many_requests',
  'unauthenticated',
] as const
type Told = (typeof TOLD)[number]

function isTold(code: string): code is Told {
  return TOLD.some((told) => told === code)
}

/** The sentence of a code, for a page that only knows this; undefined for a code that there is not. */
export function refusalText(code: string | undefined, locale: Locale): string | undefined {
  const t = words('cart', locale)
  if (code === undefined) return undefined
  return isTold(code) ? t(`refused_${code}`) : code === 'failed' ? t('failed') : undefined
}

/** Throws on what is no refusal. */
export function refusalOf(
  error: unknown,
  locale: Locale,
): { readonly code: string; readonly refused: string } {
  if (!isProblem(error)) throw error
  const { code, body } = error
  const { price, currency } = body
  if (code === 'price_changed' && typeof price === 'number' && typeof currency === 'string')
    return {
      code,
      refused: words('cart', locale)('priceNow', { price: formatMoney(price, currency, locale) }),
    }
  return isTold(code)
    ? { code, refused: refusalText(code, locale) ?? '' }
    : { code: 'failed', refused: words('cart', locale)('failed') }
}
