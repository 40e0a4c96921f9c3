/**
 * What can be bought of a product. A product with nothing to choose is its own one variant. Where there are
 * variants, the product's own id, SKU and slug stand for one of them, and its price is that one's: what a
 * person sees on the product is what they pay when they put it into the cart.
 */
import type { Minor } from '@rialto/kernel/money/money'
import type { Image } from '../domain.ts'

export type ProductOption = { readonly name: string; readonly values: readonly string[] }

export type Variant = {
  readonly sku: string
  /** Null: the product's price, also when that changes. */
  readonly price: Minor | null
  readonly options: Readonly<Record<string, string>>
  readonly images: readonly Image[]
}

export type Variety = {
  readonly sku: string
  readonly price: Minor
  readonly options: readonly ProductOption[]
  readonly variants: readonly Variant[]
}

type Sold = Pick<Variety, 'sku' | 'price' | 'variants'>

/** What can be bought, never empty. */
export function soldVariants({ sku, variants }: Sold): readonly Variant[] {
  return variants.length > 0 ? variants : [{ sku, price: null, options: {}, images: [] }]
}

export function priceOf({ price }: Pick<Sold, 'price'>, variant: Variant): Minor {
  return variant.price ?? price
}

/** The variant that the product's own id, SKU and slug stand for: the one with its SKU, else the first at its price. */
export function defaultVariant(product: Sold): Variant {
  const sold = soldVariants(product)
  const found = sold.find(({ sku }) => sku === product.sku) ?? sold.find(({ price }) => price === null)
  if (!found) throw new Error(`no variant of ${product.sku} stands for it`)
  return found
}

/** `Oak Chair, Black / Large`: what a line of a cart or an order says. */
export function variantName(name: string, { options }: Variant): string {
  const chosen = Object.values(options)
  return chosen.length === 0 ? name : `${name}, ${chosen.join(' / ')}`
}

export type Settled =
  | {
      readonly outcome: 'settled'
      readonly price: Minor
      readonly options: readonly ProductOption[]
      readonly variants: readonly Variant[]
    }
  | { readonly outcome: 'refused'; readonly path: string; readonly message: string }

/** What is asked for: a part that is left out stays as it is. */
export type VarietyWish = {
  readonly price?: Minor | undefined
  readonly options?: readonly ProductOption[] | undefined
  readonly variants?: readonly Variant[] | undefined
}

/**
 * Brings price, options and variants together, or says why they do not go together. Without a price in the
 * wish, the product's becomes that of the variant that has its SKU, or stays where one costs it, or is the first's.
 */
export function settle(before: Variety, wish: VarietyWish): Settled {
  const asked = wish.variants ?? before.variants
  const options = optionsOf(asked, wish.options ?? (wish.variants === undefined ? before.options : undefined))
  if ('message' in options) return { outcome: 'refused', ...options }
  if (asked.length === 0)
    return { outcome: 'settled', price: wish.price ?? before.price, options: options.options, variants: [] }
  if (wish.variants === undefined) {
    const variants = ordered(asked, options.options)
    return { outcome: 'settled', price: wish.price ?? before.price, options: options.options, variants }
  }
  const price = wish.price ?? priceAmong(before, asked)
  const own = asked.find(({ sku }) => sku === before.sku)
  const stands = own
    ? priceOf({ price }, own) === price
    : asked.some((variant) => priceOf({ price }, variant) === price)
  if (!stands) {
    return {
      outcome: 'refused',
      path: '/price',
      message: own
        ? `is not the price of the variant ${own.sku}, which stands for the product`
        : 'is the price of no variant; give the product the price of the one that stands for it',
    }
  }
  const variants = asked.map((variant) => (variant.price === price ? { ...variant, price: null } : variant))
  return { outcome: 'settled', price, options: options.options, variants: ordered(variants, options.options) }
}

function priceAmong(before: Variety, asked: readonly Variant[]): Minor {
  const own = asked.find(({ sku }) => sku === before.sku)
  if (own) return priceOf(before, own)
  const isThere = asked.some((variant) => priceOf(before, variant) === before.price)
  return isThere ? before.price : (asked[0]?.price ?? before.price)
}

type Fault = { readonly path: string; readonly message: string }

/** The options as declared, or as the variants name them; every variant chooses one value of each, no two the same. */
function optionsOf(
  variants: readonly Variant[],
  declared: readonly ProductOption[] | undefined,
): { readonly options: readonly ProductOption[] } | Fault {
  const options = declared ?? namedOptions(variants)
  if (new Set(options.map(({ name }) => name)).size < options.length)
    return { path: '/options', message: 'names an option twice' }
  if (variants.length === 0) {
    if (options.length === 0) return { options }
    return { path: '/options', message: 'needs variants that choose among it' }
  }
  const skus = new Set<string>()
  const choices = new Set<string>()
  for (const [i, { sku, options: chosen }] of variants.entries()) {
    if (skus.has(sku)) return { path: `/variants/${i}/sku`, message: `is ${sku} a second time` }
    skus.add(sku)
    const wrong = wrongChoice(options, chosen)
    if (wrong !== undefined) return { path: `/variants/${i}/options`, message: wrong }
    const choice = JSON.stringify(options.map(({ name }) => chosen[name]))
    if (choices.has(choice))
      return { path: `/variants/${i}/options`, message: 'are those of another variant' }
    choices.add(choice)
  }
  return { options }
}

function wrongChoice(
  options: readonly ProductOption[],
  chosen: Readonly<Record<string, string>>,
): string | undefined {
  for (const { name, values } of options) {
    const value = Object.hasOwn(chosen, name) ? chosen[name] : undefined
    if (value === undefined) return `choose no ${name}`
    if (!values.includes(value)) return `choose the ${name} ${value}, which is not declared`
  }
  const unknown = Object.keys(chosen).find((name) => !options.some((option) => option.name === name))
  return unknown === undefined ? undefined : `choose a ${unknown}, which is not declared`
}

function namedOptions(variants: readonly Variant[]): ProductOption[] {
  const values = new Map<string, Set<string>>()
  for (const { options } of variants) {
    for (const [name, value] of Object.entries(options)) {
      values.set(name, (values.get(name) ?? new Set()).add(value))
    }
  }
  return [...values].map(([name, known]) => ({ name, values: [...known] }))
}

/** Each variant’s choices in the order of the options, as they are shown. */
function ordered(variants: readonly Variant[], options: readonly ProductOption[]): Variant[] {
  return variants.map((variant) => ({
    ...variant,
    options: Object.fromEntries(options.map(({ name }) => [name, variant.options[name] ?? ''])),
  }))
}
