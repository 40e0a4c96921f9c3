/** What the cart would cost as an order, for as much of an address as there is, in words. */
import { isProblem } from '@rialto/client'
import type { CartView, QuoteView } from '@rialto/contracts/cart'
import { countryName } from '../../region/countries.ts'
import type { Locale } from '../../region/locales.ts'
import { formatDay, formatMoney } from '../../region/money.ts'
import type { Region } from '../../region/regions.ts'
import { catalogueLang } from '../../page/here.ts'
import { cartDoor } from '../../session/cart.ts'
import { displayRates } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import { pictureOf } from '../cart/show.ts'
import { needsState } from './fields.ts'
import type { ShownMethod, ShownQuote, ShownStep } from './shown.ts'

export type Destination = { readonly country: string; readonly state: string; readonly method: string }

/** In the words of the shop; what else there may be is called as the shop’s services call it. */
const METHODS = ['standard', 'express', 'pickup'] as const

/** Undefined where nothing in the cart can be ordered. */
export async function quoteOf(
  to: Destination,
  locale: Locale,
  region: Region,
): Promise<{ readonly cartId: string; readonly quote: ShownQuote } | undefined> {
  const door = await cartDoor()
  if (!door) return undefined
  const { api, headers } = door
  try {
    const [cart, quote] = await Promise.all([
      api.get({ headers }),
      api.quote({ headers, body: bodyOf(to) }).catch((error: unknown) => {
        // A method that there is no more; the usual one takes its place, and the page says which.
        if (!isProblem(error, 'unknown_shipping_method')) throw error
        return api.quote({ headers, body: bodyOf({ ...to, method: '' }) })
      }),
    ])
    return { cartId: quote.cartId, quote: shownQuote(quote, cart, to, locale, region) }
  } catch (error) {
    if (isProblem(error, 'cart_empty', 'unknown_cart', 'unauthenticated')) return undefined
    throw error
  }
}

function bodyOf({ country, state, method }: Destination) {
  return {
    ...(country === '' ? {} : { shippingAddress: { country, ...(state === '' ? {} : { state }) } }),
    ...(method === '' ? {} : { shippingMethod: method }),
  }
}

export function shownQuote(
  quote: QuoteView,
  cart: CartView,
  to: Destination,
  locale: Locale,
  region: Region,
): ShownQuote {
  const t = words('checkout', locale)
  const { currency, total } = quote
  const money = (amount: number) => formatMoney(amount, currency, locale)
  const rate = displayRates(currency, region.currency)
  const pictures = new Map(cart.items.map(({ id, image }) => [id, pictureOf(image)]))
  return {
    total,
    totalName: t(isTaxOpen(quote, to) ? 'totalBeforeTax' : 'total'),
    totalText: money(total),
    about:
      rate === undefined
        ? undefined
        : words('product', locale)('about', { price: formatMoney(total * rate, region.currency, locale) }),
    pay: t('pay', { price: money(total) }),
    steps: stepsOf(quote, to, locale),
    methods: quote.shippingMethods.map((method) => shownMethod(method, currency, locale)),
    method: quote.shippingMethod,
    lines: quote.items.map(({ id, name, quantity, total: sum }) => ({
      id,
      name,
      lang: catalogueLang(locale),
      quantity,
      total: money(sum),
      picture: pictures.get(id),
    })),
    leftOut:
      quote.leftOut.length === 0
        ? undefined
        : t('leftOut', {
            names: listOf(
              quote.leftOut.map(({ name }) => name),
              locale,
            ),
          }),
  }
}

function shownMethod(
  { method, label, price, delivery }: QuoteView['shippingMethods'][number],
  currency: string,
  locale: Locale,
): ShownMethod {
  const t = words('checkout', locale)
  const now = new Date()
  const [from, to] = [formatDay(delivery.earliest, locale, now), formatDay(delivery.latest, locale, now)]
  const shown = {
    label: methodName(method, label, locale),
    price: price === 0 ? t('free') : formatMoney(price, currency, locale),
    when: t(method === 'pickup' ? 'readyBy' : 'arrives', { from, to }),
  }
  return { method, ...shown, told: t('methodTold', shown) }
}

export function methodName(method: string, label: string, locale: Locale): string {
  const known = METHODS.find((name) => name === method)
  return known ? words('checkout', locale)(`method_${known}`) : label
}

/** Goods, what is taken off, sending, each tax. */
function stepsOf(quote: QuoteView, to: Destination, locale: Locale): ShownStep[] {
  const t = words('checkout', locale)
  const money = (amount: number) => formatMoney(amount, quote.currency, locale)
  const pieces = quote.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const method = quote.shippingMethods.find(({ chosen }) => chosen)
  return [
    { label: t('goods'), amount: money(quote.subtotal), why: t('pieces', { count: pieces }) },
    ...quote.steps
      .filter(({ step }) => step === 'discount')
      .map(({ amount, why }) => ({ label: t('discount'), amount: money(amount), why })),
    {
      label: t('shipping'),
      amount: quote.shipping === 0 ? t('free') : money(quote.shipping),
      why: method ? methodName(method.method, method.label, locale) : quote.shippingMethod,
    },
    ...taxSteps(quote, to, locale),
  ]
}

/** Until it is known where it goes: no tax so far does not mean that there is none. */
function isTaxOpen(
  { taxes }: QuoteView,
  { country, state }: Pick<Destination, 'country' | 'state'>,
): boolean {
  return taxes.length === 0 && (country === '' || (needsState(country) && state === ''))
}

function taxSteps(quote: QuoteView, { country, state }: Destination, locale: Locale): ShownStep[] {
  const t = words('checkout', locale)
  const where = country === '' ? '' : countryName(country, locale)
  const money = (amount: number) => formatMoney(amount, quote.currency, locale)
  if (isTaxOpen(quote, { country, state }))
    return [{ label: t('tax'), amount: t('taxLater'), why: t('taxOpen') }]
  if (quote.taxes.length === 0)
    return [{ label: t('tax'), amount: money(quote.tax), why: t('taxNone', { country: where }) }]
  return quote.taxes.map(({ rate, inclusive, amount }) => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(
      rate / 100,
    )
    const told = {
      rate: percent,
      country: state === '' ? where : t('pair', { first: state, second: where }),
    }
    return inclusive
      ? { label: t('tax'), amount: money(0), why: t('taxHeld', { ...told, amount: money(amount) }) }
      : { label: t('tax'), amount: money(amount), why: t('taxWhy', told) }
  })
}

function listOf(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}
