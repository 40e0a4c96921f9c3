/** How the total of an order came about, step by step, in words. */
import type { OrderView } from '@rialto/contracts/order'
import { countryName } from '../../region/countries.ts'
import type { Locale } from '../../region/locales.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'
import { methodName } from '../checkout/quote.ts'
import type { ShownStep } from '../checkout/shown.ts'

export function shownSums(order: OrderView, locale: Locale): readonly ShownStep[] {
  const t = words('checkout', locale)
  const { currency, subtotal, discount, shipping, tax, items, shippingMethod, shippingAddress } = order
  const money = (amount: number) => formatMoney(amount, currency, locale)
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0)
  const label = (step: string) => order.pricing.find((each) => each.step === step)?.label
  return [
    { label: t('goods'), amount: money(subtotal), why: words('home', locale)('pieces', { count: pieces }) },
    ...(discount > 0
      ? [{ label: t('discount'), amount: money(-discount), why: label('discount') ?? '' }]
      : []),
    {
      label: t('shipping'),
      amount: shipping === 0 ? t('free') : money(shipping),
      why: methodName(shippingMethod, shippingMethod, locale),
    },
    { label: t('tax'), amount: money(tax), why: taxWhy(label('tax'), shippingAddress, locale) },
  ]
}

/** The shop explains its taxes in English; in other languages the rate and the country say as much. */
function taxWhy(label: string | undefined, address: OrderView['shippingAddress'], locale: Locale): string {
  if (locale === 'en') return asSentence(label ?? '')
  const rate = /(\d+(?:\.\d+)?) %/.exec(label ?? '')?.[1]
  if (address === null) return ''
  const country = countryName(address.country, locale)
  if (rate === undefined) return country
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 })
  return words('order', locale)('taxEach', { rate: percent.format(Number(rate) / 100), country })
}

/** “sales tax 4 % in New York” as the other steps are written. */
function asSentence(label: string): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`.replace(/(\d) %/, '$1%')
}
