/** The SQL of names that inventory has still to hear. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Product } from '../domain.ts'

/** Notes in the transaction of a change that their names may be others now. */
export async function askNames(tx: Sql, productIds: readonly string[]): Promise<void> {
  await tx.rows`
    insert into name_to_tell as t (product_id)
    select distinct id collate "C" from unnest(${productIds}::text[]) as changed (id) order by 1
        on conflict (product_id) do update set asked = excluded.asked`
}

export type Named = Pick<Product, 'sku' | 'name' | 'price' | 'variants' | 'version'> & {
  readonly productId: string
  readonly asked: number
}

/** Those asked for first, as they are now, archived ones too: they lie on the shelf until they are sold. */
export async function namesToTell(db: Sql, limit: number): Promise<Named[]> {
  return db.rows<Named>`
    select t.product_id as "productId", t.asked, p.sku, p.name, p.price, p.variants, p.version
      from name_to_tell t join product p on p.id = t.product_id
     order by t.asked limit ${limit}`
}

/** What was asked for again meanwhile stays, also where the one who asks has not ended yet. */
export async function forgetTold(db: Sql, told: readonly Named[]): Promise<void> {
  await db.rows`
    delete from name_to_tell
     where product_id in (
       select t.product_id
         from name_to_tell t
         join unnest(${told.map(({ productId }) => productId)}::text[], ${told.map(({ asked }) => asked)}::bigint[])
           as heard (product_id, asked) on heard.product_id = t.product_id and heard.asked = t.asked
          for update of t skip locked)`
}
