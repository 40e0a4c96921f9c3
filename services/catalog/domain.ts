/** A product and how it is shown: decided here, on values, without asking anybody. */
import type { ProductView } from '@rialto/contracts/catalog'
import { toMajor, type Minor } from '@rialto/kernel/money/money'
import { defaultVariant, priceOf, soldVariants, type ProductOption, type Variant } from './variant/domain.ts'

export type CategoryStep = { readonly id: string; readonly slug: string; readonly name: string }
/** A category with the way to it, from the root to itself. */
export type Category = CategoryStep & { readonly path: readonly CategoryStep[] }

export type Image = {
  readonly url: string
  readonly alt: string
  /** Of a picture that is kept here; one that is kept elsewhere has only its URL. */
  readonly id?: string
  readonly width?: number
  readonly height?: number
  readonly srcset?: string
}

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
  readonly options: readonly ProductOption[]
  /** Empty where there is nothing to choose. */
  readonly variants: readonly Variant[]
  readonly related: readonly string[]
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

export type AvailableOf = (sku: string) => number

export function availableIn(levels: readonly StockLevel[]): AvailableOf {
  const known = new Map(levels.map(({ sku, available }) => [sku, available]))
  return (sku) => known.get(sku) ?? 0
}

export function productView(product: Product, availableOf: AvailableOf): ProductView {
  return JSON.parse(compose(piecesOf(product), availableOf)) as ProductView
}

/**
 * The text of a product, cut where its stock stands: stock changes thousands of times a second, all else
 * of a product hardly ever, and then only these are put together again.
 */
export type Pieces = {
  readonly head: string
  readonly variants: readonly { readonly sku: string; readonly text: string }[]
  readonly tail: string
}

export function piecesOf(product: Product): Pieces {
  const { id, sku, slug, name, description, currency, category, brand, attributes, images, options } = product
  const inMajor = (minor: Minor) => toMajor(minor, currency)
  const sold = soldVariants(product)
  const prices = sold.map((variant) => priceOf(product, variant))
  const head = {
    id,
    sku,
    slug,
    name,
    description,
    price: inMajor(priceOf(product, defaultVariant(product))),
    currency,
    priceRange: { min: inMajor(Math.min(...prices)), max: inMajor(Math.max(...prices)) },
    category,
    brand,
    attributes,
    images,
    options,
  } satisfies Partial<Record<keyof ProductView, unknown>>
  const tail = {
    version: product.version,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
  } satisfies Partial<ProductView>
  const between = { related: product.related, rating: { average: 0, count: 0 } }
  return {
    head: `${open(head)},${inner(between)},"variants":[`,
    variants: sold.map((variant, i) => ({
      sku: variant.sku,
      text: open({
        sku: variant.sku,
        price: inMajor(prices[i] ?? 0),
        options: variant.options,
        images: variant.images,
      }),
    })),
    tail: `,${inner(tail)}}`,
  }
}

export function compose({ head, variants, tail }: Pieces, availableOf: AvailableOf): string {
  let total = 0
  const texts = variants.map(({ sku, text }) => {
    const available = availableOf(sku)
    total += available
    return `${text},"stock":${available},"inStock":${available > 0}}`
  })
  return `${head}${texts.join(',')}],"stock":${total},"inventory":${total},"inStock":${total > 0}${tail}`
}

function open(object: object): string {
  return JSON.stringify(object).slice(0, -1)
}

function inner(object: object): string {
  return JSON.stringify(object).slice(1, -1)
}

/** The fields of a product that a person may change. */
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
  'options',
  'variants',
  'related',
] as const satisfies readonly (keyof Product)[]

export type Editable = Pick<Product, (typeof EDITABLE)[number]>

/** The names of the fields that the wish would really change. Saying again what already is, is no change. */
export function changedFields(product: Editable, wish: Partial<Editable>): (keyof Editable)[] {
  return EDITABLE.filter((field) => {
    const wanted = wish[field]
    return wanted !== undefined && said(field, wanted) !== said(field, product[field])
  })
}

/** A category is the same where its id is: its path is not the product’s to change. */
function said(field: keyof Editable, value: Editable[keyof Editable]): string {
  return field === 'category' ? (value as Category).id : JSON.stringify(value)
}

export type PriceChange = { readonly sku: string; readonly from: Minor; readonly to: Minor }

/** What costs another amount now; a SKU that is new or gone is no change of a price. */
export function priceChanges(before: Product, after: Product): PriceChange[] {
  if (before.currency !== after.currency) return []
  const known = new Map(soldVariants(before).map((variant) => [variant.sku, priceOf(before, variant)]))
  return soldVariants(after).flatMap((variant) => {
    const from = known.get(variant.sku)
    const to = priceOf(after, variant)
    return from === undefined || from === to ? [] : [{ sku: variant.sku, from, to }]
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
export function matchesVersion(ifMatch: string | number | undefined, version: number): boolean {
  if (ifMatch === undefined || ifMatch === version) return true
  if (typeof ifMatch === 'number') return false
  return ifMatch.split(',').some((tag) => {
    const bare = tag.trim()
    return bare === '*' || /^(?:W\/)?"(\d+)-[^"]*"$/.exec(bare)?.[1] === String(version)
  })
}
