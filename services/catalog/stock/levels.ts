/** The catalogue’s side of stock: first stock reaches inventory, and what inventory counts reaches the catalogue. */
import { catalog } from '@rialto/contracts/catalog'
import type { InventoryClient } from '@rialto/contracts/inventory'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'
import { latestLevels, type StockLevel } from '../domain.ts'
import {
  firstStockOf,
  forgetReceived,
  keepLevels,
  skusBehind,
  stockToReceive,
  type FirstStock,
  type Turn,
} from './store.ts'

const SKUS_PER_BITE_MAX = 1_000
/** More at once would only wait for connections. */
const ADJUSTED_AT_ONCE_MAX = 8
const ANSWER_WITHIN_MS = 5_000
/** A person who makes a product waits no longer than this for inventory; the job goes on where it left off. */
const RECEIVE_AT_ONCE_MS = 2_000

export type StockNeeds = {
  readonly db: Database
  readonly inventory: InventoryClient
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Needs<Uses>['log']
  readonly writer: string
  /** Told of levels after they are kept. */
  readonly onLevels: (levels: readonly StockLevel[]) => void
  /** Told when SKUs sold out or came back, after the commit. */
  readonly onTurns: () => void
}

type InventoryLevel = {
  readonly sku: string
  readonly onHand: number
  readonly reserved: number
  readonly version: number
}

/** What can be bought is what nobody holds. */
export function stockLevelOf({ sku, onHand, reserved, version }: InventoryLevel): StockLevel {
  return { sku, available: Math.max(0, onHand - reserved), version }
}

/** What the catalogue says of a SKU that sold out or came back. */
export function tellTurn(turn: Turn): NewEvent {
  return eventOf(catalog, 'availability_changed', turn.productId, turn)
}

export function openStock({ db, inventory, clock, ids, log, writer, onLevels, onTurns }: StockNeeds) {
  const ownCall = (): Call => ({
    caller: { kind: 'service', name: 'catalog' },
    requestId: ids.next('req'),
    deadline: clock.now() + ANSWER_WITHIN_MS,
  })

  async function hand(lines: readonly FirstStock[], call: Call): Promise<void> {
    if (lines.length === 0) return
    await inventory.receive({ body: { lines: [...lines] } }, call)
    // Received twice is received once, so a crash before this line costs nothing.
    await forgetReceived(
      db,
      lines.map(({ sku }) => sku),
    )
  }

  async function refresh(skus: readonly string[], call: Call): Promise<StockLevel[]> {
    const { levels } = await inventory.levels({ body: { skus: [...skus] } }, call)
    const heard = latestLevels(levels.map(stockLevelOf))
    await db.transaction(async (tx) => {
      const turns = await keepLevels(tx, writer, heard)
      await publish(tx, turns.map(tellTurn))
      if (turns.length > 0) tx.afterCommit(onTurns)
    })
    onLevels(heard)
    return heard
  }

  async function setEach(
    wanted: ReadonlyMap<string, number>,
    call: Call,
  ): Promise<ReadonlyMap<string, Problem>> {
    const levels = await refresh([...wanted.keys()], call)
    const known = new Map(levels.map(({ sku, available }) => [sku, available]))
    const refused = new Map<string, Problem>()
    // The books of inventory name who acted; to it, the catalogue would be asking in its own name.
    const { caller } = call
    const actor = caller.kind === 'user' ? caller.id : caller.kind === 'service' ? caller.name : caller.kind
    const others = [...wanted].filter(([sku, pieces]) => pieces !== (known.get(sku) ?? 0))
    const adjust = async ([sku, pieces]: (typeof others)[number]) => {
      const delta = pieces - (known.get(sku) ?? 0)
      const reason = `set to ${pieces} with the product`
      try {
        await inventory.correct({ body: { sku, delta, reason, actor } }, call)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refused.set(sku, error)
      }
    }
    for (let from = 0; from < others.length; from += ADJUSTED_AT_ONCE_MAX)
      await Promise.all(others.slice(from, from + ADJUSTED_AT_ONCE_MAX).map(adjust))
    if (others.length > 0)
      await refresh(
        others.map(([sku]) => sku),
        call,
      )
    return refused
  }

  let reconciledTo = ''

  return {
    /** Hands the first stock of new products over. Where inventory does not answer, the job will. */
    async receiveNow(productIds: readonly string[], call: Call): Promise<void> {
      try {
        const deadline = Math.min(call.deadline, clock.now() + RECEIVE_AT_ONCE_MS)
        await hand(await firstStockOf(db, productIds), { ...call, deadline })
      } catch (error) {
        log.warn({ requestId: call.requestId, err: error }, 'first stock is not received yet and will be')
      }
    },

    async receiveLeft(): Promise<{ more: boolean }> {
      const left = await stockToReceive(db, SKUS_PER_BITE_MAX)
      await hand(left, ownCall())
      return { more: left.length === SKUS_PER_BITE_MAX }
    },

    /** Compares a bite of the catalogue with inventory; a whole round heals whatever was not heard. */
    async reconcile(): Promise<{ more: boolean }> {
      const skus = await skusBehind(db, reconciledTo, SKUS_PER_BITE_MAX)
      if (skus.length > 0) await refresh(skus, ownCall())
      const more = skus.length === SKUS_PER_BITE_MAX
      reconciledTo = more ? (skus.at(-1) ?? '') : ''
      return { more }
    },

    /** Makes `wanted` pieces available, by the difference to what is. Asked again it changes nothing. */
    async set(sku: string, wanted: number, call: Call): Promise<void> {
      const refusal = (await setEach(new Map([[sku, wanted]]), call)).get(sku)
      if (refusal) throw refusal
    },

    /** The same for many; gives those that inventory refused, by SKU. */
    setEach,
  }
}

export type CatalogStock = ReturnType<typeof openStock>
