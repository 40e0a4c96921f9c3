/** Orders by the dozen: those that were named, and those that a list's state means. */
import { isProblem } from '@rialto/client'
import type { OrderView } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
import type { Params } from '../shell/guarded.tsx'
import { readList } from '../ui/table/list.ts'
import { ORDER_LIST, orderQuestion } from './list.tsx'

const PAGE = 100

/** Those of them that there are, in the order in which they were named. */
export async function readOrders(ids: readonly string[]): Promise<readonly OrderView[]> {
  const shop = await myShop()
  const orders = await Promise.all(
    ids.map(async (id) => {
      try {
        return await shop.order.get({ params: { id } })
      } catch (error) {
        if (isProblem(error, 'unknown_order', 'validation_failed')) return undefined
        throw error
      }
    }),
  )
  return orders.filter((order) => order !== undefined)
}

/** What the list would show, page after page, up to a number of them. */
export async function readMatching(
  params: Params,
  zone: string,
  max: number,
): Promise<{ readonly orders: readonly OrderView[]; readonly isMore: boolean }> {
  const list = readList(params, ORDER_LIST)
  const sort = list.sort === undefined ? {} : { sort: list.sort }
  const query = { ...orderQuestion(list.narrowed, zone), ...sort, limit: PAGE }
  const orders: OrderView[] = []
  for await (const order of (await myShop()).order.list.each({ query })) {
    if (orders.length === max) return { orders, isMore: true }
    orders.push(order)
  }
  return { orders, isMore: false }
}
