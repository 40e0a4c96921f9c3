/** What was counted, as shoppers see it: sorted, labelled, spelled as the filters take it. */
import type { SearchFacets } from '@rialto/contracts/search'
import { PRICE_BANDS } from '../document/domain.ts'
import type { FacetRow } from '../finding/store.ts'

const VALUES_MAX = 50
const ATTRIBUTES_MAX = 12
const ATTRIBUTE_VALUES_MAX = 20
const STARS_MAX = 5

type Value = SearchFacets['category'][number]

export function facetsOf(rows: readonly FacetRow[]): SearchFacets {
  const of = (group: FacetRow[0]) => rows.filter((row) => row[0] === group)
  const named = (group: FacetRow[0]) => of(group).map(valueOf).toSorted(byCount).slice(0, VALUES_MAX)
  return {
    category: named('category'),
    brand: named('brand'),
    price: of('price')
      .toSorted((a, b) => a[1] - b[1])
      .map(([, band, count]) => priceBand(band, count)),
    availability: of('stock')
      .toSorted((a, b) => b[1] - a[1])
      .map(([, inStock, count]) =>
        inStock === 1
          ? { value: 'in_stock', label: 'In stock', count }
          : { value: 'out_of_stock', label: 'Out of stock', count },
      ),
    rating: starsOf(of('rating')),
    attributes: attributesOf(of('attribute')),
  }
}

function valueOf([, , count, , value, label]: FacetRow): Value {
  return { value: value ?? '', label: label ?? '', count }
}

function byCount(a: Value, b: Value): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}

function priceBand(band: number, count: number): Value {
  const from = PRICE_BANDS[band] ?? 0
  const to = PRICE_BANDS[band + 1]
  return to === undefined
    ? { value: `${from}-`, label: `${from} and above`, count }
    : { value: `${from}-${to}`, label: `${from} to ${to}`, count }
}

/** Each star counts those above it, too: that is what the filter does. */
function starsOf(rows: readonly FacetRow[]): Value[] {
  const values: Value[] = []
  let above = 0
  for (let stars = STARS_MAX; stars >= 1; stars -= 1) {
    above += rows.find((row) => row[1] === stars)?.[2] ?? 0
    if (above > 0)
      values.push({
        value: String(stars),
        label: stars === STARS_MAX ? '5 stars' : `${stars} stars and up`,
        count: above,
      })
  }
  return values
}

function attributesOf(rows: readonly FacetRow[]): SearchFacets['attributes'] {
  const byName = Map.groupBy(rows, (row) => row[3] ?? '')
  const total = (counted: readonly FacetRow[]) => counted.reduce((sum, [, , count]) => sum + count, 0)
  return [...byName]
    .toSorted(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1))
    .slice(0, ATTRIBUTES_MAX)
    .map(([name, values]) => ({
      name,
      label: name,
      values: values.map(valueOf).toSorted(byCount).slice(0, ATTRIBUTE_VALUES_MAX),
    }))
}
