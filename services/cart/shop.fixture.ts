/** A cart service on a database of its own, beside a catalogue that the test fills and a clock that it moves. */
import type { cart, CartView } from '@rialto/contracts/cart'
import type { Offer } from '@rialto/contracts/catalog'
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
  readonly clock: { offsetMs: number }
  ask(caller: Caller, route: string, input?: RouteInput, call?: Partial<Call>): Promise<CartView>
  /** Pieces by product id, straight from the database. */
  pieces(cartId: string): Promise<Record<string, number>>
}

export async function openShop(): Promise<Shop> {
  const shelf = new Map<string, Offer>()
  const catalogue = { questions: 0, down: false }
  const clock = { offsetMs: 0, now: () => systemPorts.clock.now() + clock.offsetMs }
  const find = (reference: string) =>
    shelf.get(reference) ??
    [...shelf.values()].find(({ sku, slug }) => sku === reference || slug === reference) ??
    null
  const world = await openWorld(cartService, {
    ports: { clock },
    neighbours: {
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
      const withHeaders =
        route.endsWith('ByKey') || route === 'create' || route === 'merge' ? input : { headers: {}, ...input }
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
