/** What the SKUs of a list are called: a merchant knows goods by their names. */
import type { Rialto } from '@rialto/client'

/** By SKU; what is not on sale has none, and without the catalogue the list is still one of levels. */
export async function goodsNamed(
  shop: Rialto,
  skus: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map()
  try {
    const { items } = await shop.catalog.list({ query: { skus: skus.join(','), limit: skus.length } })
    return new Map(
      items.flatMap(({ name, variants }) =>
        variants.map(({ sku, options }) => {
          const values = Object.values(options)
          return [sku, values.length === 0 ? name : `${name}, ${values.join(' / ')}`] as const
        }),
      ),
    )
  } catch {
    return new Map()
  }
}
