/** A catalogue on a real database, with inventory played by a map. */
import { permits } from '@rialto/contracts/roles'
import type { Answer, Call, Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import {
  aService,
  callAs,
  heard,
  openWorld,
  user,
  type World,
  type WorldOptions,
} from '@rialto/kernel/testing/world'
import type { catalog, ProductView } from '@rialto/contracts/catalog'
import { catalogService, type CatalogSettings } from './service.ts'

type Level = { onHand: number; reserved: number; version: number }

export type PlayedInventory = {
  readonly levels: Map<string, Level>
  /** What SKUs are called. */
  readonly labels: Map<string, string>
  /** How often first stock was asked to be received. */
  received: number
  isDown: boolean
  /** In whose name a level was corrected last, by SKU. */
  readonly correctedBy: Map<string, string>
  /** What happens just before a level is corrected. */
  beforeCorrect: (sku: string) => void
}

export type Shop = World<typeof catalog> & { readonly inventory: PlayedInventory }

export const merchandiser = user('usr_merchant', 'merchandiser')
export const customer = user('usr_customer')

export async function openShop(settings: CatalogSettings = {}, options: WorldOptions = {}): Promise<Shop> {
  const inventory: PlayedInventory = {
    levels: new Map(),
    labels: new Map(),
    received: 0,
    isDown: false,
    correctedBy: new Map(),
    beforeCorrect: () => {},
  }
  const world = await openWorld(catalogService(settings), {
    permits,
    neighbours: { inventory: playInventory(inventory) },
    ...options,
  })
  return { ...world, inventory }
}

export function playInventory(inventory: PlayedInventory) {
  const answering = <I, O>(answer: (input: I) => O) => {
    return (input: I): O => {
      if (inventory.isDown) throw new Problem('unavailable', { detail: 'inventory does not answer' })
      return answer(input)
    }
  }
  return {
    receive: answering(({ body }: { body: { lines: { sku: string; quantity: number }[] } }) => {
      inventory.received += 1
      for (const { sku, quantity } of body.lines) {
        if (!inventory.levels.has(sku))
          inventory.levels.set(sku, { onHand: quantity, reserved: 0, version: 1 })
      }
      return {}
    }),
    label: answering(({ body }: { body: { labels: { sku: string; name: string }[] } }) => {
      for (const { sku, name } of body.labels) inventory.labels.set(sku, name)
      return {}
    }),
    levels: answering(({ body }: { body: { skus: string[] } }) => ({
      levels: body.skus.flatMap((sku) => {
        const level = inventory.levels.get(sku)
        return level ? [{ sku, ...level }] : []
      }),
    })),
    correct: answering(({ body }: { body: { sku: string; delta: number; actor: string } }) => {
      const { sku, delta, actor } = body
      inventory.beforeCorrect(sku)
      const level = inventory.levels.get(sku) ?? { onHand: 0, reserved: 0, version: 0 }
      const onHand = level.onHand + delta
      if (onHand < level.reserved) throw new Problem('stock_in_use')
      inventory.levels.set(sku, { ...level, onHand, version: level.version + 1 })
      inventory.correctedBy.set(sku, actor)
      return { sku, onHand, reserved: level.reserved, available: onHand - level.reserved }
    }),
  }
}

export async function makeProduct(
  shop: Shop,
  body: object,
  caller: Caller = merchandiser,
  call: Partial<Call> = {},
) {
  const answer = await shop.as(caller, 'create', { body }, call)
  return answer.body as ProductView
}

export async function read(shop: Pick<Shop, 'as'>, id: string): Promise<ProductView> {
  return (await readAnswer(shop, id)).body as ProductView
}

export function readAnswer(shop: Pick<Shop, 'as'>, id: string): Promise<Answer> {
  return shop.as(customer, 'get', { params: { id } })
}

export async function listed(shop: Pick<Shop, 'as'>, query: object = {}, caller: Caller = customer) {
  const answer = await shop.as(caller, 'list', { query })
  return answer.body as { items: ProductView[]; nextCursor: string | null; total: number }
}

/** The problem that a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('it was not refused')
}

export function levelsChanged(
  ...levels: { sku: string; onHand: number; reserved: number; version: number }[]
) {
  return heard('inventory.levels_changed', 'stock', { levels })
}

/** A call as another service makes it. */
export function serviceCall(): Call {
  return callAs(aService)
}
