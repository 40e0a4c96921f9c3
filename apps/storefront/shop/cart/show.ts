/** Makes a cart ready to be shown, in a language and for a region. */
import type { CartView } from '@rialto/contracts/cart'
import type { ShippingMethods } from '@rialto/contracts/shipping'
import { localized, type Locale } from '../../region/locales.ts'
import { formatDay, formatMoney } from '../../region/money.ts'
import type { Region } from '../../region/regions.ts'
import { catalogueLang } from '../../page/here.ts'
import { displayRates, shop } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import { countryName } from '../../region/countries.ts'
import type { LineNote, ShownCart, ShownLine, ShownPicture } from './shown.ts'

type Line = CartView['items'][number]
type Delivery = ShippingMethods['items'][number]

const CHEAPEST_FIRST = 'standard'
/** Pictures of the catalogue lie in three widths under names that differ by it. */
const WIDEST = /-960\.webp$/
const WIDTHS = [320, 640, 960]

/** With when it would arrive; a shop that cannot say so just now shows the cart without. */
export async function showCart(
  cart: CartView | undefined,
  locale: Locale,
  region: Region,
): Promise<ShownCart> {
  const hasGoods = cart !== undefined && cart.itemCount > 0
  const delivery = hasGoods ? await deliveryOf(cart, region) : undefined
  return shownCart(cart, delivery, locale, region)
}

async function deliveryOf(
  { currency, subtotal }: CartView,
  { country }: Region,
): Promise<Delivery | undefined> {
  try {
    const { items } = await shop().shipping.methods({ query: { country, currency, subtotal } })
    return items.find(({ method }) => method === CHEAPEST_FIRST) ?? items[0]
  } catch {
    return undefined
  }
}

/** The same of what is known already. */
export function shownCart(
  cart: CartView | undefined,
  delivery: Delivery | undefined,
  locale: Locale,
  region: Region,
): ShownCart {
  const t = words('cart', locale)
  const { items = [], itemCount = 0, subtotal = 0, currency = 'USD' } = cart ?? {}
  const money = (amount: number) => formatMoney(amount, currency, locale)
  const rate = displayRates(currency, region.currency)
  return {
    lines: items.map((line) => shownLine(line, currency, locale)),
    count: itemCount,
    subtotal: money(subtotal),
    about:
      rate === undefined
        ? undefined
        : words('product', locale)('about', { price: formatMoney(subtotal * rate, region.currency, locale) }),
    delivery: delivery && deliveryText(delivery, locale, region),
    isBuyable: itemCount > 0,
    texts: {
      empty: t('empty'),
      emptyText: t('emptyText'),
      emptyAction: t('emptyAction'),
      subtotal: t('subtotal'),
      subtotalNote: t('subtotalNote'),
      checkout: t('checkout'),
      cart: t('toCart'),
      remove: t('remove'),
      undo: t('undo'),
      failed: t('failed'),
    },
    links: {
      home: localized('/', locale),
      cart: localized('/cart', locale),
      checkout: localized('/checkout', locale),
    },
  }
}

function shownLine(line: Line, currency: string, locale: Locale): ShownLine {
  const t = words('cart', locale)
  const { id, sku, name, slug, image, quantity, price, total, available } = line
  return {
    id,
    sku,
    name,
    lang: catalogueLang(locale),
    href:
      slug === null || line.unavailableReason === 'no_longer_sold'
        ? undefined
        : localized(`/p/${slug}?sku=${encodeURIComponent(sku)}`, locale),
    picture: pictureOf(image),
    quantity,
    each: quantity > 1 && available ? t('each', { price: formatMoney(price, currency, locale) }) : undefined,
    total: formatMoney(total, currency, locale),
    isAvailable: available,
    notes: notesOf(line, currency, locale),
    labels: {
      quantity: t('quantity', { name }),
      fewer: t('fewer', { name }),
      more: t('more', { name }),
      remove: t('removeName', { name }),
      removed: t('removed', { name }),
    },
  }
}

function notesOf(line: Line, currency: string, locale: Locale): LineNote[] {
  const t = words('cart', locale)
  const { priceChanged, lowStock, quantity, unavailableReason } = line
  const notes: LineNote[] = []
  if (unavailableReason !== undefined)
    notes.push({ tone: 'danger', text: t(`unavailable_${unavailableReason}`) })
  if (priceChanged) {
    const [from, to] = [priceChanged.from, priceChanged.to].map((price) =>
      formatMoney(price, currency, locale),
    ) as [string, string]
    notes.push({
      tone: 'warning',
      text: t(priceChanged.to > priceChanged.from ? 'priceUp' : 'priceDown', { from, to }),
    })
  }
  if (lowStock) notes.push(stockNote(lowStock, quantity, locale))
  return notes
}

function stockNote(
  { available, enough }: NonNullable<Line['lowStock']>,
  quantity: number,
  locale: Locale,
): LineNote {
  const t = words('cart', locale)
  if (enough) return { tone: 'warning', text: t('lowStock', { count: available }) }
  if (available <= 0) return { tone: 'danger', text: t('soldOut') }
  return {
    tone: 'danger',
    text: t('shortStock', { count: available, wanted: quantity }),
    mend: { label: t('takeLeft', { count: available }), quantity: available },
  }
}

/** The widths of a picture of which the cart knows the widest. */
export function pictureOf(url: string | null): ShownPicture | undefined {
  if (url === null) return undefined
  if (!WIDEST.test(url)) return { url }
  return {
    url,
    srcset: WIDTHS.map((width) => `${url.replace(WIDEST, `-${width}.webp`)} ${width}w`).join(', '),
  }
}

function deliveryText({ price, currency, delivery }: Delivery, locale: Locale, { country }: Region): string {
  const t = words('cart', locale)
  const now = new Date()
  const told = {
    country: countryName(country, locale),
    from: formatDay(delivery.earliest, locale, now),
    to: formatDay(delivery.latest, locale, now),
  }
  return price === 0
    ? t('deliveryFree', told)
    : t('delivery', { ...told, price: formatMoney(price, currency, locale) })
}
