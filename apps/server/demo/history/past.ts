/**
 * Moves what was made of the demo's past to when it is said to have happened, in every service that knows of
 * it; nothing but the orders and carts of the journal is touched. The order service comes last, and what is
 * still to be moved is asked of it: whoever is interrupted begins again and moves nothing twice.
 */
import { moveCharges } from '@rialto/adapter-sandbox/past'
import { moveCarts } from '@rialto/cart/demo/store'
import { moveStock } from '@rialto/inventory/demo/store'
import { openDatabase, type Database } from '@rialto/kernel/sql/database'
import { moveMails } from '@rialto/notification/demo/store'
import { moveOrders, orderPast, type Act } from '@rialto/order/demo/store'
import { movePayments, movesOfPayments } from '@rialto/payment/demo/store'
import { moveShipments } from '@rialto/shipping/demo/store'
import { SANDBOX } from '../../schema.ts'
import type { Made } from './journal.ts'
import { HISTORY_DAYS, type Deed, type Plan, type Shelf } from './plan.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** The first event that each step makes. */
const FIRST_EVENT: Readonly<Record<Exclude<Deed['what'], 'leave'>, string>> = {
  place: 'placed',
  ship: 'shipped',
  deliver: 'delivered',
  cancel: 'cancelled',
  refund: 'refund_requested',
  askReturn: 'return_requested',
  approveReturn: 'return_approved',
  receiveReturn: 'return_received',
}

type Past = {
  readonly plan: Plan
  readonly since: Date
  readonly made: Made
  readonly shelves: readonly Shelf[]
  /** Where each service keeps its data, by name. */
  readonly databases: ReadonlyMap<string, string>
  /** When all of it had been made. */
  readonly now: Date
}

/** What has to be at hand; a platform in several processes may keep it elsewhere. */
export const MOVED_SERVICES = ['cart', 'inventory', 'notification', 'order', 'payment', 'shipping'] as const

export async function moveToThePast(past: Past): Promise<void> {
  const { plan, since, made, shelves, databases, now } = past
  const within = async <T>(name: string, work: (db: Database) => Promise<T>): Promise<T> => {
    const db = openDatabase({ url: databases.get(name) ?? '', connectionsMax: 1 })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }
  const { moves, carts } = await within('order', (db) => orderPast(db, actsOf(plan, made), since))
  const left = cartsLeft(plan, made, now)
  const stocking = {
    since,
    stockedAt: new Date(since.getTime() - (HISTORY_DAYS + 5) * DAY_MS),
    skus: shelves.map(({ sku }) => sku),
  }
  await within('cart', (db) => moveCarts(db, [...carts, ...left], since))
  await within('inventory', (db) => moveStock(db, moves, stocking))
  await within('notification', (db) => moveMails(db, moves))
  await within('shipping', (db) => moveShipments(db, moves))
  if (databases.has(SANDBOX)) {
    const ofPayments = await within('payment', (db) => movesOfPayments(db, moves))
    await within(SANDBOX, (db) => moveCharges(db, ofPayments))
  }
  await within('payment', (db) => movePayments(db, moves))
  await within('order', (db) => moveOrders(db, moves))
}

function actsOf({ deeds }: Plan, { orders }: Made): Act[] {
  return deeds.flatMap((deed) => {
    if (deed.what === 'leave' || deed.at === undefined) return []
    const orderId = orders.get(deed.order)
    return orderId === undefined ? [] : [{ orderId, type: FIRST_EVENT[deed.what], at: deed.at }]
  })
}

function cartsLeft({ deeds }: Plan, { carts }: Made, now: Date) {
  return deeds.flatMap((deed) => {
    if (deed.what !== 'leave' || deed.at === undefined) return []
    const cartId = carts.get(deed.cart)
    return cartId === undefined ? [] : [{ cartId, from: now, to: deed.at }]
  })
}
