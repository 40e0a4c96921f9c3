/** The SQL of suggestions. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Slot } from '../build/slots.ts'
import { TABLES } from '../document/store.ts'

export type SuggestedProduct = { readonly id: string; readonly label: string; readonly slug: string }

/** Of a very common beginning not every document is looked at. */
const LOOKED_AT_MAX = 300
const LAST_CHARACTER = '\u{10ffff}'

/** Products whose name begins like this, then products with a word in their title that does; short names first. */
export async function suggestProducts(
  db: Sql,
  slot: Slot,
  nameKey: string,
  query: string,
  limit: number,
): Promise<SuggestedProduct[]> {
  const { document, card } = TABLES[slot]
  return db.rows<SuggestedProduct>`
    with beginning as (
      select product_id, 0 as rank, title_words, in_stock from ${document}
       where not gone and name_key >= ${nameKey} and name_key < ${nameKey + LAST_CHARACTER}
       order by name_key limit ${limit}),
    within as (
      select product_id, 1 as rank, title_words, in_stock from ${document}
       where words @@ ${query}::tsquery limit ${LOOKED_AT_MAX}),
    best as (
      select product_id, min(rank) as rank, min(title_words) as title_words, bool_or(in_stock) as in_stock
        from (select * from beginning union all select * from within) as either
       group by product_id
       order by 2, 4 desc, 3, product_id
       limit ${limit})
    select product_id as id, card::json ->> 'name' as label, card::json ->> 'slug' as slug
      from best join ${card} using (product_id)
     order by rank, in_stock desc, title_words, product_id`
}

export type SuggestedValue = {
  readonly kind: 'category' | 'brand'
  readonly value: string
  readonly label: string
}

/** Categories and brands that products on sale have, one of whose words begins like this. */
export async function suggestValues(
  db: Sql,
  slot: Slot,
  beginning: string,
  limit: number,
): Promise<SuggestedValue[]> {
  const { document } = TABLES[slot]
  return db.rows<SuggestedValue>`
    select kind, value, label
      from facet_value v
     where kind in ('category', 'brand')
       and (starts_with(lower(label), ${beginning}) or position(' ' || ${beginning}::text in lower(label)) > 0)
       and exists (select from ${document} d
                    where not d.gone and (v.kind = 'brand' and d.brand = v.code
                                          or v.kind = 'category' and v.code = any(d.categories)))
     order by kind desc, length(label), value
     limit ${limit}`
}
