/**
 * The one statement of search: what fits, the best of it as ready-made text, and how often each code occurs
 * in the rest. Its plan is made once for all questions (`0002_facets.sql`).
 */
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { Slot } from '../build/slots.ts'
import { TABLES } from '../document/store.ts'
import { BITS } from '../facet/counts.ts'
import type { Ranking } from './ranking.ts'
import type { Filters, Position, Sort, Wish } from './wish.ts'

/** How many hits have a code, by which filters those fail: three lists of the same length, null where nothing was hit. */
export type Counts = readonly [
  missed: readonly number[] | null,
  codes: readonly number[] | null,
  counts: readonly number[] | null,
]

export type Found = {
  /** The slot that is asked now: where it is another than this was read from, ask again. */
  readonly slot: Slot
  /** Whether the words were found at all, whatever the filters left of it. */
  readonly isKnown: boolean
  /** The cards, joined by commas. */
  readonly items: string
  /** Sort value and id of the last card, where there are more. */
  readonly last: readonly [value: string | number, id: string] | null
  readonly counts: Counts
}

export type FindWish = Pick<Wish, 'filters' | 'sort' | 'limit' | 'after'> & {
  readonly ranking: Ranking
  readonly pins: readonly string[]
}

/** Beyond the most frequent ones nobody looks; what decides the total is never cut. */
const CODES_MAX = 3_000

/** One bit for each filter: what a document fails is written as the sum of theirs. */
type Filter = { readonly bit: number; readonly test: Fragment }

export async function find(db: Sql, slot: Slot, wish: FindWish): Promise<Found> {
  const { document, card } = TABLES[slot]
  const { ranking, sort, limit, after, pins } = wish
  const filters = filtersOf(wish.filters)
  const order = orderOf(sort, ranking, pins)
  const direction = order.isDescending ? sql`desc` : sql`asc`
  // Only several filters leave out what the words found.
  const orBefore =
    filters.length > 1 ? sql`or exists (select from ${document} d where ${matching(ranking, pins)})` : sql``
  const [found] = await db.rows<Found>`
    with hits as materialized (
      select * from (
        select d.product_id, ${order.key} as key, ${maskOf(filters)} as missed, d.facets
          from ${document} d
         where ${matching(ranking, pins)}) as m
       ${filters.length > 1 ? sql`where missed & (missed - 1) = 0` : sql``}),
    page as (
      select product_id, key, row_number() over (order by key ${direction}, product_id) as place
        from hits
       where ${filters.length > 0 ? sql`missed = 0` : sql`true`} and ${behind(after, order)}
       order by key ${direction}, product_id
       limit ${limit + 1}),
    counted as (
      select missed, code, count(*) as count
        from (select missed, unnest(facets) as code from hits) as each
       group by missed, code
       order by code < 0 desc, count desc, code
       limit ${CODES_MAX})
    select (select slot from tide) as slot,
           exists (select from hits) ${orBefore} as "isKnown",
           (select coalesce(string_agg(card, ',' order by place), '')
              from page join ${card} c using (product_id) where place <= ${limit}) as items,
           (select json_build_array(key, product_id) from page
             where place = ${limit} and exists (select from page where place > ${limit})) as last,
           (select json_build_array(array_agg(missed), array_agg(code), array_agg(count)) from counted) as counts`
  if (!found) throw new Error('a select without from always has a row')
  return found
}

function matching(ranking: Ranking, pins: readonly string[]): Fragment {
  if (ranking.kind === 'none') return sql`not d.gone`
  if (pins.length === 0) return sql`d.words @@ ${ranking.match}::tsquery`
  return sql`(d.words @@ ${ranking.match}::tsquery or d.product_id = any(${pins}::text[])) and not d.gone`
}

type Order = { readonly key: Fragment; readonly type: Fragment; readonly isDescending: boolean }

function orderOf(sort: Sort, ranking: Ranking, pins: readonly string[]): Order {
  const number = sql`bigint`
  switch (sort) {
    case 'relevance':
      return { key: scoreOf(ranking, pins), type: number, isDescending: true }
    case 'newest':
      return { key: sql`d.created_at`, type: number, isDescending: true }
    case 'price':
    case '-price':
      return { key: sql`d.price`, type: number, isDescending: sort === '-price' }
    case 'name':
    case '-name':
      return { key: sql`d.name_key`, type: sql`text`, isDescending: sort === '-name' }
    case 'rating':
      return { key: sql`d.rating::bigint`, type: number, isDescending: true }
  }
}

