/** The SQL of categories. */
import type { Sql } from '@rialto/kernel/sql/database'

export type CategoryRow = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly nameKey: string
}

/** Categories by any of their names; the caller decides which name counts first. */
export async function findCategories(
  db: Sql,
  names: {
    readonly ids: readonly string[]
    readonly slugs: readonly string[]
    readonly keys: readonly string[]
  },
): Promise<CategoryRow[]> {
  return db.rows<CategoryRow>`
    select id, slug, name, name_key as "nameKey" from category
     where id = any(${names.ids}::text[]) or slug = any(${names.slugs}::text[]) or name_key = any(${names.keys}::text[])`
}

/** Makes categories; one whose slug or name is taken meanwhile is left out. */
export async function insertCategories(tx: Sql, categories: readonly CategoryRow[], at: Date): Promise<void> {
  await tx.rows`
    insert into category (id, slug, name, name_key, created_at)
    select r.id, r.slug, r.name, r."nameKey", ${at}::timestamptz
      from json_to_recordset(${JSON.stringify(categories)}::json) as r (id text, slug text, name text, "nameKey" text)
     order by r."nameKey"
        on conflict do nothing`
}

export async function countCategories(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`select count(*) as count from category`
  return row?.count ?? 0
}

export type CountedCategory = CategoryRow & {
  readonly parentId: string | null
  readonly productCount: number
}

/** All categories by name, each with the products on sale in it. */
export async function countedCategories(db: Sql): Promise<CountedCategory[]> {
  return db.rows<CountedCategory>`
    select c.id, c.slug, c.name, c.name_key as "nameKey", c.parent_id as "parentId", coalesce(n.count, 0) as "productCount"
      from category c
      left join (select category_id, count(*) as count from product where archived_at is null group by category_id) n
        on n.category_id = c.id
     order by c.name_key`
}
