/** The SQL of products. */
import type { Offer } from '@rialto/contracts/catalog'
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Product } from '../domain.ts'
import { nameKey } from './naming.ts'

/** A product as it is read: with what is left of it. */
export type ProductRow = Product & { readonly available: number; readonly stockVersion: number }

/** Everything that is shown of a product `p`, its category `c` and its stock `s`. */
export const PRODUCT_COLUMNS = sql`
  p.id, p.sku, p.slug, p.name, p.description, p.price, p.currency,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) as category,
  p.brand, p.attributes, p.images, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt",
  coalesce(s.available, 0) as available, coalesce(s.version, 0) as "stockVersion"`

export const PRODUCT_TABLES = sql`
       product p
  join category c on c.id = p.category_id
  left join product_stock s on s.sku = p.sku`

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

/** The same, but only what a cart or an order needs. */
export async function findOffers(db: Sql, references: readonly string[]): Promise<Referred<Offer>[]> {
  return db.rows<Referred<Offer>>`
    select r.reference, p.id as "productId", p.sku, p.slug, p.name, p.price, p.currency, p.images -> 0 ->> 'url' as image
      from unnest(${references}::text[]) as asked (reference)
      join product_reference r on r.reference = asked.reference collate "C"
      join product p on p.id = r.product_id
     where p.archived_at is null`
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

export type AnyProductRow = ProductRow & { readonly archivedAt: Date | null }

/** Products by their ids, archived ones too. */
export async function readProducts(tx: Sql, ids: readonly string[]): Promise<AnyProductRow[]> {
  return tx.rows<AnyProductRow>`
    select ${PRODUCT_COLUMNS}, p.archived_at as "archivedAt" from ${PRODUCT_TABLES} where p.id = any(${ids}::text[])`
}

export type Claim = { readonly reference: string; readonly productId: string }

/** Takes names for products and gives those that are now theirs: a missing one is another product’s. */
export async function claimReferences(tx: Sql, claims: readonly Claim[]): Promise<string[]> {
  const rows = await tx.rows<{ reference: string }>`
    insert into product_reference (reference, product_id)
    select * from unnest(${claims.map(({ reference }) => reference)}::text[], ${claims.map(({ productId }) => productId)}::text[])
     order by 1
        on conflict (reference) do update set product_id = excluded.product_id
     where product_reference.product_id = excluded.product_id
    returning reference`
  return rows.map(({ reference }) => reference)
}

export type NewProduct = Product & { readonly stock: number }

/**
 * Puts products on sale, with their stock as it is said to be until inventory says otherwise, and the
 * note that inventory has still to receive it. A product that is there already stays as it is.
 */
export async function insertProducts(
  tx: Sql,
  products: readonly NewProduct[],
): Promise<{ id: string; available: number }[]> {
  return tx.rows<{ id: string; available: number }>`
    with fresh as (
      select * from json_to_recordset(${JSON.stringify(products.map(recordOf))}::json) as r (
        id text, sku text, slug text, name text, name_key text, description text, price bigint, currency text,
        category_id text, brand text, brand_key text, attributes json, images json, stock bigint,
        created_at timestamptz, updated_at timestamptz)),
    added as (
      insert into product (id, sku, slug, name, name_key, description, price, currency, category_id, brand, brand_key,
                           attributes, images, created_at, updated_at)
      select id, sku, slug, name, name_key, description, price, currency, category_id, brand, brand_key,
             attributes, images, created_at, updated_at
        from fresh order by id
          on conflict (id) do nothing
      returning id, sku),
    begun as (select added.id, added.sku, fresh.stock from added join fresh on fresh.id = added.id order by added.sku),
    noted as (insert into stock_to_receive (sku, quantity) select sku, stock from begun on conflict do nothing),
    stocked as (
      insert into product_stock (sku, available, in_stock, version)
      select sku, stock, stock > 0, 0 from begun
          on conflict do nothing
      returning sku, available)
    select begun.id, coalesce(stocked.available, known.available) as available
      from begun
      left join stocked on stocked.sku = begun.sku
      left join product_stock known on known.sku = begun.sku`
}

/** Writes products that the caller has locked; their version goes up by one. */
export async function updateProducts(tx: Sql, products: readonly Product[]): Promise<void> {
  await tx.rows`
    update product p
       set slug = r.slug, name = r.name, name_key = r.name_key, description = r.description, price = r.price,
           currency = r.currency, category_id = r.category_id, brand = r.brand, brand_key = r.brand_key,
           attributes = r.attributes, images = r.images, updated_at = r.updated_at, version = p.version + 1
      from json_to_recordset(${JSON.stringify(products.map(recordOf))}::json) as r (
        id text, slug text, name text, name_key text, description text, price bigint, currency text,
        category_id text, brand text, brand_key text, attributes json, images json, updated_at timestamptz)
     where p.id = r.id`
}

/** Takes a product off sale. Its names stay its own, so that no other product is ever taken for it. */
export async function archiveProduct(tx: Sql, id: string, at: Date): Promise<void> {
  await tx.rows`
    update product set archived_at = ${at}, updated_at = ${at}, version = version + 1
     where id = ${id} and archived_at is null`
}

function recordOf(product: Product & { readonly stock?: number }) {
  const { category, createdAt, updatedAt, ...columns } = product
  return {
    ...columns,
    name_key: nameKey(product.name),
    brand_key: product.brand === null ? null : nameKey(product.brand),
    category_id: category.id,
    created_at: createdAt,
    updated_at: updatedAt,
  }
}
