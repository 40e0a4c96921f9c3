/** Products for those who keep a copy: always from the database, so that none is older than the event before it. */
import { SNAPSHOTS_PER_PAGE_MAX, type catalog, type ProductSnapshot } from '@rialto/contracts/catalog'
import type { Service } from '@rialto/kernel/contract/contract'
import type { Sql } from '@rialto/kernel/sql/database'
import { withDescendants } from '../category/domain.ts'
import { readTree } from '../category/store.ts'
import { availableIn } from '../domain.ts'
import { priceOf, soldVariants } from '../variant/domain.ts'
import { productsBehind, productsById, type SnapshotRow } from './store.ts'

export function snapshotRoutes(db: Sql): Pick<Service<typeof catalog>, 'snapshots' | 'snapshotPage'> {
  return {
    snapshots: async ({ body: { productIds } }) => {
      const found = new Map((await productsById(db, productIds)).map((row) => [row.id, snapshotOf(row)]))
      return { snapshots: productIds.map((id) => found.get(id) ?? null) }
    },
    snapshotPage: async ({ body: { after, limit = SNAPSHOTS_PER_PAGE_MAX, categoryId } }) => {
      const within = categoryId === undefined ? undefined : withDescendants(await readTree(db), categoryId)
      const items = (await productsBehind(db, after ?? '', limit, within)).map(snapshotOf)
      return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) }
    },
  }
}

function snapshotOf(row: SnapshotRow): ProductSnapshot {
  const { id, version, sku, slug, name, description, brand, brandSlug, category, attributes, currency } = row
  const availableOf = availableIn(row.levels)
  const variants = soldVariants(row).map((variant) => ({
    sku: variant.sku,
    price: priceOf(row, variant),
    options: variant.options,
    inStock: availableOf(variant.sku) > 0,
  }))
  const prices = variants.map(({ price }) => price)
  const stock = variants.reduce((sum, variant) => sum + availableOf(variant.sku), 0)
  const [image] = row.images
  return {
    id,
    version,
    sku,
    slug,
    name,
    description,
    brand: brand === null || brandSlug === null ? null : { slug: brandSlug, name: brand },
    categoryPath: [...category.path],
    attributes: { ...attributes },
    variants,
    price: { min: Math.min(...prices), max: Math.max(...prices) },
    currency,
    image: image
      ? { url: image.url, alt: image.alt, ...(image.srcset === undefined ? {} : { srcset: image.srcset }) }
      : null,
    rating: { average: 0, count: 0 },
    stock,
    inStock: stock > 0,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
