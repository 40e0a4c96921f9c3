/** Staff shape the tree: make, rename, move, remove. One at a time, so that two moves cannot close a circle. */
import { catalog, type CategoryView } from '@rialto/contracts/catalog'
import type { Input } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import { sqlState, UNIQUE_VIOLATION, type Sql, type Tx } from '@rialto/kernel/sql/database'
import { matchesVersion } from '../domain.ts'
import { nameKey, slugCandidates } from '../product/naming.ts'
import { placeBelow, withDescendants } from './domain.ts'
import { categoryNamed, categoryTooDeep, checkName, checkRoom } from './naming.ts'
import {
  deleteCategory,
  insertCategories,
  lockTree,
  readTree,
  rewritePaths,
  updateCategory,
  type CategoryRow,
} from './store.ts'

type Routes = (typeof catalog)['routes']
type NewBody = Input<Routes['createCategory']>['body']
type PatchBody = Input<Routes['patchCategory']>['body']

/** Locked first and read then: a statement that waited for a lock still sees the tree of before. */
async function lockedTree(tx: Sql): Promise<CategoryRow[]> {
  await lockTree(tx)
  return readTree(tx)
}

export async function createCategory(tx: Tx, ids: Ids, body: NewBody, now: Date): Promise<CategoryRow> {
  const tree = await lockedTree(tx)
  checkName(body.name)
  await checkRoom(tx)
  const parentId = parentOf(tree, body.parent ?? null)
  checkPlace(tree, undefined, parentId)
  const id = ids.next('cat')
  const key = nameKey(body.name)
  const [short, long] = slugCandidates(body.name, id, 'category')
  const slug = body.slug ?? (tree.some((each) => each.slug === short) ? long : short)
  checkFree(tree, { id, slug, nameKey: key, parentId })
  const made = await insertCategories(tx, [{ id, slug, name: body.name.trim(), nameKey: key, parentId }], now)
  if (made.length === 0) throw taken(slug)
  await publish(tx, [eventOf(catalog, 'category_changed', id, { categoryId: id, change: 'created' })])
  return categoryIn(await readTree(tx), id)
}

/** Gives the category as it is now, and the ids of all that show another path. */
export async function patchCategory(
  tx: Tx,
  reference: string,
  body: PatchBody,
  ifMatch: string | undefined,
): Promise<{ readonly category: CategoryRow; readonly isNew: boolean }> {
  const tree = await lockedTree(tx)
  const category = categoryIn(tree, reference)
  checkVersion(category, ifMatch)
  if (body.name !== undefined) checkName(body.name)
  const name = body.name?.trim() ?? category.name
  const parentId = body.parent === undefined ? category.parentId : parentOf(tree, body.parent)
  const slug = body.slug ?? category.slug
  const isMoved = parentId !== category.parentId
  if (!isMoved && name === category.name && slug === category.slug) return { category, isNew: false }
  checkPlace(tree, category.id, parentId)
  const wanted = { id: category.id, slug, name, nameKey: nameKey(name), parentId }
  checkFree(tree, wanted)
  await updateCategory(tx, wanted).catch((error: unknown) => {
    // Products make categories without waiting for the tree’s lock.
    throw sqlState(error) === UNIQUE_VIOLATION ? taken(slug) : error
  })
  await rewritePaths(tx, category.id)
  const change = isMoved ? 'moved' : 'renamed'
  await publish(tx, [eventOf(catalog, 'category_changed', category.id, { categoryId: category.id, change })])
  return { category: categoryIn(await readTree(tx), category.id), isNew: true }
}

export async function removeCategory(
  tx: Tx,
  reference: string,
  ifMatch: string | undefined,
): Promise<string> {
  const tree = await lockedTree(tx)
  const category = categoryIn(tree, reference)
  checkVersion(category, ifMatch)
  if (!(await deleteCategory(tx, category.id))) {
    throw new Problem('category_in_use', {
      detail: `${category.name} still holds products (archived ones count) or categories; move them first.`,
    })
  }
  const { id } = category
  await publish(tx, [eventOf(catalog, 'category_changed', id, { categoryId: id, change: 'removed' })])
  return id
}

/** A category as it is shown; `counts` where they are known. */
export function categoryView(
  { id, slug, name, parentId, path }: CategoryRow,
  productCount: number,
): CategoryView {
  return { id, slug, name, parentId, level: path.length, path: [...path], productCount }
}

/** Products on sale in a category and below it. */
export function countBelow(
  tree: readonly (CategoryRow & { readonly productCount: number })[],
  id: string,
): number {
  const below = new Set(withDescendants(tree, id))
  return tree.reduce((sum, each) => sum + (below.has(each.id) ? each.productCount : 0), 0)
}

function categoryIn<C extends CategoryRow>(tree: readonly C[], reference: string): C {
  const found = categoryNamed(tree, reference)
  if (found) return found
  throw unknownCategory(reference)
}

export function unknownCategory(reference: string): Problem {
  return new Problem('unknown_category', { detail: `No category has the id, slug or name ${reference}.` })
}

function parentOf(tree: readonly CategoryRow[], reference: string | null): string | null {
  return reference === null ? null : categoryIn(tree, reference).id
}

function checkPlace(tree: readonly CategoryRow[], id: string | undefined, parentId: string | null): void {
  const placing = placeBelow(tree, id, parentId)
  if (placing.outcome === 'placed') return
  if (placing.code === 'category_too_deep') throw categoryTooDeep()
  throw new Problem('category_cycle', {
    detail: 'The category cannot lie in itself or in one that lies below it. Move that one out first.',
  })
}

type Wanted = Pick<CategoryRow, 'id' | 'slug' | 'nameKey' | 'parentId'>

function checkFree(tree: readonly CategoryRow[], { id, slug, nameKey: key, parentId }: Wanted): void {
  const other = tree.find(
    (each) => each.id !== id && (each.slug === slug || (each.nameKey === key && each.parentId === parentId)),
  )
  if (other) throw taken(other.slug)
}

function taken(slug: string): Problem {
  return new Problem('category_taken', {
    detail: `The category ${slug} already has this slug, or this name at the same place.`,
  })
}

function checkVersion({ version }: CategoryRow, ifMatch: string | undefined): void {
  if (matchesVersion(ifMatch, version)) return
  throw new Problem('lost_update', {
    detail: 'The category has changed since it was read. Read it again and send its new ETag.',
  })
}
