/** The two ways in which the API tells of a product, as a card shows it. */
import type { ProductView } from '@rialto/contracts/catalog'
import type { SearchFound } from '@rialto/contracts/search'
import type { CardProduct } from '../shop/product/card.tsx'

export function cardOf(product: ProductView): CardProduct {
  const { id, slug, name, currency, inStock, priceRange, images, rating, createdAt } = product
  const [image = null] = images
  const { min: lowest, max: highest } = priceRange
  return { id, slug, name, currency, inStock, lowest, highest, image, rating, createdAt }
}

export function cardOfHit(hit: SearchFound['items'][number]): CardProduct {
  const { id, slug, name, currency, inStock, price, priceMax, image, rating, createdAt } = hit
  return { id, slug, name, currency, inStock, lowest: price, highest: priceMax, image, rating, createdAt }
}
