/** What search shows and takes: a product among others, the facets beside them, the filters of a query. */
import { Amount, Currency, Id, Time, line, listQuery, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const QUERY_CHARACTERS_MAX = 200
const VALUES_MAX = 20

export const SEARCH_SORTS = [
  'relevance',
  'newest',
  '-createdAt',
  'price',
  'price_asc',
  '-price',
  'price_desc',
  'name',
  '-name',
  'rating',
  '-rating',
] as const

/** What was typed: anything at all, the empty text included. */
export const QueryText = Type.String({
  maxLength: QUERY_CHARACTERS_MAX,
  description: 'What was typed; empty for everything',
  examples: ['wireless headphones'],
})

const Values = Type.Array(line(100), { maxItems: VALUES_MAX })

/** Of several values of one filter any may fit; several filters must all fit. */
export const filters = {
  category: Type.Optional({ ...Values, description: 'Slug, id or name; what lies below it counts, too' }),
  brand: Type.Optional({ ...Values, description: 'Slug or name' }),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
  price: Type.Optional(
    Type.Array(Type.String({ pattern: '^\\d{1,12}-(\\d{1,12})?$' }), {
      maxItems: VALUES_MAX,
      description: 'A price band as the facet spells it: 25-50, or 2000- for all above',
    }),
  ),
  inStock: Type.Optional(Type.Boolean()),
  availability: Type.Optional(Type.Union([Type.Literal('in_stock'), Type.Literal('out_of_stock')])),
  rating: Type.Optional(
    spelled(Type.Integer({ minimum: 1, maximum: 5, description: 'So many stars or more' }), 'minRating'),
  ),
  attributes: Type.Optional(
    spelled(
      Type.Array(Type.String({ maxLength: 200, pattern: '^[^:\\p{Cc}]{1,64}:[^\\p{Cc}]+$' }), {
        maxItems: VALUES_MAX,
        description: 'name:value, as the facet spells it; values of one name are alternatives',
        examples: [['Colour:Night blue']],
      }),
      'attribute',
      'attr',
    ),
  ),
}

export const SearchQuery = listQuery({
  q: Type.Optional(spelled(QueryText, 'query', 'search', 'keyword', 'term')),
  sort: Type.Optional(Type.Enum(SEARCH_SORTS)),
  ...filters,
})

/** A product among others; all of it is at `/products/:id`. */
const SearchItem = Type.Object({
  id: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  price: { ...Amount, description: 'The lowest of its variants' },
  priceMax: { ...Amount, description: 'The highest of its variants' },
  currency: Currency,
  category: Type.Object({ id: Id, slug: Type.String(), name: Type.String() }),
  brand: Type.Union([Type.String(), Type.Null()]),
  image: Type.Union([
    Type.Object({ url: Type.String(), alt: Type.String(), srcset: Type.Optional(Type.String()) }),
    Type.Null(),
  ]),
  rating: Type.Object({ average: Type.Number(), count: Type.Integer() }),
  inStock: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

const FacetValue = Type.Object({
  value: Type.String({ description: 'What to send as the filter' }),
  label: Type.String(),
  count: Type.Integer({ minimum: 0 }),
})
const Counted = Type.Array(FacetValue)

/** Counted over everything that fits the query and all filters but the facet’s own. */
export const Facets = Type.Object({
  category: Counted,
  brand: Counted,
  price: Counted,
  availability: Counted,
  rating: { ...Counted, description: 'So many stars or more' },
  attributes: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), values: Counted })),
})

export const SearchResult = Type.Object({
  items: Type.Array(SearchItem),
  facets: Facets,
  total: Type.Integer({ minimum: 0 }),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  tookMs: Type.Number({ description: 'What finding it took; an answer from memory tells what it took then' }),
  didYouMean: Type.Optional(
    Type.String({ description: 'Nothing is spelled as it was typed; these are results of this instead' }),
  ),
})

export const Suggestions = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('product'), Type.Literal('category'), Type.Literal('brand')]),
      label: Type.String(),
      value: Type.String({ description: 'Of a product its id; of the others what to send as the filter' }),
      slug: Type.String(),
    }),
  ),
})
