/** The SQL of what is shown beside a product. */
import type { Sql } from '@rialto/kernel/sql/database'
import { PRODUCT_COLUMNS, PRODUCT_TABLES, type ProductRow } from '../product/store.ts'

export type Named = {
  readonly reference: string
  readonly id: string
  readonly related: readonly string[]
  readonly isArchived: boolean
}

export async function idsOfReferences(db: Sql, references: readonly string[]): Promise<Named[]> {
  return db.rows<Named>`
    select r.reference, p.id, p.related, p.archived_at is not null as "isArchived"
      from product_reference r join product p on p.id = r.product_id
     where r.reference = any(${references}::text[])`
}

export async function relatedRows(db: Sql, ids: readonly string[]): Promise<ProductRow[]> {
  return db.rows<ProductRow>`
    select ${PRODUCT_COLUMNS} from ${PRODUCT_TABLES}
     where p.id = any(${ids}::text[]) and p.archived_at is null`
}

/** The newest of its category, then the newest of its brand: each from its own index, as far as needed. */
export async function similarRows(db: Sql, id: string, limit: number): Promise<ProductRow[]> {
  return db.rows<ProductRow>`
    with it as (select id, category_id, brand_key from product where id = ${id}),
    near as (
      (select o.id, 1 as rank, o.created_at from it join lateral (
         select * from product o where o.category_id = it.category_id and o.archived_at is null and o.id <> it.id
          order by o.created_at desc, o.id desc limit ${limit}) o on true)
      union all
      (select o.id, 2 as rank, o.created_at from it join lateral (
         select * from product o where o.brand_key = it.brand_key and o.category_id <> it.category_id
            and o.archived_at is null and o.id <> it.id
          order by o.created_at desc, o.id desc limit ${limit}) o on true))
    select ${PRODUCT_COLUMNS} from ${PRODUCT_TABLES} join near on near.id = p.id
     order by near.rank, near.created_at desc, near.id limit ${limit}`
}
