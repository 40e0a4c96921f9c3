/** The SQL of the word table: how many documents hold a word, and which words are nearly like another. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Slot } from '../build/slots.ts'
import { TABLES } from '../document/store.ts'
import { swapped } from './domain.ts'

/**
 * Adds what new documents hold; a changed document only makes its words known. So the counts are a hint at
 * what is common, and whether a word is still there is asked of the index. A rebuild counts anew.
 */
export async function addWords(tx: Sql, slot: Slot, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return
  const { word } = TABLES[slot]
  await tx.rows`
    insert into ${word} as w (word, docs)
    select word, docs
      from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::integer[]) as h (word, docs)
     order by word collate "C"
        on conflict (word) do update set docs = w.docs + excluded.docs where excluded.docs > 0`
}

export type NearWord = { readonly word: string; readonly docs: number; readonly isPrefix: boolean }

/**
 * Words that are at most `distance` edits from one that nobody knows, or that begin with it; the most
 * frequent ones first.
 */
export async function nearWords(
  db: Sql,
  slot: Slot,
  asked: string,
  distance: number,
  limit: number,
): Promise<NearWord[]> {
  const { word } = TABLES[slot]
  const from = asked.length - distance
  const to = asked.length + distance
  return db.rows<NearWord>`
    select word, docs, starts_with(word, ${asked}) as "isPrefix"
      from ${word}
     where (length(word) between ${from} and ${to}
            and levenshtein_less_equal(word, ${asked}, ${distance}) <= ${distance}
            -- Two letters that changed places are two edits there, and one slip.
            or ${distance} > 0 and word = any(${swapped(asked)}::text[])
            or starts_with(word, ${asked}))
     order by docs desc, word
     limit ${limit}`
}

/** Counted in the index up to here; what is more frequent is taken from the words’ own counts, where they have it. */
const COUNTED_MAX = 20
const COUNTED_UNKNOWN_MAX = 1_000

export type Asked = {
  /** As PostgreSQL reads a `tsquery`. */
  readonly query: string
  /** The word that it is about, and the query for this word alone. */
  readonly word?: string
  readonly wordQuery?: string
}

/** How many documents hold each of these: zero, or few, exactly; many roughly. */
export async function documentsWith(db: Sql, slot: Slot, asked: readonly Asked[]): Promise<number[]> {
  const { document, word } = TABLES[slot]
  const rows = await db.rows<{ docs: number }>`
    select case when counted < ${COUNTED_MAX} then counted else greatest(counted, w.docs) end as docs
      from unnest(${asked.map(({ query }) => query)}::text[], ${asked.map((each) => each.word ?? '')}::text[],
                  ${asked.map((each) => each.wordQuery ?? each.query)}::text[])
           with ordinality as q (query, word, word_query, place)
      left join ${word} w on w.word = q.word
     cross join lateral (
       -- Of a frequent word it is enough to know that it is still there: other ways to write it cost more than they add.
       -- Materialized, so that the limit ends the counting but does not talk the planner out of the index.
       with having_it as materialized (
         select from ${document} d
          where d.words @@ (case when w.docs >= ${COUNTED_MAX} then q.word_query else q.query end)::tsquery)
       select count(*) as counted
         from (select from having_it
                limit case when w.docs is null then ${COUNTED_UNKNOWN_MAX}::integer else ${COUNTED_MAX}::integer end) as few) as c
     order by place`
  return rows.map(({ docs }) => docs)
}
