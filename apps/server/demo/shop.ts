/** The whole demo shop: the documented twelve first and as documented, then what the grammar makes. */
import type { ImportedProduct } from '@rialto/contracts/catalog'
import { goods, SEED_USUAL } from './goods/goods.ts'
import { albumOf, documentedAlbum, type Album } from './pictures/album.ts'
import { DEMO_PRODUCTS } from './products.ts'

export type DemoShop = {
  readonly products: readonly ImportedProduct[]
  readonly albums: readonly Album[]
  /** By id, what goes well with what. */
  readonly related: ReadonlyMap<string, readonly string[]>
}

export const DEMO_PRODUCTS_COUNT = 200
const RELATED_OF_ONE = 3

/** A shop of so many products, the documented among them; the same seed gives the same shop, byte for byte. */
export function demoShop(count = DEMO_PRODUCTS_COUNT, seed = SEED_USUAL): DemoShop {
  const made = [...goods(Math.max(0, count - DEMO_PRODUCTS.length), seed)]
  const products = [...DEMO_PRODUCTS, ...made.map(({ product }) => product)]
  return {
    products,
    albums: [...DEMO_PRODUCTS.map(documentedAlbum), ...made.map(albumOf)],
    related: relatedAmong(products),
  }
}

/** The next ones round in the same part of the shop: what one looks at beside a laptop is a computer. */
function relatedAmong(products: readonly ImportedProduct[]): ReadonlyMap<string, readonly string[]> {
  const parts = Map.groupBy(products, ({ category = '' }) => category.split(' > ')[0] ?? '')
  return new Map(
    [...parts.values()].flatMap((part) =>
      part.map(({ id }, i) => {
        const after = [...part.slice(i + 1), ...part.slice(0, i)]
        return [id, after.slice(0, RELATED_OF_ONE).map((other) => other.id)] as const
      }),
    ),
  )
}
