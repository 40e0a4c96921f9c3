/** What a cart or an order is told of a product: one offer for each SKU that can be bought, under all its names. */
import type { Offer } from '@rialto/contracts/catalog'
import type { SoldRow } from '../product/store.ts'
import { defaultVariant, priceOf, soldVariants, variantName, type Variant } from './domain.ts'

export type OfferSheet = {
  readonly productId: string
  /** All that lead here: of the product, and of each variant. */
  readonly names: readonly string[]
  /** What the product’s own id, SKU and slug mean. */
  readonly usual: Offer
  readonly bySku: ReadonlyMap<string, Offer>
}

export function sheetOf(row: SoldRow): OfferSheet {
  const offers = soldVariants(row).map((variant) => offerFor(row, variant))
  const { sku: usualSku } = defaultVariant(row)
  const usual = offers.find(({ sku }) => sku === usualSku)
  if (!usual) throw new Error(`no variant of ${row.id} stands for it`)
  const bySku = new Map(offers.map((offer) => [offer.sku, offer]))
  return {
    productId: row.id,
    names: [...new Set([row.id, row.sku, row.slug, ...bySku.keys()])],
    usual,
    bySku,
  }
}

/** The offer under a name that led to this sheet. */
export function offerNamed(sheet: OfferSheet, reference: string): Offer {
  return sheet.bySku.get(reference) ?? sheet.usual
}

function offerFor(row: SoldRow, variant: Variant): Offer {
  const { id: productId, slug, name, currency, image, categoryIds } = row
  // Frozen, because in one process the cart and the order get these very objects.
  return Object.freeze({
    productId,
    sku: variant.sku,
    slug,
    name: variantName(name, variant),
    price: priceOf(row, variant),
    currency,
    image: variant.images[0]?.url ?? image,
    options: variant.options,
    categoryIds: [...categoryIds],
  })
}
