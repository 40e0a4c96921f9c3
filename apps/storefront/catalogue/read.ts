/** What pages show of the catalogue. Each read says what the page then shows, so that a change ends its time. */
import { cache } from 'react'
import { isProblem } from '@rialto/client'
import type { CategoryView, ProductView } from '@rialto/contracts/catalog'
import type { SearchFound } from '@rialto/contracts/search'
import { showing } from '../page/page.ts'
import { shop } from '../session/shop.ts'
import { askedOf, type Listing } from './listing.ts'

/** All categories, each before those below it. */
export const readCategories = cache(async (): Promise<readonly CategoryView[]> => {
  showing('categories', 'catalogue')
  return (await shop().catalog.categories()).items
})

/** One product by id, SKU or slug; undefined for one that is not on sale. */
export const readProduct = cache(async (reference: string): Promise<ProductView | undefined> => {
  try {
    const product = await shop().catalog.get({ params: { id: reference } })
    showing(`product:${product.id}`)
    return product
  } catch (error) {
    // It may be put on sale under this name.
    showing('catalogue')
    if (isProblem(error, 'unknown_product', 'invalid_path')) return undefined
    throw error
  }
})

/** The newest products that can be bought, of all or of a category. */
export async function readNewest(limit: number, category?: string): Promise<readonly ProductView[]> {
  showing('catalogue')
  const query = { limit, sort: '-createdAt', inStock: true, ...(category ? { category } : {}) } as const
  return (await shop().catalog.list({ query })).items
}

/** A page of a list with its facets; undefined where the address goes on from a place that there is not. */
export async function readFound(listing: Listing, category?: string): Promise<SearchFound | undefined> {
  showing('catalogue', 'categories')
  try {
    return await shop().search.find({ query: askedOf(listing, category) })
  } catch (error) {
    if (listing.after.length > 0 && isProblem(error, 'invalid_query')) return undefined
    throw error
  }
}

/** What goes beside a product. */
export async function readRelated(id: string, limit: number): Promise<readonly ProductView[]> {
  showing('catalogue')
  return (await shop().catalog.related({ params: { id }, query: { limit } })).items
}
