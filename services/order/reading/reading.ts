/** What people read of orders: one, as it is or was; many; what happened. */
import type { IdentityClient } from '@rialto/contracts/identity'
import { ORDER_SORTS, ORDERS_COUNTED_MAX } from '@rialto/contracts/order'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { readBounds, type PeriodQuery } from '@rialto/kernel/list/period'
import type { Database } from '@rialto/kernel/sql/database'
import { isStaff, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { fold } from '../domain.ts'
import { noteTexts } from '../note/store.ts'
import { loadContacts, loadEvents, loadOrders } from '../store.ts'
import { etagOf, orderView } from '../view/view.ts'
import { timelineOf } from '../view/timeline.ts'
import { readSearch } from './search.ts'
import { countOrders, listOrders, type OrderPosition, type OrderSort } from './store.ts'

/** Guests' answers are personal like everybody's, though anybody may ask. */
const PERSONAL = { 'cache-control': 'private, no-store' }

type ReadNeeds = AccessNeeds & {
  readonly db: Database
  readonly clients: { readonly identity: Pick<IdentityClient, 'users'> }
}
type ById = { readonly params: { readonly id: string } }
type Token = { readonly token?: string }
type ListQuery = PeriodQuery & {
  readonly limit?: number
  readonly cursor?: string
  readonly status?: string
  readonly paymentStatus?: string
  readonly userId?: string
  readonly scope?: 'all'
  readonly q?: string
  readonly sort?: OrderSort
}

/** A list goes on in the order in which it began. */
const CURSORS = Object.fromEntries(
  ORDER_SORTS.map((sort) => [sort, cursors<OrderPosition>(`orders ${sort}`)]),
) as { readonly [S in OrderSort]: ReturnType<typeof cursors<OrderPosition>> }

export function readRoutes(needs: ReadNeeds) {
  const { db } = needs

  async function viewed(ids: readonly string[]) {
    const [states, contacts] = await Promise.all([loadOrders(db, ids), loadContacts(db, ids)])
    return ids.flatMap((id) => {
      const state = states.get(id)
      return state ? [orderView(state, contacts.get(id))] : []
    })
  }

  /** The order as its events up to that moment make it. */
  async function asItWas(id: string, at: string) {
    const events = await loadEvents(db, id)
    const until = Date.parse(at)
    const happened = events.filter((event) => Date.parse(event.at) <= until)
    if (happened.length > 0) return fold(id, happened)
    throw new Problem('unknown_order', { detail: `There was no order ${id} at ${at} yet.` })
  }

  return {
    get: async ({ params: { id }, query = {} }: ById & { query?: Token & { at?: string } }, call: Call) => {
      const [now, contacts] = await Promise.all([
        visibleOrder(needs, id, call, 'orders:read', query.token),
        loadContacts(db, [id]),
      ])
      if (query.at === undefined)
        return Answer.of(orderView(now, contacts.get(id)), 200, { ...PERSONAL, etag: etagOf(now) })
      return Answer.of(orderView(await asItWas(id, query.at), contacts.get(id)), 200, PERSONAL)
    },

    timeline: async ({ params: { id }, query = {} }: ById & { query?: Token }, call: Call) => {
      await visibleOrder(needs, id, call, 'orders:read', query.token)
      const staff = isStaff(call, 'orders:read')
      const [events, notes] = await Promise.all([
        loadEvents(db, id),
        staff ? noteTexts(db, id) : new Map<string, string>(),
      ])
      return Answer.of({ items: timelineOf(events, { staff, notes }) }, 200, PERSONAL)
    },

    list: async ({ query }: { query: ListQuery }, call: Call) => {
      const { limit = LIST_LIMIT_DEFAULT, sort = '-createdAt', cursor, q } = query
      const userId = whoseOrders(query, call)
      const [bounds, search] = await Promise.all([
        readBounds(db, query),
        q === undefined
          ? null
          : readSearch(q, { identity: needs.clients.identity, isStaff: isStaff(call, 'orders:read') }, call),
      ])
      const filter = {
        userId,
        statuses: query.status?.split(',') ?? null,
        paymentStatuses: query.paymentStatus?.split(',') ?? null,
        ...bounds,
        search,
      }
      const after = cursor === undefined ? null : CURSORS[sort].decode(cursor)
      const [found, total] = await Promise.all([
        listOrders(db, filter, sort, after, limit + 1),
        countOrders(db, filter, ORDERS_COUNTED_MAX),
      ])
      const { items, nextCursor } = page(found, limit, (position) => position, CURSORS[sort].encode)
      return { items: await viewed(items.map(({ id }) => id)), nextCursor, total }
    },
  }
}

/** One’s own, unless staff asks for a user’s or for all. A search by staff goes through all orders. */
function whoseOrders({ userId, scope, q }: ListQuery, call: Call): string | null {
  const self = call.caller.kind === 'user' ? call.caller.id : null
  if (isStaff(call, 'orders:read')) return userId ?? (scope === 'all' || q !== undefined ? null : self)
  if (scope !== undefined || (userId !== undefined && userId !== self)) {
    throw new Problem('forbidden', { detail: 'Only staff may list the orders of others.' })
  }
  return self
}
