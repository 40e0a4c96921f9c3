/** Changing a product that is there: decided on the locked row, said in the same transaction. */
import { catalog } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Tx } from '@rialto/kernel/sql/database'
import { resolveBrands } from '../brand/brands.ts'
import { resolveCategories } from '../category/naming.ts'
import {
  changedFields,
  matchesVersion,
  priceChanges,
  type Category,
  type Editable,
  type Product,
} from '../domain.ts'
import { soldVariants } from '../variant/domain.ts'
import { keptImages } from '../picture/kept.ts'
import { relatedIds } from '../related/related.ts'
import { beginStock } from '../stock/store.ts'
import { tell } from './add.ts'
import { claimChangedNames } from './claim.ts'
import { settled, type Pieces, type Wish } from './draft.ts'
import { lockProducts, readProducts, updateProducts, type AnyProductRow, type ProductRow } from './store.ts'

/** The ids of those that really changed; the products as they now are. */
export type Changed<P extends Product> = {
  readonly products: readonly P[]
  readonly changedIds: readonly string[]
}

export type Wished<P extends Product> = {
  readonly product: P
  readonly wish: Wish
  /** First stock of SKUs that come to be sold with this change. */
  readonly stock?: Pieces
}

/** Changes products that the caller has locked. Those that are already as wished stay untouched and unsaid. */
export async function changeProducts<P extends Product>(
  tx: Tx,
  ids: Ids,
  wished: readonly Wished<P>[],
  now: Date,
): Promise<Changed<P>> {
  const complete = await completed(tx, ids, wished, now)
  const decided = wished.map(({ product }, i) => {
    const wish = complete[i] ?? {}
    const changed = changedFields(product, wish)
    const after =
      changed.length === 0 ? product : { ...product, ...wish, version: product.version + 1, updatedAt: now }
    return { before: product, after, changed }
  })
  const changes = decided.filter(({ changed }) => changed.length > 0)
  if (changes.length > 0) {
    const renamed = changes.filter(({ changed }) => changed.includes('slug') || changed.includes('variants'))
    await claimChangedNames(
      tx,
      renamed.map(({ after }) => after),
    )
    await updateProducts(
      tx,
      changes.map(({ after }) => after),
    )
    await beginStock(tx, firstPieces(wished, changes))
    await publish(tx, changes.flatMap(eventsOf))
  }
  return {
    products: decided.map(({ after }) => after),
    changedIds: changes.map(({ after }) => after.id),
  }
}

/** The wishes with everything that they name by name: found, or made. */
async function completed(
  tx: Tx,
  ids: Ids,
  wished: readonly Wished<Product>[],
  now: Date,
): Promise<Partial<Editable>[]> {
  const wishes = wished.map(({ product, wish }) => ({ ...wish, id: product.id }))
  const names = wishes.flatMap(({ category }) => (category === undefined ? [] : [category]))
  const categories =
    names.length === 0 ? new Map<string, Category>() : await resolveCategories(tx, ids, names, now)
  const brands = await resolveBrands(
    tx,
    wishes.map(({ brand }) => brand),
  )
  const [images, related] = await Promise.all([keptImages(tx, wishes), relatedIds(tx, wishes)])
  return wished.map(({ product, wish: { category: name, ...rest } }) => {
    const category = name === undefined ? undefined : categories.get(name)
    const wish = images(rest)
    checkCurrency(product, wish)
    return {
      ...wish,
      ...(category === undefined ? {} : { category }),
      ...(wish.brand ? { brand: brands.get(wish.brand) ?? wish.brand } : {}),
      ...(wish.related ? { related: related({ id: product.id, related: wish.related }) } : {}),
      ...(isVaried(wish) ? settled(product, wish) : {}),
    }
  })
}

/** An amount of one currency is none of another: whoever changes that says all prices anew. */
function checkCurrency({ currency, variants }: Product, wish: Partial<Editable>): void {
  if (wish.currency === undefined || wish.currency === currency || wish.variants) return
  if (variants.every(({ price }) => price === null)) return
  throw new Problem('validation_failed', {
    detail: `Variants have prices of their own in ${currency}; send the variants with the currency.`,
    errors: [{ path: '/variants', message: 'are needed with another currency', code: 'required' }],
  })
}

function isVaried({ price, options, variants }: Partial<Editable>): boolean {
  return price !== undefined || options !== undefined || variants !== undefined
}

type Change<P extends Product> = {
  readonly before: P
  readonly after: P
  readonly changed: readonly string[]
}

/** What is sold for the first time begins with the stock that was named with it. */
function firstPieces(wished: readonly Wished<Product>[], changes: readonly Change<Product>[]) {
  const stocks = new Map(wished.map(({ product, stock }) => [product.id, stock]))
  return changes.flatMap(({ before, after }) =>
    soldVariants(after)
      .filter(({ sku }) => !soldVariants(before).some((variant) => variant.sku === sku))
      .map(({ sku }) => ({ sku, quantity: stocks.get(after.id)?.get(sku) ?? 0 })),
  )
}

function eventsOf({ before, after, changed }: Change<Product>): NewEvent[] {
  const updated = eventOf(catalog, 'product_updated', after.id, { ...tell(after), changed: [...changed] })
  const prices = priceChanges(before, after)
  if (prices.length === 0) return [updated]
  const { id: productId, currency, version } = after
  return [updated, eventOf(catalog, 'price_changed', productId, { productId, currency, prices, version })]
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

export async function lockedProduct(tx: Tx, reference: string): Promise<AnyProductRow | undefined> {
  const [id] = await lockProducts(tx, [reference])
  const [product] = id === undefined ? [] : await readProducts(tx, [id])
  return product
}

export function checkVersion({ version }: Product, ifMatch: string | number | undefined): void {
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
