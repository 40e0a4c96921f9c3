/** What there is to choose of a product, and the variants that come of it. */

export type OptionDraft = { readonly name: string; readonly values: readonly string[] }

export type VariantDraft = {
  /** In the order of the options. */
  readonly values: readonly string[]
  readonly sku: string
  /** Empty for the product's own. */
  readonly price: string
  readonly stock: string
  readonly isSold: boolean
  readonly images: readonly { readonly url: string; readonly alt: string }[]
}

/** As many as the catalogue takes. */
export const VARIANTS_MAX = 100

/** A variant for each way to choose: those that were there stay as they are, new ones are on sale with nothing in stock. */
export function variantsFor(
  options: readonly OptionDraft[],
  before: readonly VariantDraft[],
  productSku: string,
): readonly VariantDraft[] {
  const used = options.filter(({ values }) => values.length > 0)
  if (used.length === 0) return []
  return combinations(used.map(({ values }) => values)).map(
    (values) =>
      before.find((variant) => isSame(variant.values, values)) ?? {
        values,
        sku: skuOf(productSku, values),
        price: '',
        stock: '0',
        isSold: true,
        images: [],
      },
  )
}

/** The same variants after an option was put in or taken out at `at`. */
export function reshaped(
  variants: readonly VariantDraft[],
  at: number,
  change: { readonly added: string } | 'removed',
): readonly VariantDraft[] {
  const changed = variants.map((variant) => ({
    ...variant,
    values:
      change === 'removed' ? variant.values.toSpliced(at, 1) : variant.values.toSpliced(at, 0, change.added),
  }))
  return changed.filter(
    (variant, index) => changed.findIndex(({ values }) => isSame(values, variant.values)) === index,
  )
}

/** How many ways there are to choose. */
export function countOf(options: readonly OptionDraft[]): number {
  return options.reduce((product, { values }) => product * Math.max(values.length, 1), 1)
}

/** Every way to take one of each, the last one turning fastest. */
function combinations(choices: readonly (readonly string[])[]): string[][] {
  return choices.reduce<string[][]>(
    (all, values) => all.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  )
}

function skuOf(productSku: string, values: readonly string[]): string {
  const words = [productSku || 'SKU', ...values].map((word) =>
    word
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .toUpperCase(),
  )
  return words.filter(Boolean).join('-').slice(0, 64)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index])
}
