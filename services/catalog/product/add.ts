/** Making products: their names claimed, what they name found, the rows and the events in one transaction. */
import { catalog } from '@rialto/contracts/catalog'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Tx } from '@rialto/kernel/sql/database'
import { resolveBrands } from '../brand/brands.ts'
import { resolveCategories } from '../category/naming.ts'
import type { Product, StockLevel } from '../domain.ts'
import { keptImages } from '../picture/kept.ts'
import { relatedIds } from '../related/related.ts'
import { beginStock } from '../stock/store.ts'
import { claimNames } from './claim.ts'
import type { Draft } from './draft.ts'
import { insertProducts } from './store.ts'

export type Added = { readonly product: Product; readonly levels: readonly StockLevel[] }

/** Puts drafts on sale, all or none. One whose id is there already by now is left out. */
export async function addProducts(tx: Tx, ids: Ids, drafts: readonly Draft[], now: Date): Promise<Added[]> {
  if (drafts.length === 0) return []
  const wantedCategories = drafts.map(({ category }) => category)
  const categories = await resolveCategories(tx, ids, wantedCategories, now)
  const brands = await resolveBrands(
    tx,
    drafts.map(({ brand }) => brand),
  )
  const [images, related] = await Promise.all([keptImages(tx, drafts), relatedIds(tx, drafts)])
  const slugs = await claimNames(tx, drafts)
  const products = drafts.map(({ stock: _stock, ...draft }, i): Product => {
    const category = categories.get(draft.category)
    const slug = slugs[i]
    if (!category || slug === undefined) throw new Error(`the product ${draft.id} has no category or no slug`)
    const brand = draft.brand === null ? null : (brands.get(draft.brand) ?? draft.brand)
    return { ...images(draft), slug, category, brand, related: related(draft), version: 1 }
  })
  const inserted = new Set(await insertProducts(tx, products))
  const pieces = drafts.flatMap(({ id, stock }) =>
    inserted.has(id) ? [...stock].map(([sku, quantity]) => ({ sku, quantity })) : [],
  )
  const levels = new Map((await beginStock(tx, pieces)).map((level) => [level.sku, level]))
  const added = products.flatMap((product, i) => {
    if (!inserted.has(product.id)) return []
    const own = [...(drafts[i]?.stock.keys() ?? [])].flatMap((sku) => levels.get(sku) ?? [])
    return [{ product, levels: own }]
  })
  await publish(
    tx,
    added.map(({ product }) => eventOf(catalog, 'product_created', product.id, tell(product))),
  )
  return added
}

/** What the events say of a product, in minor units. */
export function tell({ id, sku, slug, name, price, currency, category, version }: Product) {
  return { productId: id, sku, slug, name, price, currency, categoryId: category.id, version }
}
