/**
 * The one statement of search: what fits, the best of it as ready-made text, and everything that can
 * be counted about the rest.
 */
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { Slot } from '../build/slots.ts'
import { TABLES } from '../document/store.ts'
import type { Ranking } from './ranking.ts'
import type { Filters, Position, Sort, Wish } from './wish.ts'

export type FacetRow = readonly [
  group: 'category' | 'brand' | 'attribute' | 'price' | 'stock' | 'rating',
  code: number,
  count: number,
  name: string | null,
  value: string | null,
  label: string | null,
]

export type Found = {
  /** The slot that is asked now: where it is another than this was read from, ask again. */
  readonly slot: Slot
  readonly total: number
  /** Whether the words were found at all, whatever the filters left of it. */
  readonly isKnown: boolean
  /** The cards, joined by commas. */
  readonly items: string
  /** Sort value and id of the last card, where there are more. */
  readonly last: readonly [value: string | number, id: string] | null
  readonly facets: readonly FacetRow[]
}

export type FindWish = Pick<Wish, 'filters' | 'sort' | 'limit' | 'after'> & {
  readonly ranking: Ranking
  readonly pins: readonly string[]
}

const ATTRIBUTE_VALUES_MAX = 300
const CATEGORY = 1
const BRAND = 2
const PRICE = 4
const STOCK = 8
const RATING = 16
/** The first attribute's; each further one has the next bit. */
const ATTRIBUTE = 32

/** One bit for each filter: what a document fails is written as the sum of theirs. */
type Filter = { readonly bit: number; readonly test: Fragment }

export async function find(db: Sql, slot: Slot, wish: FindWish): Promise<Found> {
  const { document, card } = TABLES[slot]
  const { ranking, sort, limit, after, pins } = wish
  const filters = filtersOf(wish.filters)
  const order = orderOf(sort, ranking, pins)
  const direction = order.isDescending ? sql`desc` : sql`asc`
  const [found] = await db.rows<Found>`
    with hits as materialized (
      select * from (
        select d.product_id, ${order.key} as key, ${maskOf(filters)} as missed, d.categories, d.brand,
               d.price_band, d.in_stock, d.rating / 100 as stars, d.attributes
          from ${document} d
         where ${matching(ranking, pins)}) as m
       ${filters.length > 1 ? sql`where missed & (missed - 1) = 0` : sql``}),
    page as (
      select product_id, key, row_number() over (order by key ${direction}, product_id) as place
        from hits
       where ${fits(filters.length)} and ${behind(after, order)}
       order by key ${direction}, product_id
       limit ${limit + 1}),
    ways as materialized (
      select missed, categories, brand, price_band, in_stock, stars, count(*) as count
        from hits group by 1, 2, 3, 4, 5, 6),
    counted as (
      ${countsOf(wish.filters, filters.length)})
    select (select slot from tide) as slot,
           (select coalesce(sum(count), 0)::bigint from ways where ${fits(filters.length)}) as total,
           exists (select from ways) or exists (select from ${document} d where ${matching(ranking, pins)}) as "isKnown",
           (select coalesce(string_agg(card, ',' order by place), '')
              from page join ${card} c using (product_id) where place <= ${limit}) as items,
           (select json_build_array(key, product_id) from page
             where place = ${limit} and exists (select from page where place > ${limit})) as last,
           (select coalesce(json_agg(json_build_array(c."group", c.code, c.count, v.name, v.value, v.label)), '[]')
              from counted c
              left join facet_value v on v.code = c.code and c."group" in ('category', 'brand', 'attribute')) as facets`
  if (!found) throw new Error('a select without from always has a row')
  return found
}

/** Without filters everything fits, and PostgreSQL is to know that: it plans for as many rows as there are. */
function fits(filters: number, but = 0): Fragment {
  if (filters === 0) return sql`true`
  return but === 0 ? sql`missed = 0` : sql`(missed & ~${but}::integer) = 0`
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
    tests.push({ bit: CATEGORY, test: sql`d.categories && ${coded('category', categories)}` })
  if (brands.length > 0)
    tests.push({ bit: BRAND, test: sql`coalesce(d.brand = any(${coded('brand', brands)}), false)` })
  if (prices.length > 0) {
    const ranges = prices.map(({ from, to }) => sql`d.price between ${from}::bigint and ${to}::bigint`)
    tests.push({ bit: PRICE, test: sql`d.currency = ${filters.currency} and (${joined(ranges, sql` or `)})` })
  }
  if (inStock !== undefined) tests.push({ bit: STOCK, test: sql`d.in_stock = ${inStock}::boolean` })
  if (rating !== undefined) tests.push({ bit: RATING, test: sql`d.rating >= ${rating}::smallint` })
  attributes.forEach(({ name, values }, i) => {
    const codes = sql`array(select code from facet_value where kind = 'attribute'
      and name = ${name} and value = any(${values}::text[]))`
    tests.push({ bit: ATTRIBUTE << i, test: sql`d.attributes && ${codes}` })
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

/**
 * Each group over what only its own filter leaves out. First one pass that brings thousands of hits
 * down to the few hundred ways in which they differ; attributes, of which there are too many ways, apart.
 */
function countsOf({ attributes }: Filters, filters: number): Fragment {
  const but = (bit: number) => fits(filters, bit)
  const names = attributes.map(({ name }) => name)
  const codesOf = (of: readonly string[]) =>
    sql`(select v.code from facet_value v where v.kind = 'attribute' and v.name = any(${of}::text[]))`
  const ownAttributes = names.map(
    (name, i) => sql`
      union all
      select 'attribute', code, count(*)
        from (select unnest(attributes) as code from hits where ${but(ATTRIBUTE << i)}) as each
       where code in ${codesOf([name])} group by code`,
  )
  const others = names.length === 0 ? sql`` : sql`where code not in ${codesOf(names)}`
  return sql`
      select 'category' as "group", code, sum(count)::bigint as count
        from (select unnest(categories) as code, count from ways where ${but(CATEGORY)}) as each group by code
      union all
      select 'brand', brand, sum(count)::bigint from ways where ${but(BRAND)} and brand is not null group by brand
      union all
      select 'price', price_band::integer, sum(count)::bigint from ways where ${but(PRICE)} group by price_band
      union all
      select 'stock', in_stock::integer, sum(count)::bigint from ways where ${but(STOCK)} group by in_stock
      union all
      select 'rating', stars::integer, sum(count)::bigint from ways where ${but(RATING)} group by stars
      union all
      (select 'attribute', code, count(*)
         from (select unnest(attributes) as code from hits where ${fits(filters)}) as each
        ${others} group by code order by count(*) desc, code limit ${ATTRIBUTE_VALUES_MAX})
      ${joined(ownAttributes, sql``)}`
}
