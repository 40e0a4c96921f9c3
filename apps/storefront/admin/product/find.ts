/** A product for whoever works on it: also one that is archived. */
import { isProblem, type Rialto } from '@rialto/client'
import type { ProductView } from '@rialto/contracts/catalog'

type Found =
  | { readonly state: 'on sale'; readonly product: ProductView; readonly etag: string }
  | { readonly state: 'archived'; readonly product: ProductView; readonly archivedAt: string }

/** The archive has no address for each; further back than this it takes the list to find one. */
const ARCHIVED_LOOKED_AT_MAX = 1_000
const PER_PAGE = 100

export async function findProduct(shop: Rialto, id: string): Promise<Found | undefined> {
  try {
    const { body, etag } = await shop.catalog.get.full({ params: { id } })
    return { state: 'on sale', product: body, etag: etag ?? '' }
  } catch (error) {
    if (!isProblem(error, 'unknown_product', 'invalid_path')) throw error
  }
  let looked = 0
  for await (const product of shop.catalog.archived.each({ query: { limit: PER_PAGE } })) {
    if (product.id === id) return { state: 'archived', product, archivedAt: product.archivedAt }
    looked += 1
    if (looked >= ARCHIVED_LOOKED_AT_MAX) break
  }
  return undefined
}
