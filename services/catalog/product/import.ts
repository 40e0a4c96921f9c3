/** Taking over many products at once, under their own ids: new ones are added, others changed to what they should be. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Tx } from '@rialto/kernel/sql/database'
import { resolveCategories } from '../category/naming.ts'
import { addProducts } from './add.ts'
import { changeProducts } from './change.ts'
import { wishOfImport, type Draft } from './draft.ts'
import { lockProducts, readProducts, type AnyProductRow } from './store.ts'

export type Imported = {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly unchanged: number
}

/** All or none. What is archived stays archived; stock is a first stock, so it is received once and never reset. */
export async function importProducts(
  tx: Tx,
  ids: Ids,
  drafts: readonly Draft[],
  now: Date,
): Promise<Imported> {
  const last = [...new Map(drafts.map((draft) => [draft.id, draft])).values()]
  const locked = await lockProducts(
    tx,
    last.map(({ id }) => id),
  )
  const known = new Map((await readProducts(tx, locked)).map((product) => [product.id, product]))
  // All categories at once: two imports that made them one after another could wait for each other.
  await resolveCategories(
    tx,
    ids,
    last.map(({ category }) => category),
    now,
  )
  const added = await addProducts(
    tx,
    ids,
    last.filter(({ id }) => !known.has(id)),
    now,
  )
  const wished = last.flatMap((draft) => {
    const product = known.get(draft.id)
    if (!product) return []
    checkSameSku(product, draft)
    return product.archivedAt === null ? [{ product, wish: wishOfImport(draft), stock: draft.stock }] : []
  })
  const { changedIds } = await changeProducts(tx, ids, wished, now)
  return {
    created: added.map(({ product }) => product.id),
    updated: changedIds,
    unchanged: last.length - added.length - changedIds.length,
  }
}

/** Stock, carts and orders know a product by its SKU: with another one it would be another product. */
function checkSameSku({ id, sku }: AnyProductRow, draft: Draft): void {
  if (sku === draft.sku) return
  throw new Problem('validation_failed', {
    detail: `${id} is sold under the SKU ${sku}, which does not change. Archive it and import ${draft.sku} under another id.`,
  })
}
