/** Carts: what somebody means to buy, at the prices of now, until it is ordered or forgotten. */
import { cart, type CheckoutCart, type NewItemBody } from '@rialto/contracts/cart'
import { catalog } from '@rialto/contracts/catalog'
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { shipping } from '@rialto/contracts/shipping'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { forgetOldKeys, once } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Job } from '@rialto/kernel/service/service'
import { addMany, changeCart, clearCart, dayOf, PERSONAL, type CartNeeds } from './change/changes.ts'
import { setQuantity } from './domain.ts'
import { mergeCarts } from './merge/merge.ts'
import { callersCart, guestCart, namedCartId, targetOf, userCart, type Target } from './owner/domain.ts'
import { quoteCart, type QuoteBody } from './quote/quote.ts'
import { cartReactions } from './reactions.ts'
import { forgetStartsJob, summaryRoute } from './start/starts.ts'
import { findCarts, openCarts, readLines, removeAbandoned } from './store.ts'
import { showCart } from './view/domain.ts'
import { readCart } from './view/read.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const ABANDONED_AFTER_MS = 30 * DAY_MS
const CARTS_PER_SWEEP_MAX = 500
const SWEEP_EVERY_MS = 60 * 60 * 1_000
const FORGET_KEYS_EVERY_MS = 60_000

type ByHeader = { headers: { 'x-cart-key'?: string } }
type ByKey = { params: { key: string } }
type QuoteQuery = { country?: string; state?: string; shippingMethod?: string }
type Access = 'read' | 'write'

export const cartService = defineService({
  contract: cart,
  uses: { catalog, inventory, order, shipping },
  listens: [`${order.name}.confirmed`],
  migrations: new URL('./migrations/', import.meta.url),
  open: (needs: CartNeeds) => ({
    routes: {
      ...ownRoutes(needs),
      ...keyRoutes(needs),
      ...summaryRoute(needs),
      create: (_input: unknown, call: Call) => createCart(needs, call),
      merge: async ({ body }: { body: { key: string } }, call: Call) => mergeCarts(needs, body.key, call),
      checkout: (asked: readonly { input: { body: Named } }[]) =>
        checkout(
          needs,
          asked.map(({ input }) => input.body),
        ),
    },
    reactions: cartReactions(),
    jobs: jobs(needs),
  }),
})

/** The caller's own cart, or the one whose key stands in the header. */
function ownRoutes(needs: CartNeeds) {
  return routesOn(needs, ({ headers }: ByHeader, call, access) =>
    callersCart(call.caller, access, headers['x-cart-key']),
  )
}

/** The same for the cart that the path names. */
function keyRoutes(needs: CartNeeds) {
  const { get, clear, add, set, remove, quote, getQuote } = routesOn(
    needs,
    ({ params }: ByKey, call, access) => targetOf(call.caller, access, params.key),
  )
  return {
    getByKey: get,
    clearByKey: clear,
    addByKey: add,
    setByKey: set,
    removeByKey: remove,
    quoteByKey: quote,
    getQuoteByKey: getQuote,
  }
}

function routesOn<I>(needs: CartNeeds, whose: (input: I, call: Call, access: Access) => Target) {
  const setItem = async (input: I, item: string, quantity: number, call: Call) =>
    changeCart(needs, whose(input, call, 'write'), call, (lines, offers) =>
      setQuantity(lines, item, quantity, offers),
    )
  return {
    get: async (input: I, call: Call) =>
      Answer.of(await readCart(needs, whose(input, call, 'read'), call), 200, PERSONAL),
    clear: async (input: I, call: Call) => clearCart(needs, whose(input, call, 'write')),
    add: (asked: readonly { input: I & { body: NewItemBody }; call: Call }[]) =>
      addMany(
        needs,
        asked.map(({ input, call }) => ({
          call,
          item: input.body,
          whose: () => whose(input, call, 'write'),
        })),
      ),
    set: (input: I & { params: { item: string }; body: { quantity: number } }, call: Call) =>
      setItem(input, input.params.item, input.body.quantity, call),
    remove: (input: I & { params: { item: string } }, call: Call) =>
      setItem(input, input.params.item, 0, call),
    quote: async (input: I & { body: QuoteBody }, call: Call) =>
      Answer.of(await quoteCart(needs, whose(input, call, 'read'), input.body, call), 200, PERSONAL),
    getQuote: async (input: I & { query?: QuoteQuery }, call: Call) => {
      const { shippingMethod, ...shippingAddress } = input.query ?? {}
      const body = { shippingAddress, ...(shippingMethod === undefined ? {} : { shippingMethod }) }
      return Answer.of(await quoteCart(needs, whose(input, call, 'read'), body, call), 200, PERSONAL)
    },
  }
}

async function createCart(needs: CartNeeds, call: Call): Promise<Answer> {
  const { db, ids, clock } = needs
  if (call.caller.kind === 'user') {
    return Answer.of(await readCart(needs, userCart(call.caller.id), call), 200, PERSONAL)
  }
  return once(db, call, 201, async (tx) => {
    const target = guestCart(`gst_${ids.secret()}`)
    await openCarts(tx, [target], dayOf(clock.now()))
    return showCart(target, [], new Map())
  })
}

type Named = { readonly userId: string | null; readonly cartId: string | null }

/** A cart is given to its user, and a guest's to whoever knows its id or key. */
async function checkout({ db }: CartNeeds, asked: readonly Named[]): Promise<CheckoutCart[]> {
  const named = asked.map(({ userId, cartId }) => {
    if (cartId !== null) return namedCartId(cartId, userId)
    return userId === null ? undefined : userCart(userId).cartId
  })
  const ids = named.filter((id) => id !== undefined)
  if (ids.length === 0) return asked.map(() => null)
  const [rows, lines] = await Promise.all([findCarts(db.relaxed, ids), readLines(db.relaxed, ids)])
  const owners = new Map(rows.map(({ cartId, userId }) => [cartId, userId]))
  return asked.map(({ userId }, i) => {
    const cartId = named[i]
    const owner = cartId === undefined ? undefined : owners.get(cartId)
    if (cartId === undefined || owner === undefined || (owner !== null && owner !== userId)) return null
    return {
      cartId,
      lines: (lines.get(cartId) ?? []).map(({ id, productId, sku, quantity }) => ({
        id,
        productId,
        sku,
        quantity,
      })),
    }
  })
}

function jobs({ db, clock }: CartNeeds): Job[] {
  return [
    {
      name: 'remove-abandoned-carts',
      everyMs: SWEEP_EVERY_MS,
      run: async () => {
        const removed = await removeAbandoned(
          db.relaxed,
          dayOf(clock.now() - ABANDONED_AFTER_MS),
          CARTS_PER_SWEEP_MAX,
        )
        return { more: removed === CARTS_PER_SWEEP_MAX }
      },
    },
    forgetStartsJob({ db, clock }),
    { name: 'forget-keys', everyMs: FORGET_KEYS_EVERY_MS, run: () => forgetOldKeys(db) },
  ]
}
