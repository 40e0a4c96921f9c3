/** The two ways in which the API tells of a product, as a card shows it. */
import type { ProductView } from '@rialto/contracts/catalog'
import type { CardProduct } from '../shop/product/card.tsx'

export function cardOf(product: ProductView): CardProduct {
  const { id, slug, name, currency, inStock, priceRange, images } = product
  const [image = null] = images
  return { id, slug, name, currency, inStock, lowest: priceRange.min, highest: priceRange.max, image }
}
