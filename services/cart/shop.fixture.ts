/** A cart service on a database of its own, beside a catalogue that the test fills and a clock that it moves. */
import type { cart, CartView } from '@rialto/contracts/cart'
import type { Offer } from '@rialto/contracts/catalog'
import { permits } from '@rialto/contracts/roles'
import type { Call, Caller, RouteInput } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openWorld, type World } from '@rialto/kernel/testing/world'
import { cartService } from './service.ts'

export type Shop = {
  readonly world: World<typeof cart>
  /** Puts a product on the shelf, or changes it; its SKU is the id in capitals. */
  sell(productId: string, offer?: Partial<Offer>): void
  /** Takes it off. */
  withdraw(productId: string): void
  /** How many questions the catalogue was asked, and whether it answers. */
  readonly catalogue: { questions: number; down: boolean }
  /** Pieces that are free, by SKU; what is not there the inventory does not know. */
  readonly stock: Map<string, number>
  /** Whether the inventory answers. */
  readonly inventory: { down: boolean }
  readonly clock: { offsetMs: number }
  ask(caller: Caller, route: string, input?: RouteInput, call?: Partial<Call>): Promise<CartView>
  /** Pieces by product id, straight from the database. */
  pieces(cartId: string): Promise<Record<string, number>>
}

export async function openShop(): Promise<Shop> {
  const shelf = new Map<string, Offer>()
  const catalogue = { questions: 0, down: false }
  const stock = new Map<string, number>()
  const inventory = { down: false }
  const clock = { offsetMs: 0, now: () => systemPorts.clock.now() + clock.offsetMs }
  const find = (reference: string) =>
    shelf.get(reference) ??
    [...shelf.values()].find(({ sku, slug }) => sku === reference || slug === reference) ??
    null
  const world = await openWorld(cartService, {
    permits,
    ports: { clock },
    neighbours: {
      inventory: {
        levels: ({ body }: { body: { skus: readonly string[] } }) => {
          if (inventory.down) throw new Problem('unavailable')
          const known = body.skus.flatMap((sku) => (stock.has(sku) ? [{ sku, onHand: stock.get(sku) }] : []))
          return { levels: known.map((level) => ({ ...level, reserved: 0, version: 1 })) }
        },
      },
      order: { quote: ({ body }: { body: QuoteAsk }) => playedQuote(body, (sku) => find(sku)) },
      shipping: { methods: () => ({ items: [playedMethod('standard', 5), playedMethod('express', 15)] }) },
      catalog: {
        offers: ({ body }: { body: { references: readonly string[] } }) => {
          catalogue.questions += 1
          if (catalogue.down) throw new Problem('unavailable')
          return { offers: body.references.map(find) }
        },
      },
    },
  })
  return {
    world,
    catalogue,
    stock,
    inventory,
    clock,
    sell: (productId, offer = {}) => {
      const plain = {
        productId,
        sku: productId.toUpperCase(),
        slug: `the-${productId}`,
        name: `The ${productId}`,
        price: 1_000,
        currency: 'USD',
        image: null,
      }
      shelf.set(productId, { ...plain, ...shelf.get(productId), ...offer })
    },
    withdraw: (productId) => shelf.delete(productId),
    ask: async (caller, route, input = {}, call = {}) => {
      const takesHeaders = !route.endsWith('ByKey') && route !== 'create' && route !== 'merge'
      const withHeaders = takesHeaders ? { headers: {}, ...input } : input
      return (await world.as(caller, route as keyof (typeof cart)['routes'], withHeaders, call))
        .body as CartView
    },
    pieces: async (cartId) => {
      const rows = await world.db.rows<{ productId: string; quantity: number }>`
        select product_id as "productId", quantity from line where cart_id = ${cartId} order by product_id`
      return Object.fromEntries(rows.map(({ productId, quantity }) => [productId, quantity]))
    },
  }
}

type QuoteAsk = {
  readonly items: readonly { readonly sku: string; readonly quantity: number }[]
  readonly country: string | null
  readonly shippingMethod: string
}

/** An order desk that adds 10 % in Germany and nothing elsewhere, and sends for five dollars. */
function playedQuote({ items, country, shippingMethod }: QuoteAsk, find: (sku: string) => Offer | null) {
  if (shippingMethod === 'drone') throw new Problem('unknown_shipping_method', { detail: 'No drone.' })
  const rate = country === 'DE' ? 1_000 : 0
  const lines = items.map(({ sku, quantity }) => {
    const offer = find(sku)
    if (!offer) throw new Problem('unknown_product')
    const { productId, name, price } = offer
    return { productId, sku, name, quantity, price, discount: 0, tax: (price * quantity * rate) / 10_000 }
  })
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const [shipping, taxOnShipping] = [500, (500 * rate) / 10_000]
  const tax = lines.reduce((sum, line) => sum + line.tax, taxOnShipping)
  const total = subtotal + shipping + tax
  return {
    currency: find(items[0]?.sku ?? '')?.currency ?? 'USD',
    lines,
    subtotal,
    discount: 0,
    shipping,
    shippingMethod,
    tax,
    total,
    pricing: [
      { step: 'subtotal', label: 'lines', amount: subtotal },
      { step: 'shipping', label: 'Standard: a flat price', amount: shipping },
      { step: 'tax', label: `${rate / 100} %`, amount: tax },
      { step: 'total', label: 'To pay', amount: total },
    ],
    taxes: rate === 0 ? [] : [{ label: 'VAT 10 % in Germany', rate, inclusive: false, amount: tax }],
  }
}

function playedMethod(method: string, price: number) {
  const delivery = { daysMin: 2, daysMax: 4, earliest: '2026-01-03', latest: '2026-01-05' }
  return {
    method,
    label: method,
    zone: 'everywhere',
    price,
    currency: 'USD',
    reason: 'a flat price',
    delivery,
  }
}
