/** What a cart would cost: priced by the order service, so that the quote is the price of the order. */
import type { QuoteView } from '@rialto/contracts/cart'
import { countryCode } from '@rialto/contracts/country'
import type { OrderQuote } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor } from '@rialto/kernel/money/money'
import type { CartNeeds } from '../change/changes.ts'
import type { Target } from '../owner/domain.ts'
import { readCart } from '../view/read.ts'
import { quoteView } from './domain.ts'

const SHIPPING_METHOD_DEFAULT = 'standard'

export type QuoteBody = {
  readonly shippingAddress?: { readonly country?: string; readonly state?: string }
  readonly shippingMethod?: string
  readonly promotionCodes?: readonly string[]
}

type Item = { readonly productId: string; readonly sku: string; readonly quantity: number }
type To = { readonly country: string | null; readonly state: string | null; readonly shippingMethod: string }

/** Throws `cart_empty` where nothing can be bought, `unknown_shipping_method`, or `validation_failed` for no country. */
export async function quoteCart(
  needs: CartNeeds,
  target: Target,
  { shippingAddress = {}, shippingMethod = SHIPPING_METHOD_DEFAULT, promotionCodes = [] }: QuoteBody,
  call: Call,
): Promise<QuoteView> {
  const country = countryOf(shippingAddress.country)
  const cart = await readCart(needs, target, call)
  const items = cart.items
    .filter(({ available }) => available)
    .map(({ productId, sku, quantity }) => ({ productId, sku, quantity }))
  if (items.length === 0) {
    throw new Problem('cart_empty', { detail: 'Add something that is for sale, then ask for a quote.' })
  }
  const to = { country, state: shippingAddress.state ?? null, shippingMethod }
  const priced = await priceOf(needs, items, to, call)
  const { currency } = priced
  const subtotal = toMajor(priced.subtotal - priced.discount, currency)
  const methods = await needs.clients.shipping.methods(
    { query: { currency, subtotal, ...(country === null ? {} : { country }) } },
    call,
  )
  return quoteView(cart, priced, methods, promotionCodes)
}

async function priceOf({ clients }: CartNeeds, items: Item[], to: To, call: Call): Promise<OrderQuote> {
  try {
    return await clients.order.quote({ body: { items, ...to } }, call)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'unknown_shipping_method') throw error
    // Read a moment ago and gone by now: the next reading of the cart leaves it out.
    const hasChanged = error.code === 'unknown_product' || error.code === 'currencies_mixed'
    if (!hasChanged) throw error
    throw new Problem('unavailable', { detail: 'The catalogue changed just now. Ask again.' })
  }
}

function countryOf(country: string | undefined): string | null {
  if (country === undefined) return null
  const code = countryCode(country)
  if (code !== undefined) return code
  throw new Problem('validation_failed', {
    detail: 'Send the country as its ISO 3166-1 code or its English name.',
    errors: [{ path: '/shippingAddress/country', message: 'is not a country', code: 'country' }],
  })
}
