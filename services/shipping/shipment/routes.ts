/** The routes of parcels: staff makes and moves them, owners see theirs, and a number finds one. */
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import { addShipments, moveShipments, newShipment } from './change.ts'
import { move, SANDBOX_CARRIER, type Shipment, type Status } from './domain.ts'
import { labelPicture } from './label.ts'
import { findByNumber, findShipment, listShipments, lockShipment, type ShipmentFilter } from './store.ts'
import { shipmentView, trackingView } from './view.ts'

/** A parcel moves a few times a day; a page that is asked for every second may wait so long for it. */
const TRACKING_CACHE = { 'cache-control': 'public, max-age=10' } as const

const shipmentCursor = cursors<string>('shipments')

type ById = { params: { id: string } }
type ListQuery = { limit?: number; cursor?: string; orderId?: string; status?: Status; scope?: 'all' }
type NewParcel = { orderId: string; userId?: string; carrier?: string; trackingNumber?: string }
type StatusChange = { status: Status; location?: string; note?: string }

export function shipmentRoutes(needs: Needs<Uses>) {
  const { db } = needs
  const changeStatus = async ({ params, body }: ById & { body: StatusChange }) =>
    setStatus(needs, params.id, body)
  return {
    track: async ({ params }: { params: { number: string } }) => {
      const shipment = await findByNumber(db, params.number)
      if (!shipment) {
        throw new Problem('unknown_shipment', {
          detail: `No parcel goes by ${params.number}. Check the number.`,
        })
      }
      return Answer.of(trackingView(shipment), 200, TRACKING_CACHE)
    },

    shipments: async ({ query }: { query: ListQuery }, call: Call) => {
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const rows = await listShipments(db, filterOf(query, call), limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, shipmentCursor.encode)
      return { items: items.map(shipmentView), nextCursor }
    },

    shipment: async ({ params }: ById, call: Call) => {
      const shipment = await findShipment(db, params.id)
      if (!shipment || !isVisible(shipment, call)) throw unknown(params.id)
      return shipmentView(shipment)
    },

    ship: async ({ body }: { body: NewParcel }, call: Call) => addParcel(needs, body, call),
    move: changeStatus,
    putStatus: changeStatus,

    label: async ({ params }: ById) => {
      const shipment = await findShipment(db, params.id)
      if (!shipment) throw unknown(params.id)
      const { id: shipmentId, carrier, trackingNumber } = shipment
      const content = labelPicture(shipment)
      return { shipmentId, carrier, trackingNumber, format: 'svg' as const, simulated: true, content }
    },
  }
}

async function addParcel(
  { db, ids, clock, wake }: Needs<Uses>,
  wanted: NewParcel,
  call: Call,
): Promise<Answer> {
  const shipment = newShipment({
    id: ids.next('shp'),
    orderId: wanted.orderId,
    userId: wanted.userId ?? null,
    carrier: wanted.carrier ?? SANDBOX_CARRIER,
    trackingNumber: wanted.trackingNumber ?? null,
    secret: ids.secret(),
    at: new Date(clock.now()).toISOString(),
  })
  return once(db, call, 201, async (tx) => {
    await addShipments(tx, [shipment])
    tx.afterCommit(wake)
    return shipmentView(shipment)
  })
}

async function setStatus(
  { db, clock, wake }: Needs<Uses>,
  id: string,
  { status, location, note }: StatusChange,
) {
  const at = new Date(clock.now()).toISOString()
  const step = { status, at, location: location ?? null, note: note ?? null }
  return db.transaction(async (tx) => {
    const before = await lockShipment(tx, id)
    if (!before) throw unknown(id)
    const decision = move(before, step)
    if (decision.outcome === 'invalid_transition') {
      throw new Problem('invalid_transition', { detail: decision.detail })
    }
    const [after = before] = await moveShipments(tx, [[before, step]])
    tx.afterCommit(wake)
    return shipmentView(after)
  })
}

/** One’s own, unless staff asks for an order’s or for all. */
function filterOf({ cursor, orderId, status, scope }: ListQuery, { caller }: Call): ShipmentFilter {
  const before = cursor === undefined ? null : shipmentCursor.decode(cursor)
  const filter = { orderId: orderId ?? null, status: status ?? null, before }
  const self = caller.kind === 'user' ? caller.id : null
  if (!isStaff({ caller })) {
    if (scope === undefined) return { ...filter, userId: self }
    throw new Problem('forbidden', { detail: 'Only staff may list the shipments of others.' })
  }
  return { ...filter, userId: scope === 'all' || orderId !== undefined ? null : self }
}

function isVisible({ userId }: Shipment, call: Call): boolean {
  return isStaff(call) || (call.caller.kind === 'user' && call.caller.id === userId)
}

function isStaff({ caller }: Pick<Call, 'caller'>): boolean {
  return caller.kind === 'service' || (caller.kind === 'user' && permits(caller.roles, 'orders:read'))
}

function unknown(id: string): Problem {
  return new Problem('unknown_shipment', { detail: `There is no shipment ${id} that is yours.` })
}
