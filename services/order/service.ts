/** Orders: placed once, paid once, sent or taken back, and every step on record. */
import { cart } from '@rialto/contracts/cart'
import { catalog } from '@rialto/contracts/catalog'
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import { permits } from '@rialto/contracts/roles'
import { shipping } from '@rialto/contracts/shipping'
import { tax } from '@rialto/contracts/tax'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import type { OrderState } from './domain.ts'
import { moveRoutes, visibleOrder } from './move/move.ts'
import { openPlacing, type PlaceBody } from './placement/place.ts'
import { quoteItems, type QuoteBody } from './pricing/quote.ts'
import { openSagas, type Sagas } from './saga/saga.ts'
import { beginSettle, farewell } from './saga/store.ts'
import { takeoverJob } from './saga/takeover.ts'
import { listOrders, loadAddressees, loadContacts, loadEvents, loadOrders } from './store.ts'
import { orderView, receiptOf, timelineOf } from './view/view.ts'

const FORGET_EVERY_MS = 60_000

const uses = { cart, catalog, inventory, payment, shipping, tax }
type OrderNeeds = Needs<typeof uses> & { readonly sagas: Sagas }

/** `lenient` is the demo profile: an order may come without an address, and a card without a token. */
export function orderService({ lenient }: { readonly lenient: boolean }) {
  return defineService({
    contract: order,
    uses,
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const sagas = openSagas(needs)
      const all = { ...needs, sagas, lenient }
      const placing = openPlacing(all)
      return {
        routes: {
          place: ({ body }: { body: PlaceBody }, call: Call) => placing.place(body, call),
          quote: ({ body }: { body: QuoteBody }, call: Call) => quoteItems(needs.clients, body, call),
          ...readRoutes(all),
          ...moveRoutes(all),
          ...serviceRoutes(all),
        },
        jobs: [
          takeoverJob(all, sagas),
          { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
        ],
        close: async () => {
          await placing.drain()
          await sagas.drain()
          await farewell(needs.db, needs.holder)
        },
      }
    },
  })
}

const orderCursor = cursors<string>('orders')

function readRoutes({ db }: OrderNeeds) {
  type ById = { params: { id: string } }
  type ListQuery = {
    limit?: number
    cursor?: string
    status?: OrderState['status']
    userId?: string
    scope?: 'all'
  }

  async function viewed(ids: readonly string[]) {
    const [states, contacts] = await Promise.all([loadOrders(db, ids), loadContacts(db, ids)])
    return ids.flatMap((id) => {
      const state = states.get(id)
      return state ? [orderView(state, contacts.get(id))] : []
    })
  }

  return {
    get: async ({ params }: ById, call: Call) => {
      const [state, contacts] = await Promise.all([
        visibleOrder({ db }, params.id, call, 'orders:read'),
        loadContacts(db, [params.id]),
      ])
      return orderView(state, contacts.get(params.id))
    },

    timeline: async ({ params }: ById, call: Call) => {
      await visibleOrder({ db }, params.id, call, 'orders:read')
      return { items: timelineOf(await loadEvents(db, params.id)) }
    },

    list: async ({ query }: { query: ListQuery }, call: Call) => {
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const before = query.cursor === undefined ? null : orderCursor.decode(query.cursor)
      const filter = { userId: whoseOrders(query, call), status: query.status ?? null, before }
      const found = await listOrders(db, filter, limit + 1)
      const { items, nextCursor } = page(found, limit, (id) => id, orderCursor.encode)
      return { items: await viewed(items), nextCursor }
    },
  }
}

/** One’s own, unless staff asks for a user’s or for all. */
function whoseOrders({ userId, scope }: { userId?: string; scope?: 'all' }, { caller }: Call): string | null {
  const staff = caller.kind === 'service' || (caller.kind === 'user' && permits(caller.roles, 'orders:read'))
  const self = caller.kind === 'user' ? caller.id : null
  if (staff) return userId ?? (scope === 'all' ? null : self)
  if (scope !== undefined || (userId !== undefined && userId !== self)) {
    throw new Problem('forbidden', { detail: 'Only staff may list the orders of others.' })
  }
  return self
}

function serviceRoutes(needs: OrderNeeds) {
  const { db, sagas, holder } = needs

  async function found(id: string): Promise<OrderState> {
    const state = (await loadOrders(db, [id])).get(id)
    if (!state) throw new Problem('unknown_order', { detail: `There is no order ${id}.` })
    return state
  }

  return {
    payable: async ({ body }: { body: { orderId: string } }) => {
      const { id, status, paymentStatus, attempt, placed } = await found(body.orderId)
      return {
        orderId: id,
        userId: placed.userId,
        status,
        paymentStatus,
        amount: placed.total,
        currency: placed.currency,
        attempt,
      }
    },

    settle: async (
      { body: { orderId, ...source } }: { body: { orderId: string; method: string; token: string } },
      call: Call,
    ) => {
      const state = await found(orderId)
      if (state.status !== 'awaiting_payment') return settled(state)
      return sagas.guarded(orderId, async () => {
        if (!(await beginSettle(db, orderId, holder, source.method, source.token))) {
          throw new Problem('invalid_transition', {
            detail: 'Another payment of this order is under way, or its time is over.',
          })
        }
        // Read again: what was read before the claim may be a payment older.
        return settled((await sagas.settle(await found(orderId), source, call)).state)
      })
    },

    addressees: async ({ body }: { body: { orderIds: string[] } }) => ({
      addressees: await loadAddressees(db.relaxed, body.orderIds),
    }),

    receipts: async ({ body }: { body: { orderIds: string[] } }) => {
      const [states, contacts] = await Promise.all([
        loadOrders(db, body.orderIds),
        loadContacts(db, body.orderIds),
      ])
      return { receipts: [...states.values()].map((state) => receiptOf(state, contacts.get(state.id))) }
    },
  }
}

function settled({ status, paymentId, reason }: OrderState) {
  return { status, paymentId, reason }
}
