/** Making and moving parcels: row and event commit together, on the way of staff and of orders alike. */
import { shipping } from '@rialto/contracts/shipping'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Tx } from '@rialto/kernel/sql/database'
import { move, newTrackingNumber, SANDBOX_CARRIER, type Shipment, type Step } from './domain.ts'
import { insertShipments, updateShipments } from './store.ts'

export type Parcel = {
  readonly id: string
  readonly orderId: string
  readonly userId: string | null
  readonly carrier: string | null
  readonly trackingNumber: string | null
  /** Of what a number is made where the carrier gave none. */
  readonly secret: string
  readonly at: string
}

/** A parcel that begins with a label. */
export function newShipment({ carrier, trackingNumber, secret, at, ...whose }: Parcel): Shipment {
  const begin: Step = { status: 'label_created', at, location: null, note: null }
  const time = new Date(at)
  return {
    ...whose,
    carrier: carrier ?? SANDBOX_CARRIER,
    trackingNumber: trackingNumber ?? newTrackingNumber(secret),
    status: begin.status,
    history: [begin],
    createdAt: time,
    updatedAt: time,
  }
}

/** Writes those that are not there yet, and tells of them. */
export async function addShipments(tx: Tx, shipments: readonly Shipment[]): Promise<void> {
  const fresh = await insertShipments(tx, shipments)
  await publish(
    tx,
    shipments
      .filter(({ id }) => fresh.has(id))
      .map((shipment) => eventOf(shipping, 'shipment_created', shipment.orderId, told(shipment))),
  )
}

/** Takes the step with each locked shipment that may take it; gives those that moved. */
export async function moveShipments(
  tx: Tx,
  steps: readonly (readonly [Shipment, Step])[],
): Promise<Shipment[]> {
  const moved: Shipment[] = []
  const events: NewEvent[] = []
  for (const [before, step] of steps) {
    const decision = move(before, step)
    if (decision.outcome !== 'moved') continue
    const { shipment } = decision
    moved.push(shipment)
    const data = { ...told(shipment), previous: before.status }
    events.push(eventOf(shipping, 'status_updated', shipment.orderId, data))
  }
  if (moved.length > 0) await updateShipments(tx, moved)
  await publish(tx, events)
  return moved
}

function told({ id, orderId, userId, trackingNumber, carrier, status }: Shipment) {
  return { shipmentId: id, orderId, userId, trackingNumber, carrier, status }
}
