/** Which category a name means, and how one that is new comes to be. */
import { CATEGORY_LEVELS_MAX, catalog } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Category } from '../domain.ts'
import { nameKey, slugCandidates } from '../product/naming.ts'
import type { Node } from './domain.ts'
import {
  countCategories,
  findCategories,
  insertCategories,
  type CategoryRow,
  type NewCategory,
} from './store.ts'

/** The whole tree goes out in one answer, so it may not grow for ever. */
const CATEGORIES_MAX = 500
const NAME_CHARACTERS_MAX = 100
const OUR_ID = /^cat_[0-9a-z]{26}$/
const SLUG_CHARACTERS_MAX = 64
const SLUGS_TRIED = 3
const STEP = /\s+>\s+/

/** An id first, then a slug, then a name or a path of names, whatever their case and accents. */
export function categoryNamed<C extends Node>(categories: readonly C[], reference: string): C | undefined {
  const key = nameKey(reference)
  return (
    categories.find(({ id }) => id === reference) ??
    categories.find(({ slug }) => slug === key) ??
    categoryAt(categories, stepsOf(reference)) ??
    // A name alone means the highest that has it.
    categories
      .filter((category) => category.nameKey === key)
      .toSorted((one, other) => one.path.length - other.path.length || (one.id < other.id ? -1 : 1))[0]
  )
}

function stepsOf(reference: string): string[] {
  return reference.trim().split(STEP)
}

/** The category at the end of a path of names from the root on. */
function categoryAt<C extends Node>(categories: readonly C[], steps: readonly string[]): C | undefined {
  let found: C | undefined
  for (const step of steps) {
    const parentId: string | null = found?.id ?? null
    const key = nameKey(step)
    found = categories.find((category) => category.parentId === parentId && category.nameKey === key)
    if (!found) return undefined
  }
  return found
}

/** The category of each reference. A name, or a path of names, that no category has makes one. */
export async function resolveCategories(
  tx: Sql,
  ids: Ids,
  references: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Category>> {
  const names = [...new Set(references)]
  let known = await findNamed(tx, names)
  let isChecked = false
  const made: string[] = []
  const attempts = new Map<string, number>()
  // Level by level; each first under its own slug, and where another category has that, under a longer one.
  for (let round = 0; round < SLUGS_TRIED * CATEGORY_LEVELS_MAX; round += 1) {
    const missing = names.filter((name) => !categoryNamed(known, name))
    if (missing.length === 0) break
    if (!isChecked) await checkMayMake(tx, missing)
    isChecked = true
    made.push(...(await insertCategories(tx, nextSteps(known, missing, ids, attempts), now)))
    known = await findNamed(tx, names)
  }
  await publish(
    tx,
    made.map((categoryId) =>
      eventOf(catalog, 'category_changed', categoryId, { categoryId, change: 'created' }),
    ),
  )
  return new Map(
    names.map((name) => {
      const found = categoryNamed(known, name)
      if (!found) throw new Error(`the category ${name} could be neither found nor made`)
      return [name, { id: found.id, slug: found.slug, name: found.name, path: found.path }]
    }),
  )
}

/** For each missing path the first step that is not there yet. */
function nextSteps(
  known: readonly CategoryRow[],
  missing: readonly string[],
  ids: Ids,
  attempts: Map<string, number>,
): NewCategory[] {
  const fresh = new Map<string, NewCategory>()
  for (const reference of missing) {
    const steps = stepsOf(reference)
    let parent: CategoryRow | undefined
    for (const [i, step] of steps.entries()) {
      const found = categoryAt(known, steps.slice(0, i + 1))
      if (found) {
        parent = found
        continue
      }
      const parentId = parent?.id ?? null
      const place = `${parentId} ${nameKey(step)}`
      if (fresh.has(place)) break
      const attempt = attempts.get(place) ?? 0
      attempts.set(place, attempt + 1)
      const id = ids.next('cat')
      const slug = slugAt(attempt, step, id, parent)
      fresh.set(place, { id, slug, name: step.trim(), nameKey: nameKey(step), parentId })
      break
    }
  }
  return [...fresh.values()]
}

/** `cases`, else `phones-cases`, else one that nobody else can have. */
function slugAt(attempt: number, name: string, id: string, parent: CategoryRow | undefined): string {
  const [short, long] = slugCandidates(name, id, 'category')
  if (attempt === 0) return short
  const joined = `${parent?.slug}-${short}`
  return attempt === 1 && parent && joined.length <= SLUG_CHARACTERS_MAX ? joined : long
}

async function checkMayMake(tx: Sql, names: readonly string[]): Promise<void> {
  const id = names.find((name) => OUR_ID.test(name))
  if (id !== undefined) throw new Problem('unknown_category', { detail: `There is no category ${id}.` })
  const steps = names.map(stepsOf)
  if (steps.some((path) => path.length > CATEGORY_LEVELS_MAX)) throw categoryTooDeep()
  for (const name of steps.flat()) checkName(name)
  if ((await countCategories(tx)) + names.length > CATEGORIES_MAX) throw tooManyCategories()
}

/** Throws `validation_failed` for a name that could not be told from a path, or is too long. */
export function checkName(name: string): void {
  if (name.trim() !== '' && name.length <= NAME_CHARACTERS_MAX && !STEP.test(name)) return
  throw new Problem('validation_failed', {
    detail: `A category has a name of 1 to ${NAME_CHARACTERS_MAX} characters, without “ > ”, which stands between the names of a path.`,
    errors: [{ path: '/category', message: 'is no name of a category', code: 'name' }],
  })
}

export function categoryTooDeep(): Problem {
  return new Problem('category_too_deep', {
    detail: `The tree has ${CATEGORY_LEVELS_MAX} levels at most; put the category higher.`,
  })
}

export async function checkRoom(tx: Sql): Promise<void> {
  if ((await countCategories(tx)) >= CATEGORIES_MAX) throw tooManyCategories()
}

function tooManyCategories(): Problem {
  return new Problem('too_many_categories', {
    detail: `There are ${CATEGORIES_MAX} categories at most; use one that is there, listed at /api/v1/categories.`,
  })
}

function findNamed(db: Sql, references: readonly string[]): Promise<CategoryRow[]> {
  const keys = [
    ...new Set(references.flatMap((reference) => [reference, ...stepsOf(reference)]).map(nameKey)),
  ]
  return findCategories(db, { ids: references, slugs: keys, keys })
}
