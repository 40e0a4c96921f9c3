/** A product and how it is shown: decided here, on values, without asking anybody. */
import type { ProductView } from '@rialto/contracts/catalog'
import { toMajor, type Minor } from '@rialto/kernel/money/money'

export type Category = { readonly id: string; readonly slug: string; readonly name: string }

type Image = { readonly url: string; readonly alt: string }

type Attributes = Readonly<Record<string, string | number | boolean>>

export type Product = {
  readonly id: string
  readonly sku: string
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly price: Minor
  readonly currency: string
  readonly category: Category
  readonly brand: string | null
  readonly attributes: Attributes
  readonly images: readonly Image[]
  /** Counts the changes of the product itself; its stock has a count of its own. */
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Whether a text can be an id, a SKU or a slug at all. */
export function isReference(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}$/.test(text)
}

/** What inventory last said of a SKU. */
export type StockLevel = { readonly sku: string; readonly available: number; readonly version: number }

export function productView(product: Product, available: number): ProductView {
  const { id, sku, slug, name, description, currency, category, brand, attributes, images } = product
  const price = toMajor(product.price, currency)
  return {
    id,
    sku,
    slug,
    name,
    description,
    price,
    currency,
    category,
    brand,
    attributes: { ...attributes },
    images: [...images],
    variants: [{ sku, price, options: {} }],
    rating: { average: 0, count: 0 },
    // `restocked` relies on this: behind the stock stand only its own numbers and the two dates.
    stock: available,
    inventory: available,
    inStock: available > 0,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
  }
}

/**
 * The text of a product with another stock, without parsing it: stock changes thousands of times a
 * second, all else of a product hardly ever. The last `,"stock":` is the real one, because a quotation
 * mark inside a value is escaped and nothing that a person wrote comes after it.
 */
export function restocked(text: string, available: number): string {
  const from = text.lastIndexOf(',"stock":')
  const to = text.lastIndexOf(',"createdAt":')
  return `${text.slice(0, from)},"stock":${available},"inventory":${available},"inStock":${available > 0}${text.slice(to)}`
}

/** The fields of a product that a person may change. */
export type Editable = Pick<
  Product,
  'slug' | 'name' | 'description' | 'price' | 'currency' | 'category' | 'brand' | 'attributes' | 'images'
>

const EDITABLE = [
  'slug',
  'name',
  'description',
  'price',
  'currency',
  'category',
  'brand',
  'attributes',
  'images',
] as const satisfies readonly (keyof Editable)[]

/** The names of the fields that the wish would really change. Saying again what already is, is no change. */
export function changedFields(product: Editable, wish: Partial<Editable>): (keyof Editable)[] {
  return EDITABLE.filter((field) => {
    const wanted = wish[field]
    return wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(product[field])
  })
}

/** Of levels heard together, the last of each SKU, in one order for all, so that two batches cannot wait for each other. */
export function latestLevels(levels: readonly StockLevel[]): StockLevel[] {
  const latest = new Map<string, StockLevel>()
  for (const level of levels) {
    const known = latest.get(level.sku)
    if (known === undefined || known.version < level.version) latest.set(level.sku, level)
  }
  return [...latest.values()].toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
}

/**
 * Whether `If-Match` allows a change. A product's ETag begins with its version, and only that is
 * compared: the stock in the answer moves with every sale, and no sale is a lost update.
 */
export function matchesVersion(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined) return true
  return ifMatch.split(',').some((tag) => {
    const bare = tag.trim()
    return bare === '*' || /^(?:W\/)?"(\d+)-[^"]*"$/.exec(bare)?.[1] === String(version)
  })
}
