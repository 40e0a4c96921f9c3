/** The SQL of products. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Product, StockLevel } from '../domain.ts'
import { soldVariants } from '../variant/domain.ts'
import { nameKey } from './naming.ts'

/** A product as it is read: with what is left of each SKU. */
export type ProductRow = Product & { readonly levels: readonly StockLevel[] }

/** Everything that is shown of a product `p` and its category `c`. */
export const PRODUCT_COLUMNS = sql`
  p.id, p.sku, p.slug, p.name, p.description, p.price, p.currency,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'path', c.path) as category,
  p.brand, p.attributes, p.images, p.options, p.variants, p.related, p.version,
  p.created_at as "createdAt", p.updated_at as "updatedAt",
  array(select json_build_object('sku', s.sku, 'available', s.available, 'version', s.version)
          from product_stock s where s.sku = any(p.skus)) as levels`

export const PRODUCT_TABLES = sql`product p join category c on c.id = p.category_id`

export type Referred<T> = T & { readonly reference: string }

/** Products on sale by any of their names; what has none of them is left out. */
export async function findProducts(db: Sql, references: readonly string[]): Promise<Referred<ProductRow>[]> {
  return db.rows<Referred<ProductRow>>`
    select r.reference, ${PRODUCT_COLUMNS}
      from unnest(${references}::text[]) as asked (reference)
      join product_reference r on r.reference = asked.reference collate "C"
      join (${PRODUCT_TABLES}) on p.id = r.product_id
     where p.archived_at is null`
}

export type SoldRow = Pick<Product, 'id' | 'sku' | 'slug' | 'name' | 'price' | 'currency' | 'variants'> & {
  readonly image: string | null
  readonly categoryIds: readonly string[]
}

/** The same, but only what a cart or an order needs. A variant that is not sold any more names nothing here. */
export async function findSold(db: Sql, references: readonly string[]): Promise<Referred<SoldRow>[]> {
  return db.rows<Referred<SoldRow>>`
    select r.reference, p.id, p.sku, p.slug, p.name, p.price, p.currency, p.variants, p.images -> 0 ->> 'url' as image,
           array(select step ->> 'id' from jsonb_array_elements(c.path) as step) as "categoryIds"
      from unnest(${references}::text[]) as asked (reference)
      join product_reference r on r.reference = asked.reference collate "C"
      join (${PRODUCT_TABLES}) on p.id = r.product_id
     where p.archived_at is null and (not r.is_variant or r.reference = any(p.skus))`
}

/**
 * Locks products by any of their names, in the order of their ids, and gives the ids. They are read
 * afterwards: a statement that waits for a lock still sees the categories of before.
 */
export async function lockProducts(tx: Sql, references: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    select p.id from product p
     where p.id in (select product_id from product_reference where reference = any(${references}::text[]))
     order by p.id for update`
  return rows.map(({ id }) => id)
}

/** The same, and says which name is whose. */
export async function lockNamed(
  tx: Sql,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  await lockProducts(tx, references)
  const rows = await tx.rows<{ reference: string; id: string }>`
    select reference, product_id as id from product_reference where reference = any(${references}::text[])`
  return new Map(rows.map(({ reference, id }) => [reference, id]))
}

export type AnyProductRow = ProductRow & { readonly archivedAt: Date | null }

/** Products by their ids, archived ones too. */
export async function readProducts(tx: Sql, ids: readonly string[]): Promise<AnyProductRow[]> {
  return tx.rows<AnyProductRow>`
    select ${PRODUCT_COLUMNS}, p.archived_at as "archivedAt" from ${PRODUCT_TABLES} where p.id = any(${ids}::text[])`
}

export type Claim = { readonly reference: string; readonly productId: string; readonly isVariant: boolean }

/** Takes names for products and gives those that are now theirs: a missing one is another product’s. */
export async function claimReferences(tx: Sql, claims: readonly Claim[]): Promise<string[]> {
  const rows = await tx.rows<{ reference: string }>`
    insert into product_reference (reference, product_id, is_variant)
    select * from unnest(${claims.map(({ reference }) => reference)}::text[], ${claims.map(({ productId }) => productId)}::text[],
                         ${claims.map(({ isVariant }) => isVariant)}::boolean[])
     order by 1
        on conflict (reference) do update set product_id = excluded.product_id
     where product_reference.product_id = excluded.product_id
    returning reference`
  return rows.map(({ reference }) => reference)
}

/** Puts products on sale and gives the ids of those that were not there already. */
export async function insertProducts(tx: Sql, products: readonly Product[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    insert into product (id, sku, slug, name, name_key, description, price, currency, category_id, brand, brand_key,
                         attributes, images, options, variants, skus, related, created_at, updated_at)
    select id, sku, slug, name, name_key, description, price, currency, category_id, brand, brand_key,
           attributes, images, options, variants, skus, related, created_at, updated_at
      from json_to_recordset(${JSON.stringify(products.map(recordOf))}::json) as r (
           id text, sku text, slug text, name text, name_key text, description text, price bigint, currency text,
           category_id text, brand text, brand_key text, attributes json, images json, options json, variants json,
           skus text[], related text[], created_at timestamptz, updated_at timestamptz)
     order by id
        on conflict (id) do nothing
    returning id`
  return rows.map(({ id }) => id)
}

/** Writes products that the caller has locked; their version goes up by one. */
export async function updateProducts(tx: Sql, products: readonly Product[]): Promise<void> {
  await tx.rows`
    update product p
       set slug = r.slug, name = r.name, name_key = r.name_key, description = r.description, price = r.price,
           currency = r.currency, category_id = r.category_id, brand = r.brand, brand_key = r.brand_key,
           attributes = r.attributes, images = r.images, options = r.options, variants = r.variants, skus = r.skus,
           related = r.related, updated_at = r.updated_at, version = p.version + 1
      from json_to_recordset(${JSON.stringify(products.map(recordOf))}::json) as r (
        id text, slug text, name text, name_key text, description text, price bigint, currency text,
        category_id text, brand text, brand_key text, attributes json, images json, options json, variants json,
        skus text[], related text[], updated_at timestamptz)
     where p.id = r.id`
}

/** Lets the database see how much there is now, so that it plans for that. */
export async function lookAtTables(db: Sql): Promise<void> {
  await db.rows`analyze product, product_reference, product_stock`
}

function recordOf(product: Product) {
  const { category, createdAt, updatedAt, ...columns } = product
  return {
    ...columns,
    name_key: nameKey(product.name),
    brand_key: product.brand === null ? null : nameKey(product.brand),
    category_id: category.id,
    skus: soldVariants(product).map(({ sku }) => sku),
    created_at: createdAt,
    updated_at: updatedAt,
  }
}
