/** Which variant of a product is meant, and which one another choice would lead to. */
import type { ProductView } from '@rialto/contracts/catalog'

export type Variant = ProductView['variants'][number]

export type Choice = {
  readonly value: string
  readonly isChosen: boolean
  /** What one gets by it. */
  readonly sku: string
  readonly isSoldOut: boolean
}
export type Choices = { readonly name: string; readonly values: readonly Choice[] }

type Sold = Pick<ProductView, 'sku' | 'variants' | 'options'>

/** The one that is asked for; else the product’s own, or where that is sold out the first that is not. */
export function variantOf({ sku, variants }: Sold, asked?: string): Variant | undefined {
  const own = variants.find((variant) => variant.sku === sku)
  return (
    variants.find((variant) => variant.sku === asked) ??
    (own?.inStock ? own : (variants.find(({ inStock }) => inStock) ?? own ?? variants[0]))
  )
}

/**
 * Every value of every option, each with the variant that it leads to: the rest of the choice stays where there is
 * such a one, and as much of it as can be where there is not.
 */
export function choicesOf({ variants, options }: Sold, chosen: Variant): readonly Choices[] {
  return options.map(({ name, values }) => ({
    name,
    values: values.flatMap((value) => {
      const [nearest] = variants
        .filter((variant) => variant.options[name] === value)
        .toSorted(
          (a, b) => likeness(b, chosen) - likeness(a, chosen) || Number(b.inStock) - Number(a.inStock),
        )
      if (!nearest) return []
      const isChosen = chosen.options[name] === value
      return [{ value, isChosen, sku: nearest.sku, isSoldOut: !nearest.inStock }]
    }),
  }))
}

/** How many of its options are as chosen. */
function likeness({ options }: Variant, chosen: Variant): number {
  return Object.entries(options).filter(([name, value]) => chosen.options[name] === value).length
}
