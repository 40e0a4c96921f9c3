/** The largest categories with a few of their goods: what stands in the windows. */
import type { CategoryView } from '@rialto/contracts/catalog'
import type { CardProduct } from '../shop/product/card.tsx'
import { cardOfHit } from './card.ts'
import { readListing } from './listing.ts'
import { readFound } from './read.ts'

const STALLS = 6

export type Stall = { readonly category: CategoryView; readonly products: readonly CardProduct[] }

export async function readStalls(categories: readonly CategoryView[]): Promise<readonly Stall[]> {
  const largest = categories
    .filter(({ level, productCount }) => level === 1 && productCount > 0)
    .toSorted((a, b) => b.productCount - a.productCount)
    .slice(0, STALLS)
  const inStock = readListing({ availability: 'in_stock' })
  return Promise.all(
    largest.map(async (category) => {
      const found = await readFound(inStock, category.slug)
      return { category, products: (found?.items ?? []).map(cardOfHit) }
    }),
  )
}
