'use server'
/** What is done with many orders: a few at a time, each by itself, and what was refused is told. */
import { isProblem, Unreachable } from '@rialto/client'
import { myShop } from '../../session/shop.ts'
import { currentZone } from '../ui/ago.tsx'
import type { BulkFailure } from '../ui/table/failure-dialog.tsx'
import { readMatching, readOrders } from './matching.ts'

const ALL_MAX = 10_000
const BITE_MAX = 50

/** The ids of all orders that a state of the list means. */
export async function allOrderIds(view: string): Promise<readonly string[]> {
  const params = Object.fromEntries(new URLSearchParams(view))
  const { orders } = await readMatching(params, currentZone(), ALL_MAX)
  return orders.map(({ id }) => id)
}

export async function shipOrders(ids: readonly string[]): Promise<readonly BulkFailure[]> {
  return eachOf(ids, (shop, id) => shop.order.ship({ params: { id }, body: {} }))
}

export async function deliverOrders(ids: readonly string[]): Promise<readonly BulkFailure[]> {
  return eachOf(ids, (shop, id) => shop.order.deliver({ params: { id }, body: {} }))
}

type Shop = Awaited<ReturnType<typeof myShop>>

async function eachOf(
  ids: readonly string[],
  run: (shop: Shop, id: string) => Promise<unknown>,
): Promise<readonly BulkFailure[]> {
  const shop = await myShop()
  const refused: { id: string; problem: string }[] = []
  for (const id of ids.slice(0, BITE_MAX)) {
    try {
      await run(shop, id)
    } catch (error) {
      if (!isProblem(error) && !(error instanceof Unreachable)) throw error
      refused.push({ id, problem: error.message })
    }
  }
  if (refused.length === 0) return []
  const orders = await readOrders(refused.map(({ id }) => id))
  return refused.map(({ id, problem }) => {
    const number = orders.find((order) => order.id === id)?.number
    return { name: number === undefined ? id : `Order ${number}`, problem }
  })
}
