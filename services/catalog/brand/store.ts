/** The SQL of brands. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type BrandRow = { readonly key: string; readonly slug: string; readonly name: string }

export async function findBrands(db: Sql, keys: readonly string[]): Promise<BrandRow[]> {
  return db.rows<BrandRow>`select key, slug, name from brand where key = any(${keys}::text[])`
}

/** Makes brands; one whose key or slug is taken meanwhile is left out. */
export async function insertBrands(tx: Sql, brands: readonly BrandRow[]): Promise<void> {
  await tx.rows`
    insert into brand (key, slug, name)
    select * from unnest(${brands.map(({ key }) => key)}::text[], ${brands.map(({ slug }) => slug)}::text[],
                         ${brands.map(({ name }) => name)}::text[])
     order by 1
        on conflict do nothing`
}

export type CountedBrand = BrandRow & { readonly productCount: number }

/** Brands of what is on sale behind a key, in the order of their keys. */
export async function brandsBehind(
  db: Sql,
  after: string | undefined,
  limit: number,
): Promise<CountedBrand[]> {
  const behind = after === undefined ? sql`` : sql`and b.key > ${after}`
  return db.rows<CountedBrand>`
    select b.key, b.slug, b.name, n.count as "productCount"
      from brand b
     cross join lateral (select count(*) as count from product p where p.brand_key = b.key and p.archived_at is null) n
     where n.count > 0 ${behind}
     order by b.key limit ${limit}`
}

export async function countBrands(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from brand b
     where exists (select from product p where p.brand_key = b.key and p.archived_at is null)`
  return row?.count ?? 0
}
