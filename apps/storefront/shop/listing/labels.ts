/** What filters and sorts are called. */
import type { CategoryView } from '@rialto/contracts/catalog'
import type { SearchFacets } from '@rialto/contracts/search'
import type { Filter, ListSort } from '../../catalogue/listing.ts'
import { currentLocale } from '../../page/here.ts'
import { formatRound } from '../../region/money.ts'
import { words } from '../../words/words.ts'

export type Labels = {
  of(filter: Filter): string
  /** The same with what it is a filter of, where the value alone says too little. */
  whole(filter: Filter): string
}

export function labelsOf(
  facets: SearchFacets,
  categories: readonly CategoryView[],
  currency: string | undefined,
): Labels {
  const t = words('search')
  const found = (values: SearchFacets['brand'], value: string) =>
    values.find((each) => each.value === value)?.label ?? value
  // Apart from the writing around it, which may run the other way.
  const money = (amount: string) => `\u2068${formatRound(Number(amount), currency, currentLocale())}\u2069`

  function of({ name, value }: Filter): string {
    switch (name) {
      case 'category':
        return categoryNamed(categories, value)?.name ?? value
      case 'brand':
        return found(facets.brand, value)
      case 'price':
        return bandOf(value, money)
      case 'minPrice':
        return t('bandFrom', { price: money(value) })
      case 'maxPrice':
        return t('bandTo', { price: money(value) })
      case 'availability':
        return t('inStock')
      case 'rating':
        return t('stars', { count: Number(value) })
      case 'attribute':
        return value.slice(value.indexOf(':') + 1)
    }
  }
  return {
    of,
    whole: (filter) => (filter.name === 'attribute' ? filter.value.replace(':', ': ') : of(filter)),
  }
}

/** `25-50` as a person says it; the last band has no end. */
function bandOf(value: string, money: (amount: string) => string): string {
  const t = words('search')
  const [from = '0', to = ''] = value.split('-')
  if (to === '') return t('bandFrom', { price: money(from) })
  if (Number(from) === 0) return t('bandTo', { price: money(to) })
  return t('bandBetween', { from: money(from), to: money(to) })
}

/** By its slug, its id or its name, as the search finds it. */
export function categoryNamed(
  categories: readonly CategoryView[],
  reference: string | undefined,
): CategoryView | undefined {
  if (reference === undefined) return undefined
  const wanted = reference.toLowerCase()
  return (
    categories.find(({ slug, id }) => slug === wanted || id === reference) ??
    categories.find(({ name }) => name.toLowerCase() === wanted)
  )
}

/** The sorts of a list, with the one that it has unless another is chosen. */
export function sortsOf(
  hasText: boolean,
  hasRatings: boolean,
): readonly (readonly [ListSort | '', string])[] {
  const t = words('search')
  return [
    ...(hasText
      ? ([
          ['', t('sortBest')],
          ['newest', t('sortNewest')],
        ] as const)
      : ([['', t('sortNewest')]] as const)),
    ['price', t('sortPriceUp')],
    ['-price', t('sortPriceDown')],
    ['name', t('sortName')],
    ...(hasRatings ? ([['rating', t('sortRating')]] as const) : []),
  ]
}
