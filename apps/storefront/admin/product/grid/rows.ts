/** Products as rows of the table: one each, and one for each variant below it. */
import type { ProductView } from '@rialto/contracts/catalog'
import { minorDigits } from '@rialto/kernel/money/money'
import type { GridRow } from './cells.ts'

export function gridRows(products: readonly ProductView[]): readonly GridRow[] {
  return products.flatMap((product): GridRow[] => {
    const { id, name, sku, currency, price, priceRange, stock, options, variants, version } = product
    const digits = minorDigits(currency)
    const about = { productId: id, currency, digits, version }
    const amount = (value: number) => value.toFixed(digits)
    if (options.length === 0) {
      const figures = { price: amount(price), stock: String(stock) }
      return [{ ...about, id, name, sku, kind: 'single' as const, ...figures }]
    }
    const { min, max } = priceRange
    const range = min === max ? amount(min) : `${amount(min)}–${amount(max)}`
    return [
      { ...about, id, name, sku, kind: 'varied' as const, price: range, stock: String(stock) },
      ...variants.map((variant) => ({
        ...about,
        // No id holds a stroke, and a variant may have the SKU of its product.
        id: `${id}/${variant.sku}`,
        name: Object.values(variant.options).join(' / '),
        sku: variant.sku,
        kind: 'variant' as const,
        price: amount(variant.price),
        stock: String(variant.stock),
      })),
    ]
  })
}
