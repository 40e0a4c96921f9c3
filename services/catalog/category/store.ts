/** The SQL of categories. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Node } from './domain.ts'

export type CategoryRow = Node & { readonly version: number }

const COLUMNS = sql`c.id, c.slug, c.name, c.name_key as "nameKey", c.parent_id as "parentId", c.path, c.version`

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
    select ${COLUMNS} from category c
     where c.id = any(${names.ids}::text[]) or c.slug = any(${names.slugs}::text[])
        or c.name_key = any(${names.keys}::text[])`
}

export type NewCategory = Pick<CategoryRow, 'id' | 'slug' | 'name' | 'nameKey' | 'parentId'>

/**
 * Makes categories whose parents are there; one whose slug or name is taken meanwhile is left out. The
 * parents are locked, so that none is renamed or moved while its path is taken over.
 */
export async function insertCategories(
  tx: Sql,
  categories: readonly NewCategory[],
  at: Date,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    with fresh as (
      select * from json_to_recordset(${JSON.stringify(categories)}::json)
                 as r (id text, slug text, name text, "nameKey" text, "parentId" text)),
    parents as (
      select id, path from category where id in (select "parentId" from fresh) order by id for share)
    insert into category (id, slug, name, name_key, parent_id, path, created_at)
    select f.id, f.slug, f.name, f."nameKey", f."parentId",
           coalesce(p.path, '[]') || jsonb_build_object('id', f.id, 'slug', f.slug, 'name', f.name), ${at}::timestamptz
      from fresh f left join parents p on p.id = f."parentId"
     order by f."nameKey", f."parentId"
        on conflict do nothing
    returning id`
  return rows.map(({ id }) => id)
}

export async function countCategories(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`select count(*) as count from category`
  return row?.count ?? 0
}

/** The whole tree, locked: who changes its shape does so alone. */
export async function lockTree(tx: Sql): Promise<void> {
  await tx.rows`select 1 from category order by id for no key update`
}

export async function readTree(db: Sql): Promise<CategoryRow[]> {
  return db.rows<CategoryRow>`select ${COLUMNS} from category c order by c.name_key, c.id`
}

/** Writes a category whose tree is locked. False where its slug or its name among its siblings is taken. */
export async function updateCategory(
  tx: Sql,
  { id, slug, name, nameKey, parentId }: NewCategory,
): Promise<void> {
  await tx.rows`
    update category set slug = ${slug}, name = ${name}, name_key = ${nameKey}, parent_id = ${parentId},
                        version = version + 1
     where id = ${id}`
}

/** Writes the paths of a category and of all below it anew. */
export async function rewritePaths(tx: Sql, id: string): Promise<void> {
  await tx.rows`
    with recursive below as (
      select c.id, coalesce(p.path, '[]') || jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name) as path
        from category c left join category p on p.id = c.parent_id
       where c.id = ${id}
      union all
      select c.id, b.path || jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name)
        from category c join below b on c.parent_id = b.id)
    update category c set path = b.path from below b where c.id = b.id`
}

/** Removes a category; nothing where a product, on sale or not, or another category is in it. */
export async function deleteCategory(tx: Sql, id: string): Promise<boolean> {
  const gone = await tx.rows`
    delete from category c
     where c.id = ${id}
       and not exists (select from product where category_id = c.id)
       and not exists (select from category where parent_id = c.id)
    returning 1`
  return gone.length > 0
}

export type CountedCategory = CategoryRow & { readonly productCount: number }

/** All categories by name, each with the products on sale in itself. */
export async function countedCategories(db: Sql): Promise<CountedCategory[]> {
  return db.rows<CountedCategory>`
    select ${COLUMNS}, coalesce(n.count, 0) as "productCount"
      from category c
      left join (select category_id, count(*) as count from product where archived_at is null group by category_id) n
        on n.category_id = c.id
     order by c.name_key, c.id`
}
