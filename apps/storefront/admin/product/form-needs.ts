/** What the form of a product offers to choose from. */
import type { Rialto } from '@rialto/client'

/** As many as the catalogue names at once; the field takes others as well. */
const BRANDS_MAX = 100

export async function formNeeds(shop: Rialto, relatedIds: readonly string[]) {
  const [categories, brands, related] = await Promise.all([
    shop.catalog.categories(),
    shop.catalog.brands({ query: { limit: BRANDS_MAX } }),
    relatedIds.length === 0
      ? { items: [] }
      : shop.catalog.list({ query: { ids: relatedIds.join(','), limit: 100 } }),
  ])
  const known = new Map(related.items.map(({ id, sku, name }) => [id, { id, sku, name }]))
  return {
    categories: categories.items.map(({ id, level, path }) => ({
      id,
      level,
      names: path.map(({ name }) => name),
    })),
    brands: brands.items.map(({ name }) => name),
    related: relatedIds.map((id) => known.get(id) ?? { id, sku: '', name: id }),
  }
}
