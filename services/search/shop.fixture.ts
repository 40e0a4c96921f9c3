/** Search on a real database, beside a catalogue that the test fills. */
import type { ProductSnapshot } from '@rialto/contracts/catalog'
import { permits } from '@rialto/contracts/roles'
import type { search, SearchFound, SearchSuggestions } from '@rialto/contracts/search'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import {
  anonymous,
  heard,
  openWorld,
  user,
  type World,
  type WorldOptions,
} from '@rialto/kernel/testing/world'
import { systemPorts } from '@rialto/kernel/ports/system'
import { searchService } from './service.ts'

export const merchandiser = user('usr_merchant', 'merchandiser')
export const admin = user('usr_admin', 'admin')
export const customer = user('usr_customer')

type Wished = Partial<Omit<ProductSnapshot, 'price' | 'brand' | 'categoryPath' | 'rating'>> & {
  readonly price?: number
  readonly brand?: string
  /** Names, from the root. */
  readonly category?: readonly string[]
  readonly rating?: number
}

export type Shop = {
  readonly world: World<typeof search>
  readonly shelf: Map<string, ProductSnapshot>
  readonly catalogue: { isDown: boolean; pagesAsked: number; beforePage: () => Promise<void> }
  /** Puts products on sale and waits until they are found. */
  sell(...products: readonly (Wished & { readonly name: string })[]): Promise<void>
  /** Changes a product on the shelf, unheard. */
  put(product: Wished & { readonly name: string }): ProductSnapshot
  hear(...productIds: readonly string[]): Promise<void>
  find(query?: object, caller?: Caller): Promise<SearchFound>
  /** The ids found, in order. */
  ids(q: string, query?: object): Promise<string[]>
  suggest(q: string, limit?: number): Promise<SearchSuggestions['items']>
  /** Waits until nothing is left to read or to build. */
  settle(): Promise<void>
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** A product as the catalogue shows it; what is not said is plain. */
export function snapshot({
  price = 1_000,
  brand,
  category = ['General'],
  rating = 0,
  ...rest
}: Wished & { readonly name: string }): ProductSnapshot {
  const id = rest.id ?? slugOf(rest.name)
  const sku = rest.sku ?? id.toUpperCase()
  const inStock = rest.inStock ?? true
  return {
    version: 1,
    slug: id,
    description: '',
    attributes: {},
    variants: [{ sku, price, options: {}, inStock }],
    currency: 'USD',
    image: null,
    stock: inStock ? 5 : 0,
    createdAt: '2025-01-01T00:00:00.000Z',
    updatedAt: '2025-01-01T00:00:00.000Z',
    ...rest,
    id,
    sku,
    inStock,
    price: { min: price, max: price },
    brand: brand === undefined ? null : { slug: slugOf(brand), name: brand },
    categoryPath: category.map((name) => ({ id: `cat_${slugOf(name)}`, slug: slugOf(name), name })),
    rating: { average: rating, count: rating === 0 ? 0 : 1 },
  }
}

export async function openShop(options: WorldOptions = {}): Promise<Shop> {
  const shelf = new Map<string, ProductSnapshot>()
  const catalogue = { isDown: false, pagesAsked: 0, beforePage: async () => {} }
  const answering = <I, O>(answer: (input: I) => O | Promise<O>) => {
    return async (input: I): Promise<O> => {
      if (catalogue.isDown) throw new Problem('unavailable', { detail: 'the catalogue does not answer' })
      return answer(input)
    }
  }
  let aheadMs = 0
  const world = await openWorld(searchService(), {
    permits,
    ports: { ...options.ports, clock: { now: () => systemPorts.clock.now() + aheadMs } },
    neighbours: {
      catalog: {
        snapshots: answering(({ body }: { body: { productIds: string[] } }) => ({
          snapshots: body.productIds.map((id) => shelf.get(id) ?? null),
        })),
        snapshotPage: answering(
          async ({ body }: { body: { after?: string | null; limit?: number; categoryId?: string } }) => {
            catalogue.pagesAsked += 1
            await catalogue.beforePage()
            const { after, limit = 100, categoryId } = body
            const all = [...shelf.values()]
              .filter(({ id }) => !after || id > after)
              .filter(
                ({ categoryPath }) =>
                  categoryId === undefined || categoryPath.some((step) => step.id === categoryId),
              )
              .toSorted((a, b) => (a.id < b.id ? -1 : 1))
            const items = all.slice(0, limit)
            return { items, next: all.length > limit ? (items.at(-1)?.id ?? null) : null }
          },
        ),
      },
    },
    ...options,
  })
  world.host.startJobs()
  const settle = async () => {
    for (;;) {
      const [left] = await world.db.rows<{ idle: boolean }>`
        select building is null and generation > 0 and not exists (select from to_read) as idle from tide`
      if (left?.idle) return
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const hear = async (...productIds: readonly string[]) => {
    const events = productIds.map((productId) =>
      heard('catalog.availability_changed', productId, { productId, sku: productId, inStock: true }),
    )
    await world.hear(...events)
    await settle()
  }
  const put = (product: Wished & { readonly name: string }) => {
    const made = snapshot(product)
    shelf.set(made.id, made)
    return made
  }
  const find = async (query: object = {}, caller: Caller = anonymous, call: Partial<Call> = {}) =>
    (await world.as(caller, 'find', { query }, call)).body as SearchFound
  await settle()
  return {
    world,
    shelf,
    catalogue,
    put,
    hear,
    settle,
    sell: async (...products) => {
      await hear(...products.map((product) => put(product).id))
      await new Promise((resolve) => setTimeout(resolve, LOOKED_AFTER_MS_MAX))
      aheadMs += OVERTAKEN_MS_MAX
    },
    find,
    ids: async (q, query = {}) => (await find({ q, ...query })).items.map(({ id }) => id),
    suggest: async (q, limit) =>
      (
        (await world.as(anonymous, 'suggest', { query: { q, ...(limit === undefined ? {} : { limit }) } }))
          .body as SearchSuggestions
      ).items,
  }
}

/** Longer than an answer is given that a change has overtaken. */
const OVERTAKEN_MS_MAX = 1_000
/** Until the service has looked at what it wrote itself. */
const LOOKED_AFTER_MS_MAX = 50
