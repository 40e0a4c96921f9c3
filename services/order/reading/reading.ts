/** What people read of orders: one, as it is or was; many; what happened. */
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Database } from '@rialto/kernel/sql/database'
import { isStaff, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { fold, type Status } from '../domain.ts'
import { noteTexts } from '../note/store.ts'
import { loadContacts, loadEvents, loadOrders } from '../store.ts'
import { etagOf, orderView } from '../view/view.ts'
import { timelineOf } from '../view/timeline.ts'
import { listOrders } from './store.ts'

/** Guests' answers are personal like everybody's, though anybody may ask. */
const PERSONAL = { 'cache-control': 'private, no-store' }

type ReadNeeds = AccessNeeds & { readonly db: Database }
type ById = { readonly params: { readonly id: string } }
type Token = { readonly token?: string }
type ListQuery = {
  readonly limit?: number
  readonly cursor?: string
  readonly status?: Status
  readonly userId?: string
  readonly scope?: 'all'
  readonly from?: string
  readonly to?: string
  readonly q?: string
}

const orderCursor = cursors<string>('orders')

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
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const filter = {
        userId: whoseOrders(query, call),
        status: query.status ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        ...searched(query.q),
        before: query.cursor === undefined ? null : orderCursor.decode(query.cursor),
      }
      const found = await listOrders(db, filter, limit + 1)
      const { items, nextCursor } = page(found, limit, (id) => id, orderCursor.encode)
      return { items: await viewed(items), nextCursor }
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

const NUMBER = /^#?(\d{1,15})$/

type Searched = { readonly number: number | null; readonly email: string | null; readonly id: string | null }

function searched(q: string | undefined): Searched {
  const nothing = { number: null, email: null, id: null }
  const text = q?.trim()
  if (text === undefined) return nothing
  const number = NUMBER.exec(text)?.[1]
  if (number !== undefined) return { ...nothing, number: Number(number) }
  return text.includes('@') ? { ...nothing, email: text.toLowerCase() } : { ...nothing, id: text }
}
