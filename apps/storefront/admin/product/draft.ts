/** A product as its form holds it, everything as it is typed; and what of it is to be changed. */
import type { Rialto } from '@rialto/client'
import type { ProductView } from '@rialto/contracts/catalog'
import { minorDigits } from '@rialto/kernel/money/money'
import type { OptionDraft, VariantDraft } from './options.ts'
import { amountIn, wholeIn } from './typed.ts'

export type AttributeDraft = {
  readonly name: string
  readonly value: string
  /** Whether it is something else than text: a number, yes or no. */
  readonly isData: boolean
}

export type Draft = {
  readonly name: string
  readonly sku: string
  readonly slug: string
  readonly description: string
  readonly price: string
  readonly currency: string
  readonly stock: string
  readonly brand: string
  /** An id, or for a new one the way to it: `Furniture > Chairs`. */
  readonly category: string
  readonly attributes: readonly AttributeDraft[]
  readonly options: readonly OptionDraft[]
  readonly variants: readonly VariantDraft[]
  readonly related: readonly string[]
}

export type ProductChanges = NonNullable<Parameters<Rialto['catalog']['patch']>[0]['body']>

/** What is wrong, by the name of its field. */
export type Faults = Readonly<Record<string, string>>

export const EMPTY_DRAFT: Draft = {
  name: '',
  sku: '',
  slug: '',
  description: '',
  price: '',
  currency: 'USD',
  stock: '0',
  brand: '',
  category: '',
  attributes: [],
  options: [],
  variants: [],
  related: [],
}

export function draftOf(product: ProductView): Draft {
  const price = amountText(product.price, product.currency)
  return {
    name: product.name,
    sku: product.sku,
    slug: product.slug,
    description: product.description,
    price,
    currency: product.currency,
    stock: String(product.stock),
    brand: product.brand ?? '',
    category: product.category.id,
    attributes: Object.entries(product.attributes).map(([name, value]) => ({
      name,
      value: String(value),
      isData: typeof value !== 'string',
    })),
    options: product.options.map(({ name, values }) => ({ name, values: [...values] })),
    variants: variantDrafts(product, price),
    related: [...product.related],
  }
}

/** Those that are not sold stand among them, so that they can be. */
function variantDrafts({ options, variants, currency }: ProductView, price: string): VariantDraft[] {
  if (options.length === 0) return []
  return variants.map((variant) => {
    const own = amountText(variant.price, currency)
    return {
      values: options.map(({ name }) => variant.options[name] ?? ''),
      sku: variant.sku,
      price: own === price ? '' : own,
      stock: String(variant.stock),
      isSold: true,
      images: variant.images.map(({ url, alt }) => ({ url, alt })),
    }
  })
}

/** What the form says otherwise than it did, as the API takes it. */
export function changesOf(
  before: Draft,
  after: Draft,
): { readonly changes: ProductChanges } | { readonly faults: Faults } {
  const faults: Record<string, string> = {}
  const isOther = (...names: readonly (keyof Draft)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const price = amountIn(after.price, minorDigits(after.currency))
  if (price === undefined)
    faults['price'] = `Give an amount such as ${minorDigits(after.currency) === 0 ? '1200' : '49.90'}.`
  if (after.name.trim() === '') faults['name'] = 'A product needs a name.'
  const stock = wholeIn(after.stock)
  const isVaried = after.options.some(({ values }) => values.length > 0)
  if (stock === undefined && !isVaried) faults['stock'] = 'Give a whole number, 0 or more.'
  const varied = isOther('options', 'variants', 'currency') ? variety(before, after, faults) : {}
  if (Object.keys(faults).length > 0) return { faults }
  return {
    changes: {
      ...(isOther('name') ? { name: after.name.trim() } : {}),
      ...(isOther('slug') && after.slug.trim() !== '' ? { slug: after.slug.trim() } : {}),
      ...(isOther('description') ? { description: after.description.replaceAll('\r\n', '\n') } : {}),
      ...(isOther('price', 'currency') && price !== undefined ? { price } : {}),
      ...(isOther('currency') ? { currency: after.currency } : {}),
      ...(isOther('brand') ? { brand: after.brand.trim() || null } : {}),
      ...(isOther('category') && after.category !== '' ? { category: after.category } : {}),
      ...(isOther('attributes') ? { attributes: attributesOf(after.attributes) } : {}),
      ...(isOther('related') ? { related: [...after.related] } : {}),
      ...varied,
      ...(!isVaried && isOther('stock') && stock !== undefined ? { stock } : {}),
    },
  }
}

/** Options and variants go together: a variant that is not sent is not sold any more. */
function variety(before: Draft, after: Draft, faults: Record<string, string>): ProductChanges {
  const options = after.options.filter(({ name, values }) => name.trim() !== '' && values.length > 0)
  if (after.options.some(({ name, values }) => name.trim() === '' && values.length > 0))
    faults['options'] = 'Give each option a name: Colour, Size.'
  const sold = after.variants.filter(({ isSold }) => isSold)
  if (options.length > 0 && sold.length === 0)
    faults['variants'] = 'At least one variant has to be on sale; archive the product to sell none of it.'
  const digits = minorDigits(after.currency)
  const variants = sold.map(({ sku, price, stock, values, images }) => {
    const own = price.trim() === '' ? undefined : amountIn(price, digits)
    const pieces = wholeIn(stock)
    if (price.trim() !== '' && own === undefined) faults['variants'] = `The price of ${sku} is no amount.`
    if (pieces === undefined) faults['variants'] = `The stock of ${sku} is no whole number.`
    const was = before.variants.find((variant) => variant.sku === sku)
    return {
      sku: sku.trim(),
      options: Object.fromEntries(options.map(({ name }, index) => [name.trim(), values[index] ?? ''])),
      images: [...images],
      ...(own === undefined ? {} : { price: own }),
      // Stock that nobody touched is not set back to what it was when the page was opened.
      ...(pieces === undefined || was?.stock === stock ? {} : { stock: pieces }),
    }
  })
  return {
    options: options.map(({ name, values }) => ({ name: name.trim(), values: [...values] })),
    variants,
  }
}

function attributesOf(rows: readonly AttributeDraft[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    rows
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value, isData }) => [name.trim(), isData ? dataIn(value.trim()) : value.trim()]),
  )
}

function dataIn(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

function amountText(amount: number, currency: string): string {
  return amount.toFixed(minorDigits(currency))
}
