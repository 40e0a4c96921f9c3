/** Orders: placed once, paid once, sent or taken back, and every step on record. */
import { cart } from '@rialto/contracts/cart'
import { catalog } from '@rialto/contracts/catalog'
import { identity } from '@rialto/contracts/identity'
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import { profile } from '@rialto/contracts/profile'
import { shipping } from '@rialto/contracts/shipping'
import { tax } from '@rialto/contracts/tax'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { openLinks, type Links } from './access/links.ts'
import type { OrderState } from './domain.ts'
import { figureRoutes } from './figure/figures.ts'
import { returnRoutes } from './goods/returns.ts'
import type { Seller } from './invoice/domain.ts'
import { invoiceJob, invoiceRoutes } from './invoice/invoices.ts'
import { moveRoutes } from './move/move.ts'
import { noteRoutes } from './note/notes.ts'
import { forgetClaimsJob } from './claim/claim.ts'
import { openPlacing, type PlaceBody } from './placement/place.ts'
import { quoteItems, type QuoteBody } from './pricing/quote.ts'
import { orderReactions } from './reactions.ts'
import { readRoutes } from './reading/reading.ts'
import { rebuildOrders } from './rebuild/rebuild.ts'
import { openRefunding } from './refund/refund.ts'
import { reorderRoutes } from './reorder/reorder.ts'
import { openSagas, type Sagas } from './saga/saga.ts'
import { beginSettle, farewell } from './saga/store.ts'
import { takeoverJob } from './saga/takeover.ts'
import { loadAddressees, loadContacts, loadOrders } from './store.ts'
import { loadOrder } from './stream/happen.ts'
import { receiptOf } from './view/view.ts'

const FORGET_EVERY_MS = 60_000

const uses = { cart, catalog, identity, inventory, payment, profile, shipping, tax }
type OrderNeeds = Needs<typeof uses> & { readonly sagas: Sagas; readonly links: Links }

export type OrderSettings = {
  /** The demo profile: an order may come without an address, and a card without a token. */
  readonly lenient: boolean
  /** Signs the links of guests. */
  readonly secret: string
  /** Where the pages of the shop are, without a slash at the end. */
  readonly shopUrl: string
  /** Who sells, as invoices say it. */
  readonly seller?: Seller
}

const SOMEBODY: Seller = { name: 'Rialto', address: [], taxId: null }

export function orderService({ lenient, secret, shopUrl, seller = SOMEBODY }: OrderSettings) {
  return defineService({
    contract: order,
    uses,
    listens: [`${payment.name}.concluded`, `${payment.name}.refunded`],
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const links = openLinks({ secret, shopUrl })
      const sagas = openSagas(needs)
      const refunding = openRefunding({ ...needs, links })
      const all = { ...needs, sagas, lenient, links, refunding, seller }
      const placing = openPlacing(all)
      return {
        routes: {
          place: ({ body }: { body: PlaceBody }, call: Call) => placing.place(body, call),
          quote: ({ body }: { body: QuoteBody }, call: Call) => quoteItems(needs.clients, body, call),
          ...readRoutes(all),
          ...figureRoutes(all),
          ...moveRoutes(all),
          ...noteRoutes(all),
          ...invoiceRoutes(all),
          ...refunding.routes,
          ...returnRoutes(all),
          ...reorderRoutes(all),
          ...serviceRoutes(all),
        },
        reactions: orderReactions(needs),
        jobs: [
          takeoverJob(all, sagas),
          refunding.job,
          invoiceJob(all),
          { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
          forgetClaimsJob(all),
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

/** What other services ask. */
function serviceRoutes({ db, sagas, holder, links }: OrderNeeds) {
  type Bite = { after?: string | null; limit?: number; repair?: boolean }
  return {
    payable: async ({ body: { orderId, token } }: { body: { orderId: string; token?: string } }) => {
      const state = await loadOrder(db, orderId)
      const { id, status, paymentStatus, attempt, placed } = state
      return {
        orderId: id,
        userId: placed.userId,
        opens: token !== undefined && links.opens(state, token),
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
      const state = await loadOrder(db, orderId)
      if (state.status !== 'awaiting_payment') return settled(state)
      return sagas.guarded(orderId, async () => {
        if (!(await beginSettle(db, orderId, holder, source.method, source.token))) {
          throw new Problem('invalid_transition', {
            detail: 'Another payment of this order is under way, or its time is over.',
          })
        }
        // Read again: what was read before the claim may be a payment older.
        return settled((await sagas.settle(await loadOrder(db, orderId), source, call)).state)
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
      return {
        receipts: [...states.values()].map((state) =>
          receiptOf(state, contacts.get(state.id), links.of(state)),
        ),
      }
    },

    rebuild: ({ body }: { body: Bite }) => rebuildOrders(db, body),
  }
}

function settled({ status, paymentId, reason }: OrderState) {
  return { status, paymentId, reason }
}
