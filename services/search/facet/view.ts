/** What was counted, as shoppers see it: sorted, labelled, spelled as the filters take it. */
import type { SearchFacets } from '@rialto/contracts/search'
import { PRICE_BANDS } from '../document/domain.ts'
import type { Count, Grouped } from './counts.ts'

/** More than any tree of a shop has in sight: one that is cut off would miss branches, not rare values. */
const CATEGORIES_MAX = 200
const BRANDS_MAX = 50
const ATTRIBUTES_MAX = 12
const ATTRIBUTE_VALUES_MAX = 20
const STARS_MAX = 5

type Value = SearchFacets['category'][number]

export function facetsOf({ category, brand, price, stock, rating, attribute }: Grouped): SearchFacets {
  const named = (counted: readonly Count[], max: number) =>
    counted.map(valueOf).toSorted(byCount).slice(0, max)
  return {
    category: named(category, CATEGORIES_MAX),
    brand: named(brand, BRANDS_MAX),
    price: price.toSorted((a, b) => a.code - b.code).map(priceBand),
    availability: stock
      .toSorted((a, b) => b.code - a.code)
      .map(({ code, count }) =>
        code === 1
          ? { value: 'in_stock', label: 'In stock', count }
          : { value: 'out_of_stock', label: 'Out of stock', count },
      ),
    rating: starsOf(rating),
    attributes: attributesOf(attribute),
  }
}

function valueOf({ count, label }: Count): Value {
  return { value: label?.value ?? '', label: label?.label ?? '', count }
}

function byCount(a: Value, b: Value): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}

function priceBand({ code: band, count }: Count): Value {
  const from = PRICE_BANDS[band] ?? 0
  const to = PRICE_BANDS[band + 1]
  return to === undefined
    ? { value: `${from}-`, label: `${from} and above`, count }
    : { value: `${from}-${to}`, label: `${from} to ${to}`, count }
}

/** Each star counts those above it, too: that is what the filter does. */
function starsOf(rows: readonly Count[]): Value[] {
  const values: Value[] = []
  let above = 0
  for (let stars = STARS_MAX; stars >= 1; stars -= 1) {
    above += rows.find(({ code }) => code === stars)?.count ?? 0
    if (above > 0)
      values.push({
        value: String(stars),
        label: stars === STARS_MAX ? '5 stars' : `${stars} stars and up`,
        count: above,
      })
  }
  return values
}

function attributesOf(rows: readonly Count[]): SearchFacets['attributes'] {
  const byName = Map.groupBy(rows, ({ label }) => label?.name ?? '')
  return [...byName]
    .map(([name, values]) => ({ name, values, total: values.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
    .slice(0, ATTRIBUTES_MAX)
    .map(({ name, values }) => ({
      name,
      label: name,
      values: values.map(valueOf).toSorted(byCount).slice(0, ATTRIBUTE_VALUES_MAX),
    }))
}
