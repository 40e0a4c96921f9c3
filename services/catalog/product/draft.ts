/** What a request says of a product, read into what the shop keeps: minor units, defaults, one form of image. */
import { CATEGORY_DEFAULT, type catalog, type ImportedProduct } from '@rialto/contracts/catalog'
import type { Input } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMinor } from '@rialto/kernel/money/money'
import type { Editable, Product } from '../domain.ts'
import { skuFor } from './naming.ts'

type Routes = (typeof catalog)['routes']
export type CreateBody = Input<Routes['create']>['body']
export type PutBody = Input<Routes['put']>['body']
export type PatchBody = Input<Routes['patch']>['body']

/** A product about to be made: its category by any name, its slug still to be found unless it was given. */
export type Draft = Omit<Product, 'slug' | 'category' | 'version'> & {
  readonly slug: string | undefined
  readonly category: string
  readonly stock: number
}

/** What is wished of a product that is there; `category` by any of its names. */
export type Wish = Partial<Omit<Editable, 'category'>> & { readonly category?: string }

type Circumstances = { readonly id: string; readonly now: Date; readonly currency: string }

export function draftOf(body: CreateBody, { id: generated, now, currency: usual }: Circumstances): Draft {
  const id = body.id ?? generated
  const currency = knownCurrency(body.currency ?? usual)
  return {
    id,
    sku: body.sku ?? skuFor(body.name, id),
    slug: body.slug,
    name: body.name.trim(),
    description: body.description ?? '',
    price: toMinor(body.price, currency, '/price'),
    currency,
    category: body.category ?? CATEGORY_DEFAULT,
    brand: body.brand ?? null,
    attributes: body.attributes ?? {},
    images: imagesOf(body.images ?? []),
    stock: body.stock ?? 0,
    createdAt: now,
    updatedAt: now,
  }
}

export function importDraft(product: ImportedProduct, now: Date, usual: string): Draft {
  return {
    id: product.id,
    sku: product.sku,
    slug: product.slug,
    name: product.name,
    description: product.description ?? '',
    price: product.price,
    currency: knownCurrency(product.currency ?? usual),
    category: product.category ?? CATEGORY_DEFAULT,
    brand: product.brand ?? null,
    attributes: product.attributes ?? {},
    images: product.images ?? [],
    stock: product.stock ?? 0,
    createdAt: product.createdAt === undefined ? now : new Date(product.createdAt),
    updatedAt: now,
  }
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
  })
}

/** Reads a PUT: what it leaves out is emptied, except what a product cannot be without. */
export function replacementOf(body: PutBody, current: string): Wish {
  return wishOf({ description: '', brand: null, attributes: {}, images: [], ...body }, current)
}

/** What an import wishes of a product that is there already; it says everything but the slug and the dates. */
export function wishOfImport(draft: Draft): Wish {
  const { slug, name, description, price, currency, category, brand, attributes, images } = draft
  return given({ slug, name, description, price, currency, category, brand, attributes, images })
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