/**
 * Title before brand and category before attributes before text (A to D); words that stand together
 * before scattered ones, short titles before long ones, names before everything but pins. Where brand and
 * category say it all, what lies there stands before what is only called so: a laptop before a laptop stand.
 */
function scoreOf(ranking: Ranking, pins: readonly string[]): Fragment {
  const pinned =
    pins.length === 0
      ? sql``
      : sql` + case when d.product_id = any(${pins}::text[])
               then (100 - array_position(${pins}::text[], d.product_id)) * 10000000000000 else 0 end`
  switch (ranking.kind) {
    case 'none':
      return sql`(d.created_at${pinned})`
    case 'strict': {
      const { phrase } = ranking
      const together =
        phrase === undefined ? sql`` : sql` + case when d.words @@ ${phrase}::tsquery then 500 else 0 end`
      return sql`(round(1000 * ts_rank('{0.05, 0.2, 0.6, 1}', d.words, ${ranking.terms}::tsquery))::bigint
        + case when d.words @@ ${ranking.title}::tsquery then 2000 + 600 / d.title_words
               when d.words @@ ${ranking.head}::tsquery then 1000 else 0 end
        + case when d.words @@ ${ranking.shelf}::tsquery then 2400 else 0 end
        + case when d.words @@ ${ranking.exact}::tsquery then 1000000000 else 0 end
        + case when d.in_stock then 100 else 0 end${together}${pinned})`
    }
    case 'relaxed': {
      const terms = ranking.terms.map(
        ({ query, worth }) =>
          sql`${worth}::float8 * ts_rank('{0.05, 0.2, 0.6, 1}', d.words, ${query}::tsquery)`,
      )
      return sql`(round(1000 * (${joined(terms, sql` + `)}))::bigint${pinned})`
    }
  }
}

function behind(after: Position | undefined, { type, isDescending }: Order): Fragment {
  if (after === undefined) return sql`true`
  const beyond = isDescending ? sql`<` : sql`>`
  return sql`(key ${beyond} ${after.value}::${type} or key = ${after.value}::${type} and product_id > ${after.id})`
}

function filtersOf(filters: Filters): Filter[] {
  const { categories, brands, prices, inStock, rating, attributes } = filters
  const tests: Filter[] = []
  const coded = (kind: string, values: readonly string[]) => {
    const plain = values.map((value) => value.trim().toLowerCase())
    return sql`array(select code from facet_value where kind = ${kind}
      and (value = any(${plain}::text[]) or lower(label) = any(${plain}::text[]) or reference = any(${values}::text[])))`
  }
  if (categories.length > 0)
    tests.push({ bit: BITS.category, test: sql`d.categories && ${coded('category', categories)}` })
  if (brands.length > 0)
    tests.push({ bit: BITS.brand, test: sql`coalesce(d.brand = any(${coded('brand', brands)}), false)` })
  if (prices.length > 0) {
    const ranges = prices.map(({ from, to }) => sql`d.price between ${from}::bigint and ${to}::bigint`)
    tests.push({
      bit: BITS.price,
      test: sql`d.currency = ${filters.currency} and (${joined(ranges, sql` or `)})`,
    })
  }
  if (inStock !== undefined) tests.push({ bit: BITS.stock, test: sql`d.in_stock = ${inStock}::boolean` })
  if (rating !== undefined) tests.push({ bit: BITS.rating, test: sql`d.rating >= ${rating}::smallint` })
  attributes.forEach(({ name, values }, i) => {
    const codes = sql`array(select code from facet_value where kind = 'attribute'
      and name = ${name} and value = any(${values}::text[]))`
    tests.push({ bit: BITS.attribute << i, test: sql`d.attributes && ${codes}` })
  })
  return tests
}

function maskOf(filters: readonly Filter[]): Fragment {
  if (filters.length === 0) return sql`0`
  return joined(
    filters.map(({ bit, test }) => sql`case when ${test} then 0 else ${bit}::integer end`),
    sql` + `,
  )
}
