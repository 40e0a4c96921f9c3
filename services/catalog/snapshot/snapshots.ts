/** Products for those who keep a copy: always from the database, so that none is older than the event before it. */
import type { catalog, ProductSnapshot } from '@rialto/contracts/catalog'
import { SNAPSHOTS_PER_PAGE_MAX } from '@rialto/contracts/catalog'
import type { Service } from '@rialto/kernel/contract/contract'
import type { Sql } from '@rialto/kernel/sql/database'
import { slugOf } from '../product/naming.ts'
import type { ProductRow } from '../product/store.ts'
import { productsBehind, productsById } from './store.ts'

export function snapshotRoutes(db: Sql): Pick<Service<typeof catalog>, 'snapshots' | 'snapshotPage'> {
  return {
    snapshots: async ({ body: { productIds } }) => {
      const found = new Map((await productsById(db, productIds)).map((row) => [row.id, snapshotOf(row)]))
      return { snapshots: productIds.map((id) => found.get(id) ?? null) }
    },
    snapshotPage: async ({ body: { after, limit = SNAPSHOTS_PER_PAGE_MAX, categoryId } }) => {
      const within = categoryId === undefined ? undefined : [categoryId]
      const items = (await productsBehind(db, after ?? '', limit, within)).map(snapshotOf)
      return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) }
    },
  }
}

function snapshotOf(row: ProductRow): ProductSnapshot {
  const { id, version, sku, slug, name, description, brand, category, attributes, price, currency } = row
  const inStock = row.available > 0
  return {
    id,
    version,
    sku,
    slug,
    name,
    description,
    brand: brand === null ? null : { slug: slugOf(brand) || 'brand', name: brand },
    categoryPath: [category],
    attributes: { ...attributes },
    variants: [{ sku, price, options: {}, inStock }],
    price: { min: price, max: price },
    currency,
    image: row.images[0] ?? null,
    rating: { average: 0, count: 0 },
    stock: row.available,
    inStock,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
