/** What shipping does when order speaks: an order that leaves the house is a parcel, one that arrived was one. */
import { order } from '@rialto/contracts/order'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Ids } from '@rialto/kernel/ports/ports'
import { addShipments, moveShipments, newShipment } from './shipment/change.ts'
import { lockShipmentsOf } from './shipment/store.ts'

/** Safe twice: the first parcel of an order has an id made of the order’s, and a parcel arrives once. */
export function shippingReactions(ids: Ids, wake: () => void): readonly Reaction[] {
  return [
    on(order, 'shipped', async (events, tx) => {
      const parcels = events.map(({ key, time, data }) => {
        const { userId, carrier, trackingNumber } = data
        return newShipment({
          id: firstShipmentId(key),
          orderId: key,
          userId,
          carrier,
          trackingNumber,
          secret: ids.secret(),
          at: time,
        })
      })
      await addShipments(tx, [...new Map(parcels.map((parcel) => [parcel.id, parcel])).values()])
      tx.afterCommit(wake)
    }),
    on(order, 'delivered', async (events, tx) => {
      const arrived = new Map(events.map(({ key, time }) => [key, time]))
      const shipments = await lockShipmentsOf(tx, [...arrived.keys()])
      const steps = shipments.map((shipment) => {
        const at = arrived.get(shipment.orderId) ?? shipment.updatedAt.toISOString()
        return [shipment, { status: 'delivered', at, location: null, note: null }] as const
      })
      await moveShipments(tx, steps)
      tx.afterCommit(wake)
    }),
  ]
}

function firstShipmentId(orderId: string): string {
  return `shp_${orderId.replace(/^ord_/, '')}`
}
