/** The largest categories with a few of their goods: what stands in the windows. */
import type { CategoryView } from '@rialto/contracts/catalog'
import type { CardProduct } from '../shop/product/card.tsx'
import { cardOf } from './card.ts'
import { readNewest } from './read.ts'

const STALLS = 6
/** More than are shown: some of them may stand among the newest of all. */
const GOODS = 12

export type Stall = { readonly category: CategoryView; readonly products: readonly CardProduct[] }

export async function readStalls(categories: readonly CategoryView[]): Promise<readonly Stall[]> {
  const largest = categories
    .filter(({ level, productCount }) => level === 1 && productCount > 0)
    .toSorted((a, b) => b.productCount - a.productCount)
    .slice(0, STALLS)
  return Promise.all(
    largest.map(async (category) => ({
      category,
      products: (await readNewest(GOODS, category.slug)).map(cardOf),
    })),
  )
}
