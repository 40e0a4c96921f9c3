/** What to show beside a product: what was chosen, then what lies in its category, then what is of its brand. */
import { RELATED_MAX } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Sql } from '@rialto/kernel/sql/database'
import type { ProductRow } from '../product/store.ts'
import { idsOfReferences, relatedRows, similarRows } from './store.ts'

type Relating = { readonly id: string; readonly related?: readonly string[] | undefined }

/** Finds out which products are meant, by any of their names; a product is never related to itself. */
export async function relatedIds(
  db: Sql,
  wishes: readonly Relating[],
): Promise<(wish: Relating) => readonly string[]> {
  const references = [...new Set(wishes.flatMap(({ related = [] }) => related))]
  const found = new Map(
    references.length === 0
      ? []
      : (await idsOfReferences(db, references)).map(({ reference, id }) => [reference, id]),
  )
  return ({ id: own, related = [] }) => {
    const ids = related.map((reference, i) => {
      const id = found.get(reference)
      if (id !== undefined) return id
      throw new Problem('validation_failed', {
        detail: `No product has the id, SKU or slug ${reference}.`,
        errors: [{ path: `/related/${i}`, message: 'is no product', code: 'unknown_product' }],
      })
    })
    return [...new Set(ids)].filter((id) => id !== own)
  }
}

/** At most `limit` products on sale; undefined where the product itself is not. */
export async function relatedTo(
  db: Sql,
  reference: string,
  limit = RELATED_MAX,
): Promise<readonly ProductRow[] | undefined> {
  const [product] = await idsOfReferences(db, [reference])
  if (!product || product.isArchived) return undefined
  const [chosen, similar] = await Promise.all([
    relatedRows(db, product.related),
    similarRows(db, product.id, limit + product.related.length),
  ])
  const inOrder = product.related.flatMap((id) => chosen.filter((row) => row.id === id))
  const others = similar.filter(({ id }) => !product.related.includes(id))
  return [...inOrder, ...others].slice(0, limit)
}
