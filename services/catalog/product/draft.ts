/** What a request says of a product, read into what the shop keeps: minor units, defaults, one form of image. */
import { CATEGORY_DEFAULT, type catalog, type ImportedProduct } from '@rialto/contracts/catalog'
import type { Input } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMinor } from '@rialto/kernel/money/money'
import type { Editable, Product } from '../domain.ts'
import { settle, type Variant, type Variety, type VarietyWish } from '../variant/domain.ts'
import { skuFor } from './naming.ts'

type Routes = (typeof catalog)['routes']
export type CreateBody = Input<Routes['create']>['body']
export type PutBody = Input<Routes['put']>['body']
export type PatchBody = Input<Routes['patch']>['body']
type SentVariant = NonNullable<PatchBody['variants']>[number]

/** How many pieces of each SKU there are at first, or are to be. */
export type Pieces = ReadonlyMap<string, number>

/** A product about to be made: category and related products by any name, its slug still to be found unless it was given. */
export type Draft = Omit<Product, 'slug' | 'category' | 'version'> & {
  readonly slug: string | undefined
  readonly category: string
  readonly stock: Pieces
}

/** What is wished of a product that is there; category, brand and related products by any of their names. */
export type Wish = Partial<Omit<Editable, 'category'>> & { readonly category?: string }

type Circumstances = { readonly id: string; readonly now: Date; readonly currency: string }

export function draftOf(body: CreateBody, { id: generated, now, currency: usual }: Circumstances): Draft {
  const id = body.id ?? generated
  const currency = knownCurrency(body.currency ?? usual)
  const price = toMinor(body.price, currency, '/price')
  const wanted = (body.variants ?? []).map((variant, i) => variantOf(variant, i, currency))
  const sku =
    body.sku ?? wanted.find((variant) => (variant.price ?? price) === price)?.sku ?? skuFor(body.name, id)
  const variety = settled(
    { sku, price, options: [], variants: [] },
    { price, options: body.options, variants: wanted },
  )
  return {
    id,
    sku,
    slug: body.slug,
    name: body.name.trim(),
    description: body.description ?? '',
    currency,
    category: body.category ?? CATEGORY_DEFAULT,
    brand: body.brand ?? null,
    attributes: body.attributes ?? {},
    images: imagesOf(body.images ?? []),
    related: body.related ?? [],
    ...variety,
    stock: piecesOf(sku, variety.variants, body, 0),
    createdAt: now,
    updatedAt: now,
  }
}

export function importDraft(product: ImportedProduct, now: Date, usual: string): Draft {
  const { id, sku, price } = product
  const variants = (product.variants ?? []).map(({ sku: own, price: ownPrice, options, images }) => ({
    sku: own,
    price: ownPrice ?? null,
    options,
    images: images ?? [],
  }))
  const variety = settled(
    { sku, price, options: [], variants: [] },
    { price, options: product.options, variants },
  )
  return {
    id,
    sku,
    slug: product.slug,
    name: product.name,
    description: product.description ?? '',
    currency: knownCurrency(product.currency ?? usual),
    category: product.category ?? CATEGORY_DEFAULT,
    brand: product.brand ?? null,
    attributes: product.attributes ?? {},
    images: product.images ?? [],
    related: [],
    ...variety,
    stock: piecesOf(sku, variety.variants, product, 0),
    createdAt: product.createdAt === undefined ? now : new Date(product.createdAt),
    updatedAt: now,
  }
}

function variantOf({ sku, price, options, images }: SentVariant, i: number, currency: string): Variant {
  return {
    sku,
    price: price === undefined ? null : toMinor(price, currency, `/variants/${i}/price`),
    options,
    images: imagesOf(images ?? []),
  }
}

/** Throws `validation_failed` where price, options and variants do not go together. */
export function settled(before: Variety, wish: VarietyWish): Pick<Variety, 'price' | 'options' | 'variants'> {
  const outcome = settle(before, wish)
  if (outcome.outcome === 'settled') {
    const { price, options, variants } = outcome
    return { price, options, variants }
  }
  const { path, message } = outcome
  throw new Problem('validation_failed', {
    detail: `The variants do not fit together: ${path.slice(1)} ${message}.`,
    errors: [{ path, message, code: 'variants' }],
  })
}

type SentStock = {
  readonly stock?: number
  readonly variants?: readonly { readonly sku: string; readonly stock?: number }[]
}

/** The pieces that a request names, by SKU; `otherwise` for those that it does not, undefined leaving them out. */
export function piecesOf(
  sku: string,
  variants: readonly Pick<Variant, 'sku'>[],
  { stock, variants: sent = [] }: SentStock,
  otherwise: number | undefined,
): Pieces {
  const skus = variants.length === 0 ? [sku] : variants.map((variant) => variant.sku)
  if (stock !== undefined && skus.length > 1) {
    throw new Problem('validation_failed', {
      detail: 'The stock of a product is that of its variants; send a stock with each of them.',
      errors: [{ path: '/stock', message: 'is counted by variant', code: 'variants' }],
    })
  }
  const named = new Map(sent.map((variant) => [variant.sku, variant.stock]))
  return new Map(
    skus.flatMap((each) => {
      const pieces = named.get(each) ?? stock ?? otherwise
      return pieces === undefined ? [] : [[each, pieces] as const]
    }),
  )
}

/** Reads a PATCH: only what it names. A price is an amount of the product’s currency unless it brings another. */
export function wishOf(body: PatchBody, current: string): Wish {
  if (body.currency !== undefined && body.currency !== current && body.price === undefined) {
    throw new Problem('validation_failed', {
      detail: `The price is an amount of ${current}; send the price in ${body.currency} with the currency.`,
      errors: [{ path: '/price', message: 'is needed with another currency', code: 'required' }],
    })
  }
  const currency = body.currency === undefined ? current : knownCurrency(body.currency)
  return given({
    slug: body.slug,
    name: body.name?.trim(),
    description: body.description,
    price: body.price === undefined ? undefined : toMinor(body.price, currency, '/price'),
    currency: body.currency === undefined ? undefined : currency,
    category: body.category,
    brand: body.brand,
    attributes: body.attributes,
    images: body.images === undefined ? undefined : imagesOf(body.images),
    options: body.options,
    variants: body.variants?.map((variant, i) => variantOf(variant, i, currency)),
    related: body.related,
  })
}

/** Reads a PUT: what it leaves out is emptied, except what a product cannot be without. */
export function replacementOf(body: PutBody, current: string): Wish {
  return wishOf({ description: '', brand: null, attributes: {}, images: [], related: [], ...body }, current)
}

/** What an import wishes of a product that is there already; all but the slug, the dates and what is shown beside it. */
export function wishOfImport(draft: Draft): Wish {
  const { slug, name, description, price, currency, category, brand, attributes, images } = draft
  const { options, variants } = draft
  return given({
    slug,
    name,
    description,
    price,
    currency,
    category,
    brand,
    attributes,
    images,
    options,
    variants,
  })
}

function imagesOf(images: NonNullable<CreateBody['images']>): Product['images'] {
  return images.map((image) =>
    typeof image === 'string' ? { url: image, alt: '' } : { url: image.url, alt: image.alt ?? '' },
  )
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

function knownCurrency(currency: string): string {
  if (CURRENCIES.has(currency)) return currency
  throw new Problem('validation_failed', {
    detail: `${currency} is no currency of ISO 4217.`,
    errors: [{ path: '/currency', message: 'is no currency of ISO 4217', code: 'currency' }],
  })
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}
