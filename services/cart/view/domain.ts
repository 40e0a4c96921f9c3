/** What a cart shows: its lines at the prices of now, and what they come to. */
import type { CartView } from '@rialto/contracts/cart'
import { toMajor } from '@rialto/kernel/money/money'
import { CART_WORTH_MINOR_MAX, type Lines, type Offers } from '../domain.ts'
import type { Target } from '../owner/domain.ts'

/** The currency that an empty cart speaks. */
const CURRENCY_WHEN_EMPTY = 'USD'

/**
 * A line whose product is gone, or sold in another currency by now, is shown with what it last cost and
 * counts for nothing. A line that `offers` knows nothing of was added this very moment, at its price.
 */
export function showCart({ cartId, key }: Target, lines: Lines, offers: Offers): CartView {
  const currency = lines[0]?.currency ?? CURRENCY_WHEN_EMPTY
  let subtotal = 0
  let itemCount = 0
  const items = lines.map((line) => {
    const { id, productId, quantity } = line
    const asked = offers.get(productId)
    const offer = asked?.currency === currency ? asked : undefined
    const { sku, name, price } = offer ?? line
    const gone = asked !== undefined && offer === undefined
    const total = price * quantity
    const available = !gone && subtotal + total <= CART_WORTH_MINOR_MAX
    if (available) {
      subtotal += total
      itemCount += quantity
    }
    return {
      id,
      productId,
      sku,
      name,
      price: toMajor(price, currency),
      quantity,
      total: available ? toMajor(total, currency) : 0,
      slug: offer?.slug ?? null,
      image: offer?.image ?? null,
      available,
      ...(available && price !== line.price ? { priceChanged: { from: toMajor(line.price, currency) } } : {}),
    }
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
