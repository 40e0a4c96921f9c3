/** Which category a name means, and how one that is new comes to be. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Category } from '../domain.ts'
import { nameKey, slugCandidates } from '../product/naming.ts'
import { countCategories, findCategories, insertCategories, type CategoryRow } from './store.ts'

/** The whole tree goes out in one answer, so it may not grow for ever. */
const CATEGORIES_MAX = 500
const OUR_ID = /^cat_[0-9a-z]{26}$/

/** An id first, then a slug, then a name, whatever its case and accents. */
export function categoryNamed<C extends CategoryRow>(
  categories: readonly C[],
  reference: string,
): C | undefined {
  const key = nameKey(reference)
  return (
    categories.find(({ id }) => id === reference) ??
    categories.find(({ slug }) => slug === key) ??
    categories.find((category) => category.nameKey === key)
  )
}

/** The category of each reference. A name that no category has makes one. */
export async function resolveCategories(
  tx: Sql,
  ids: Ids,
  references: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Category>> {
  const names = [...new Set(references)]
  let known = await findNamed(tx, names)
  // First under its own slug; where another category has that slug, under a longer one.
  for (const preference of [0, 1] as const) {
    const missing = names.filter((name) => !categoryNamed(known, name))
    if (missing.length === 0) break
    if (preference === 0) await checkMayMake(tx, missing)
    const fresh = missing.map((name) => {
      const id = ids.next('cat')
      return {
        id,
        slug: slugCandidates(name, id, 'category')[preference],
        name: name.trim(),
        nameKey: nameKey(name),
      }
    })
    await insertCategories(tx, fresh, now)
    known = await findNamed(tx, names)
  }
  return new Map(
    names.map((name) => {
      const found = categoryNamed(known, name)
      if (!found) throw new Error(`the category ${name} could be neither found nor made`)
      return [name, { id: found.id, slug: found.slug, name: found.name }]
    }),
  )
}

async function checkMayMake(tx: Sql, names: readonly string[]): Promise<void> {
  const id = names.find((name) => OUR_ID.test(name))
  if (id !== undefined) throw new Problem('unknown_category', { detail: `There is no category ${id}.` })
  if ((await countCategories(tx)) + names.length > CATEGORIES_MAX) {
    throw new Problem('too_many_categories', {
      detail: `There are ${CATEGORIES_MAX} categories at most; use one that is there, listed at /api/v1/categories.`,
    })
  }
}

function findNamed(db: Sql, names: readonly string[]): Promise<CategoryRow[]> {
  const keys = names.map(nameKey)
  return findCategories(db, { ids: names, slugs: keys, keys })
}
