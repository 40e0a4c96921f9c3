/** Brands come to be when a product names them; the first spelling of a name stays. */
import { hash } from 'node:crypto'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { nameKey, slugOf } from '../product/naming.ts'
import { brandsBehind, countBrands, findBrands, insertBrands, type BrandRow } from './store.ts'

const CURSORS = cursors<string>('catalog brands')
const SLUG_CHARACTERS_MAX = 48

/** The brand of each name, under its one spelling. A name that no brand has makes one. */
export async function resolveBrands(
  tx: Sql,
  names: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(
    names.flatMap((name) => (name === null || name === undefined ? [] : [[name, nameKey(name)] as const])),
  )
  if (wanted.size === 0) return new Map()
  const keys = [...new Set(wanted.values())]
  let known = await byKey(tx, keys)
  // Under its own slug; where another brand has that, under a longer one that nobody else can have.
  for (const isLonger of [false, true]) {
    const missing = [...wanted].filter(([, key]) => !known.has(key))
    if (missing.length === 0) break
    await insertBrands(
      tx,
      missing.map(([name, key]) => ({ key, name: name.trim(), slug: brandSlug(name, key, isLonger) })),
    )
    known = await byKey(tx, keys)
  }
  return new Map(
    [...wanted].map(([name, key]) => {
      const found = known.get(key)
      if (!found) throw new Error(`the brand ${name} could be neither found nor made`)
      return [name, found.name]
    }),
  )
}

function brandSlug(name: string, key: string, isLonger: boolean): string {
  const slug = slugOf(name, SLUG_CHARACTERS_MAX) || 'brand'
  return isLonger ? `${slug}-${hash('sha256', key).slice(0, 12)}` : slug
}

async function byKey(db: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, BrandRow>> {
  return new Map((await findBrands(db, keys)).map((row) => [row.key, row]))
}

export async function brandPage(db: Sql, cursor: string | undefined, limit: number) {
  const after = cursor === undefined ? undefined : CURSORS.decode(cursor)
  const [rows, total] = await Promise.all([brandsBehind(db, after, limit + 1), countBrands(db)])
  const { items, nextCursor } = page(rows, limit, ({ key }) => key, CURSORS.encode)
  return {
    items: items.map(({ slug, name, productCount }) => ({ slug, name, productCount })),
    nextCursor,
    total,
  }
}
