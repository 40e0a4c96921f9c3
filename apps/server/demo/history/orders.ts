/**
 * The demo's past, done step by step through the public API as buyers and the house would, and in the order in
 * which it is said to have happened: so numbers, ids and invoices rise with the days. Each request has a key of
 * its own, so that a start which was interrupted goes on where it was.
 */
import { ADMIN, type Person } from './people.ts'
import type { Door, Json, Manner } from './door.ts'
import type { Journal } from './journal.ts'
import type { Deed, Doing, Plan, PlannedOrder } from './plan.ts'

type Doer = {
  readonly plan: Plan
  readonly door: Door
  readonly journal: Journal
  /** Waits until everybody has heard of what was done. */
  readonly settled: () => Promise<void>
  readonly signal: Pick<AbortSignal, 'aborted'>
  readonly onStep?: ((done: number, of: number) => void) | undefined
}

/** Gives up between two steps once it is told to; whether all was done. */
export async function doDeeds({ plan, door, journal, settled, signal, onStep }: Doer): Promise<boolean> {
  // A second step with the same order or buyer waits for what follows the first: what is told of one must not
  // be taken for what is told of the other, and a cart is emptied after its order.
  const busy = new Set<unknown>()
  for (const [done, deed] of plan.deeds.entries()) {
    onStep?.(done, plan.deeds.length)
    if (signal.aborted) return false
    const whom = deed.what === 'leave' ? [] : [deed.order, orderOf(plan, deed.order).who]
    if (whom.some((one) => busy.has(one))) {
      await settled()
      busy.clear()
    }
    for (const one of whom) busy.add(one)
    await doOne(deed, { plan, door, journal })
  }
  await settled()
  return true
}

function orderOf({ orders }: Plan, n: number): PlannedOrder {
  const order = orders[n]
  if (!order) throw new Error(`the plan has no order ${n}`)
  return order
}

async function doOne(deed: Deed, { plan, door, journal }: Pick<Doer, 'plan' | 'door' | 'journal'>) {
  if (deed.what === 'leave') {
    if (journal.made.carts.has(deed.cart)) return
    const line = plan.carts[deed.cart]
    if (!line) throw new Error(`the plan has no cart ${deed.cart}`)
    const cartKey = `gst_${journal.secret}_cart_${deed.cart}`
    const cart = await put(door, line, { cartKey, key: `demo-cart-${deed.cart}` })
    await journal.note('cart', deed.cart, String(cart['id']))
  } else if (deed.what === 'place') {
    if (journal.made.orders.has(deed.order)) return
    const numbered = { n: deed.order, secret: journal.secret }
    await journal.note('order', deed.order, await place(door, orderOf(plan, deed.order), numbered))
  } else {
    const id = journal.made.orders.get(deed.order)
    if (id === undefined) throw new Error(`order ${deed.order} of the plan was not placed`)
    await move(door, deed.what, { place: deed.order, id, who: orderOf(plan, deed.order).who })
  }
}

function put(door: Door, { sku, quantity }: PlannedOrder['lines'][number], manner: Manner): Promise<Json> {
  return door.post('/cart/items', { productId: sku, quantity }, manner)
}

type Numbered = { readonly n: number; readonly secret: string }

async function place(door: Door, order: PlannedOrder, numbered: Numbered): Promise<string> {
  const { who, token } = order
  const asOwner: Manner = who.account ? { login: who.account } : {}
  const placed = await door.post(
    '/orders',
    {
      ...(await wanted(door, order, numbered)),
      shippingAddress: who.address,
      ...(token === undefined ? {} : { payment: { method: 'card', token } }),
    },
    { ...asOwner, key: `demo-order-${numbered.n}`, mayBeRefused: true },
  )
  return typeof placed['id'] === 'string' ? placed['id'] : lastOf(door, who.email)
}

/** Fills a cart. Not that of a documented account: whoever has read of it may be using it just now. */
async function wanted(door: Door, { who, lines }: PlannedOrder, { n, secret }: Numbered): Promise<Json> {
  const { account, email } = who
  if (account?.isDocumented === true)
    return { items: lines.map(({ sku, quantity }) => ({ productId: sku, quantity })) }
  const putAll = async (as: Manner) => {
    for (const [i, line] of lines.entries())
      await put(door, line, { ...as, key: `demo-order-${n}-line-${i}` })
  }
  if (account) {
    await putAll({ login: account })
    return {}
  }
  const cartKey = `gst_${secret}_order_${n}`
  await putAll({ cartKey })
  return { cartId: cartKey, email }
}

/** A refused card is answered without the order that it was refused for; no guest comes twice. */
async function lastOf(door: Door, email: string): Promise<string> {
  const { items } = await door.get(`/orders?scope=all&limit=1&q=${encodeURIComponent(email)}`, {
    login: ADMIN,
  })
  const [found] = items as readonly Json[]
  if (!found) throw new Error(`no order of ${email} was found`)
  return String(found['id'])
}

type Placed = { readonly place: number; readonly id: string; readonly who: Person }

async function move(door: Door, what: Doing, { place: n, id, who: { account } }: Placed): Promise<void> {
  const owner = account ?? ADMIN
  const post = (login: Manner['login'] & object, path: string, body: Json = {}) =>
    door.post(`/orders/${id}/${path}`, body, { login, key: `demo-order-${n}-${what}` })
  const askedFor = async () => {
    const { items } = await door.get(`/orders/${id}/returns`, { login: ADMIN })
    return String((items as readonly Json[])[0]?.['id'])
  }
  switch (what) {
    case 'ship':
    case 'deliver':
      await post(ADMIN, what)
      return
    case 'cancel':
      await post(owner, 'cancel', { reason: 'Ordered twice by mistake' })
      return
    case 'refund':
      await post(ADMIN, 'refunds', { reason: 'As agreed with the buyer' })
      return
    case 'askReturn':
      await post(owner, 'returns', { reason: 'Another colour would suit better' })
      return
    case 'approveReturn':
      await post(ADMIN, `returns/${await askedFor()}/approve`)
      return
    case 'receiveReturn':
      await post(ADMIN, `returns/${await askedFor()}/receive`)
  }
}
