/** The SQL of documents: written in batches, in the order of their ids, and never over a later truth. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Slot } from '../build/slots.ts'
import type { Document } from './domain.ts'

/** Names of tables are no values: each slot’s are written out. */
export const TABLES = {
  a: { document: sql`document_a`, card: sql`card_a`, word: sql`word_a` },
  b: { document: sql`document_b`, card: sql`card_b`, word: sql`word_b` },
} as const satisfies Record<Slot, object>

/** A document whose brand, categories and attributes have become codes. */
export type CodedDocument = Omit<Document, 'brand' | 'categories' | 'attributes'> & {
  readonly brand: number | null
  readonly categories: readonly number[]
  readonly attributes: readonly number[]
}

export type Kept = { readonly productId: string; readonly isNew: boolean }

/**
 * Writes documents where they are news: a higher version, or of the same version a later reading.
 * Gives those that were written.
 */
export async function keepDocuments(
  tx: Sql,
  slot: Slot,
  documents: readonly CodedDocument[],
  reading: number,
): Promise<Kept[]> {
  if (documents.length === 0) return []
  const { document, card } = TABLES[slot]
  const column = <K extends keyof CodedDocument>(name: K) => documents.map((each) => each[name])
  const arrays = (name: 'categories' | 'attributes') => column(name).map((codes) => `{${codes.join(',')}}`)
  return tx.rows<Kept>`
    with heard as (
      select * from unnest(
        ${column('productId')}::text[], ${column('version')}::integer[], ${column('words')}::text[],
        ${column('titleWords')}::smallint[], ${column('nameKey')}::text[], ${arrays('categories')}::text[],
        ${column('brand')}::integer[], ${arrays('attributes')}::text[], ${column('price')}::bigint[],
        ${column('currency')}::text[], ${column('priceBand')}::smallint[], ${column('inStock')}::boolean[],
        ${column('rating')}::smallint[], ${column('createdAt')}::bigint[], ${column('card')}::text[])
        as h (product_id, version, words, title_words, name_key, categories, brand, attributes, price,
              currency, price_band, in_stock, rating, created_at, card)),
    kept as (
      insert into ${document} as d (product_id, version, reading, gone, words, title_words, name_key,
             categories, brand, attributes, price, currency, price_band, in_stock, rating, created_at)
      select product_id, version, ${reading}::bigint, false, words::tsvector, title_words, name_key,
             categories::integer[], brand, attributes::integer[], price, currency, price_band, in_stock,
             rating, created_at
        from heard order by product_id
          on conflict (product_id) do update
         set version = excluded.version, reading = excluded.reading, gone = false, words = excluded.words,
             title_words = excluded.title_words, name_key = excluded.name_key,
             categories = excluded.categories, brand = excluded.brand, attributes = excluded.attributes,
             price = excluded.price, currency = excluded.currency, price_band = excluded.price_band,
             in_stock = excluded.in_stock, rating = excluded.rating, created_at = excluded.created_at
       where (excluded.version, excluded.reading) > (d.version, d.reading)
      returning d.product_id, xmax = 0 as is_new),
    shown as (
      insert into ${card} as c (product_id, card)
      select product_id, card from heard join kept using (product_id) order by product_id
          on conflict (product_id) do update set card = excluded.card)
    select product_id as "productId", is_new as "isNew" from kept`
}

/** Takes products out, unless a later reading says otherwise; one that was never known is noted as gone, too. */
export async function dropDocuments(
  tx: Sql,
  slot: Slot,
  productIds: readonly string[],
  reading: number,
): Promise<void> {
  if (productIds.length === 0) return
  const { document } = TABLES[slot]
  await tx.rows`
    insert into ${document} as d (product_id, version, reading, gone, words, title_words, name_key,
           categories, brand, attributes, price, currency, price_band, in_stock, rating, created_at)
    select product_id, 0, ${reading}::bigint, true, '', 1, '', '{}', null, '{}', 0, '', 0, false, 0, 0
      from unnest(${productIds}::text[]) as product_id order by product_id
        on conflict (product_id) do update
       set reading = excluded.reading, gone = true, words = ''
     where excluded.reading > d.reading`
}

/** The number of a reading that is about to begin. */
export async function nextReading(db: Sql): Promise<number> {
  const [row] = await db.rows<{ reading: number }>`select nextval('reading') as reading`
  if (!row) throw new Error('a sequence always has a next value')
  return row.reading
}

export async function clearSlot(tx: Sql, slot: Slot): Promise<void> {
  const { document, card, word } = TABLES[slot]
  await tx.rows`truncate ${document}, ${card}, ${word}`
}

export async function countDocuments(db: Sql, slot: Slot): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from ${TABLES[slot].document} where not gone`
  return row?.count ?? 0
}

/** Looks at what was written, so that searches are planned for as much as there is. */
export async function analyzeSlot(db: Sql, slot: Slot): Promise<void> {
  const { document, card, word } = TABLES[slot]
  await db.rows`analyze ${document}, ${card}, ${word}`
}

/** How many there are, roughly: as many as when the table was last looked at. */
export async function estimateDocuments(db: Sql, slot: Slot): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select greatest(reltuples, 0)::bigint as count from pg_class where oid = ${`document_${slot}`}::regclass`
  return row?.count ?? 0
}
