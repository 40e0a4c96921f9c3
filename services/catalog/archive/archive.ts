/** Off sale and back again: a product keeps its row and its names, and orders keep what they say of it. */
import { catalog } from '@rialto/contracts/catalog'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { availableIn, productView, type Product } from '../domain.ts'
import { tell } from '../product/add.ts'
import { checkVersion, lockedProduct, unknownProduct } from '../product/change.ts'
import {
  archivedProducts,
  countArchived,
  archiveProduct,
  restoreProduct,
  type ArchivePosition,
} from './store.ts'

const CURSORS = cursors<ArchivePosition>('catalog archived products')

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

/** Puts a product on sale again. One that is on sale stays as it is. */
export async function restore(
  tx: Tx,
  reference: string,
  ifMatch: string | undefined,
  now: Date,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const product = await lockedProduct(tx, reference)
  if (!product) throw unknownProduct(reference)
  if (product.archivedAt === null) return { id: product.id, isNew: false }
  checkVersion(product, ifMatch)
  await restoreProduct(tx, product.id, now)
  const restored = { ...product, version: product.version + 1 }
  await publish(tx, [eventOf(catalog, 'product_restored', product.id, tell(restored))])
  return { id: product.id, isNew: true }
}

export async function archivedPage(db: Sql, cursor: string | undefined, limit: number) {
  const after = cursor === undefined ? undefined : CURSORS.decode(cursor)
  const [rows, total] = await Promise.all([archivedProducts(db, after, limit + 1), countArchived(db)])
  const { items, nextCursor } = page(
    rows,
    limit,
    ({ archivedAt, id }) => ({ at: archivedAt.toISOString(), id }),
    CURSORS.encode,
  )
  return {
    items: items.map((row) => ({
      ...productView(row, availableIn(row.levels)),
      archivedAt: row.archivedAt.toISOString(),
    })),
    nextCursor,
    total,
  }
}
