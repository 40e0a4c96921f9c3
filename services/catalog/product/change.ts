/** Changing a product that is there: decided on the locked row, said in the same transaction. */
import { catalog } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Tx } from '@rialto/kernel/sql/database'
import { resolveCategories } from '../category/naming.ts'
import { changedFields, matchesVersion, type Category, type Editable, type Product } from '../domain.ts'
import { referenceTaken, tell } from './add.ts'
import type { Wish } from './draft.ts'
import {
  archiveProduct,
  claimReferences,
  lockProducts,
  readProducts,
  updateProducts,
  type AnyProductRow,
  type ProductRow,
} from './store.ts'

/** Whether anything was really changed; the products as they now are. */
export type Changed<P extends Product> = {
  readonly products: readonly P[]
  readonly changedIds: readonly string[]
}

export type Wished<P extends Product> = { readonly product: P; readonly wish: Wish }

/** Changes products that the caller has locked. Those that are already as wished stay untouched and unsaid. */
export async function changeProducts<P extends Product>(
  tx: Tx,
  ids: Ids,
  wished: readonly Wished<P>[],
  now: Date,
): Promise<Changed<P>> {
  const names = wished.flatMap(({ wish }) => (wish.category === undefined ? [] : [wish.category]))
  const categories =
    names.length === 0 ? new Map<string, Category>() : await resolveCategories(tx, ids, names, now)
  const decided = wished.map(({ product, wish: { category: name, ...rest } }) => {
    const category = name === undefined ? undefined : categories.get(name)
    const wish: Partial<Editable> = category === undefined ? rest : { ...rest, category }
    const changed = changedFields(product, wish)
    if (changed.length === 0) return { product, changed }
    return { product: { ...product, ...wish, version: product.version + 1, updatedAt: now }, changed }
  })
  const changes = decided.filter(({ changed }) => changed.length > 0)
  if (changes.length > 0) {
    await claimSlugs(
      tx,
      changes.filter(({ changed }) => changed.includes('slug')).map(({ product }) => product),
    )
    await updateProducts(
      tx,
      changes.map(({ product }) => product),
    )
    await publish(
      tx,
      changes.map(({ product, changed }) =>
        eventOf(catalog, 'product_updated', product.id, { ...tell(product), changed }),
      ),
    )
  }
  return {
    products: decided.map(({ product }) => product),
    changedIds: changes.map(({ product }) => product.id),
  }
}

/** The old slug stays the product’s too, so that links to it live on. */
async function claimSlugs(tx: Tx, products: readonly Product[]): Promise<void> {
  if (products.length === 0) return
  const claims = products.map(({ id, slug }) => ({ reference: slug, productId: id }))
  const twice = claims.find(
    ({ reference }, i) => claims.findIndex((other) => other.reference === reference) !== i,
  )
  if (twice) throw referenceTaken(twice.reference)
  const granted = new Set(await claimReferences(tx, claims))
  const lost = claims.find(({ reference }) => !granted.has(reference))
  if (lost) throw referenceTaken(lost.reference)
}

/** A product on sale, locked, for a caller who has seen the version that `If-Match` names. */
export async function productToChange(
  tx: Tx,
  reference: string,
  ifMatch: string | undefined,
): Promise<ProductRow> {
  const product = await lockedProduct(tx, reference)
  if (!product || product.archivedAt !== null) throw unknownProduct(reference)
  checkVersion(product, ifMatch)
  return product
}

/** Takes a product off sale. Asked again it gives the first answer and changes nothing. */
export async function archive(
  tx: Tx,
  reference: string,
  ifMatch: string | undefined,
  now: Date,
): Promise<{ readonly product: Product; readonly archivedAt: Date; readonly isNew: boolean }> {
  const product = await lockedProduct(tx, reference)
  if (!product) throw unknownProduct(reference)
  if (product.archivedAt !== null) return { product, archivedAt: product.archivedAt, isNew: false }
  checkVersion(product, ifMatch)
  await archiveProduct(tx, product.id, now)
  const { id, sku, version } = product
  await publish(tx, [eventOf(catalog, 'product_archived', id, { productId: id, sku, version: version + 1 })])
  return { product, archivedAt: now, isNew: true }
}

async function lockedProduct(tx: Tx, reference: string): Promise<AnyProductRow | undefined> {
  const [id] = await lockProducts(tx, [reference])
  const [product] = id === undefined ? [] : await readProducts(tx, [id])
  return product
}

function checkVersion({ version }: Product, ifMatch: string | undefined): void {
  if (matchesVersion(ifMatch, version)) return
  throw new Problem('lost_update', {
    detail:
      'The product has changed since it was read. Read it again, look at what is different, and send its new ETag.',
  })
}

export function unknownProduct(reference: string): Problem {
  return new Problem('unknown_product', {
    detail: `No product on sale has the id, SKU or slug ${reference}.`,
  })
}
