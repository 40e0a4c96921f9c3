/** What a page says of a variant's stock and its arrival: for good, or with what is true today. */
import type { Delivery } from '../../catalogue/delivery.ts'
import type { Variant } from '../../catalogue/variants.ts'
import type { Locale } from '../../region/locales.ts'
import { formatDay, formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'
import type { Now } from './now.tsx'

/** So few that it is worth saying how many. */
const FEW = 5

export function nowOf(
  { stock, inStock }: Variant,
  delivery: Delivery | undefined,
  {
    country,
    locale,
    isToday,
  }: { readonly country: string; readonly locale: Locale; readonly isToday: boolean },
): Now {
  const t = words('product', locale)
  const arrives = delivery && inStock ? arrival(delivery) : undefined
  return { stock: stockText(), ...(arrives === undefined ? {} : { delivery: arrives }) }

  function stockText(): Now['stock'] {
    if (!inStock) return { text: t('soldOut'), tone: 'out' }
    return isToday && stock > 0 && stock <= FEW
      ? { text: t('left', { count: stock }), tone: 'low' }
      : { text: t('inStock'), tone: 'good' }
  }

  function arrival({ price, currency, delivery: { daysMin, daysMax, earliest, latest } }: Delivery): string {
    const cost = price === 0 ? t('deliveryFree') : formatMoney(price, currency, locale)
    const place = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country
    if (!isToday) return t('deliveryDays', { place, from: daysMin, to: daysMax, cost })
    const now = new Date()
    return t('deliveryDates', {
      place,
      from: formatDay(earliest, locale, now),
      to: formatDay(latest, locale, now),
      cost,
    })
  }
}
