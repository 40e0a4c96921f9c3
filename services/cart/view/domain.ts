/** What a cart shows: its lines at the prices of now, and what they come to. */
import type { CartView } from '@rialto/contracts/cart'
import type { Offer } from '@rialto/contracts/catalog'
import { toMajor } from '@rialto/kernel/money/money'
import { CART_WORTH_MINOR_MAX, offerOf, type Line, type Lines, type Offers } from '../domain.ts'
import type { Target } from '../owner/domain.ts'

/** The currency that an empty cart speaks. */
const CURRENCY_WHEN_EMPTY = 'USD'

/** So few pieces are worth a word, also to who wants only one of them. */
const LOW_STOCK_PIECES_MAX = 5

/** Pieces that are free, by SKU; one that is not there is not known. */
export type Stock = ReadonlyMap<string, number>

type Item = CartView['items'][number]

/**
 * A line whose product is gone, or sold in another currency by now, is shown with what it last cost and
 * counts for nothing. A line that `offers` knows nothing of was added this very moment, at its price.
 */
export function showCart(
  { cartId, key }: Target,
  lines: Lines,
  offers: Offers,
  stock: Stock = new Map(),
): CartView {
  const currency = lines[0]?.currency ?? CURRENCY_WHEN_EMPTY
  let subtotal = 0
  let itemCount = 0
  const items = lines.map((line) => {
    const asked = offerOf(line, offers)
    const offer = asked?.currency === currency ? asked : undefined
    const total = (offer ?? line).price * line.quantity
    const reason = whyUnavailable(asked, offer, subtotal + total)
    if (reason !== undefined) return unavailableItem(line, offer, reason)
    subtotal += total
    itemCount += line.quantity
    return availableItem(line, offer, stock.get(line.sku))
  })
  return {
    id: cartId,
    ...(key === undefined ? {} : { key }),
    items,
    itemCount,
    subtotal: toMajor(subtotal, currency),
    discount: 0,
    currency,
  }
}

function whyUnavailable(
  asked: Offer | null | undefined,
  offer: Offer | undefined,
  subtotal: number,
): Item['unavailableReason'] {
  if (asked === null) return 'no_longer_sold'
  if (asked !== undefined && offer === undefined) return 'sold_in_another_currency'
  return subtotal > CART_WORTH_MINOR_MAX ? 'worth_too_much' : undefined
}

function availableItem(line: Line, offer: Offer | undefined, free: number | undefined): Item {
  const { price } = offer ?? line
  const { currency, quantity } = line
  return {
    ...itemOf(line, offer),
    total: toMajor(price * quantity, currency),
    available: true,
    ...(price === line.price
      ? {}
      : { priceChanged: { from: toMajor(line.price, currency), to: toMajor(price, currency) } }),
    ...(free === undefined || free > Math.max(LOW_STOCK_PIECES_MAX, quantity - 1)
      ? {}
      : { lowStock: { available: free, enough: free >= quantity } }),
  }
}

function unavailableItem(
  line: Line,
  offer: Offer | undefined,
  unavailableReason: NonNullable<Item['unavailableReason']>,
): Item {
  return { ...itemOf(line, offer), total: 0, available: false, unavailableReason }
}

function itemOf(line: Line, offer: Offer | undefined): Omit<Item, 'total' | 'available'> {
  const { name, price } = offer ?? line
  return {
    id: line.id,
    productId: line.productId,
    sku: line.sku,
    name,
    price: toMajor(price, line.currency),
    quantity: line.quantity,
    slug: offer?.slug ?? null,
    image: offer?.image ?? null,
  }
}
