/** Gathers what a price is made of from those who know it: catalogue, shipping, tax. */
import type { CatalogClient, Offer } from '@rialto/contracts/catalog'
import type { ShippingClient } from '@rialto/contracts/shipping'
import type { TaxClient } from '@rialto/contracts/tax'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import { priceOrder, subtotalOf, type Price } from './domain.ts'

export type PricingClients = {
  readonly catalog: CatalogClient
  readonly shipping: ShippingClient
  readonly tax: TaxClient
}

export type WantedItem = {
  /** An id, SKU or slug; may be absent where `sku` says what is meant. */
  readonly productId?: string
  /** The variant that is meant, where it is known. */
  readonly sku?: string
  readonly quantity: number
  /** What the client believes it costs, major units: compared, never trusted. */
  readonly price?: number
}

/** Minor units; what tax and shipping reckon with. */
const SUBTOTAL_MAX = 10_000_000_000_000

export type Destination = { readonly country: string | null; readonly state: string | null }

/**
 * Prices items for a destination. Throws `validation_failed`, `unknown_product`, `price_changed`,
 * `currencies_mixed` or `unknown_shipping_method`; nothing has happened then.
 */
export async function priceItems(
  clients: PricingClients,
  items: readonly WantedItem[],
  to: Destination,
  method: string,
  call: Call,
): Promise<Price & { readonly currency: string }> {
  const { price, currency } = await priceAndRates(clients, items, to, method, call)
  return { ...price, currency }
}

/** The same, with the rates of tax that were used: for a quote, which explains them one by one. */
export async function priceAndRates(
  clients: PricingClients,
  items: readonly WantedItem[],
  to: Destination,
  method: string,
  call: Call,
) {
  const { offers } = await clients.catalog.offers({ body: { references: items.map(referenceOf) } }, call)
  await checkPairs(clients.catalog, items, offers, call)
  const priced = items.map((item, i) => ({
    offer: checkOffer(item, offers[i] ?? null, i),
    quantity: item.quantity,
  }))
  const currency = oneCurrency(priced.map(({ offer }) => offer))
  const lines = priced.map(({ offer: { productId, sku, name, price }, quantity }) => ({
    productId,
    sku,
    name,
    quantity,
    price,
  }))

  checkWorth(lines)
  const quote = await clients.shipping.quote(
    { body: { currency, country: to.country, subtotal: subtotalOf(lines), method } },
    call,
  )
  const taxed = lines.map(({ sku, price, quantity }, i) => {
    const categories = priced[i]?.offer.categoryIds
    return { sku, amount: price * quantity, ...(categories === undefined ? {} : { categories }) }
  })
  const assessed = await clients.tax.assess(
    { body: { currency, ...to, lines: taxed, shipping: quote.amount } },
    call,
  )
  return { price: priceOrder(lines, quote, assessed), currency, method: quote.method, rates: assessed.rates }
}

/** The name by which the catalogue is asked: the variant’s, where it is known. */
function referenceOf({ sku, productId }: WantedItem, i: number): string {
  const reference = sku ?? productId
  if (reference !== undefined) return reference
  throw new Problem('validation_failed', {
    detail: 'Say which product: productId takes an id, a SKU or a slug.',
    errors: [{ path: `/items/${i}/productId`, message: 'is required', code: 'required' }],
  })
}

/**
 * Where a SKU stands beside a product, it is one of that product. What carts hold agrees by itself; only a
 * product by another of its names is asked about.
 */
async function checkPairs(
  catalog: CatalogClient,
  items: readonly WantedItem[],
  offers: readonly (Offer | null)[],
  call: Call,
): Promise<void> {
  const pairs = items.flatMap(({ productId, sku }, i) => {
    const offer = offers[i]
    const agrees = !offer || sku === undefined || [undefined, offer.productId, offer.sku].includes(productId)
    return agrees || productId === undefined ? [] : [{ productId, sku, means: offer.productId, i }]
  })
  if (pairs.length === 0) return
  const named = await catalog.offers({ body: { references: pairs.map(({ productId }) => productId) } }, call)
  const odd = pairs.find(({ means }, at) => named.offers[at]?.productId !== means)
  if (!odd) return
  throw new Problem('validation_failed', {
    detail: `${odd.sku} is not the SKU of ${odd.productId}; send one of them, or both of one product.`,
    errors: [{ path: `/items/${odd.i}/sku`, message: `is not of ${odd.productId}`, code: 'other_product' }],
  })
}

function checkOffer(item: WantedItem, offer: Offer | null, i: number): Offer {
  if (!offer) {
    throw new Problem('unknown_product', {
      detail: `There is no product ${referenceOf(item, i)} for sale; nothing was ordered.`,
      errors: [
        {
          path: `/items/${i}/${item.sku === undefined ? 'productId' : 'sku'}`,
          message: 'is not for sale',
          code: 'unknown_product',
        },
      ],
    })
  }
  if (item.price !== undefined && toMinor(item.price, offer.currency, `/items/${i}/price`) !== offer.price) {
    throw new Problem('price_changed', {
      detail: `${offer.name} costs ${toMajor(offer.price, offer.currency)} ${offer.currency} now; nothing was ordered.`,
      productId: offer.productId,
      price: toMajor(offer.price, offer.currency),
      currency: offer.currency,
    })
  }
  return offer
}

function checkWorth(lines: readonly { readonly price: number; readonly quantity: number }[]): void {
  if (lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0) <= SUBTOTAL_MAX) return
  throw new Problem('validation_failed', {
    detail: 'That is worth more than one order may be; order it in parts.',
    errors: [{ path: '/items', message: 'is worth too much', code: 'maximum' }],
  })
}

function oneCurrency(offers: readonly Offer[]): string {
  const currencies = [...new Set(offers.map(({ currency }) => currency))]
  const [only] = currencies
  if (currencies.length !== 1 || only === undefined) {
    throw new Problem('currencies_mixed', {
      detail: `The items are sold in ${currencies.join(' and ')}; order them apart.`,
    })
  }
  return only
}
