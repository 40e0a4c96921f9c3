/** Parcels as clients read them. */
import type { ShipmentView, TrackingView } from '@rialto/contracts/shipping'
import type { Shipment } from './domain.ts'

/** What whoever knows the number may know: nothing of the order and whose it is. */
export function trackingView({
  trackingNumber,
  carrier,
  status,
  history,
  updatedAt,
}: Shipment): TrackingView {
  return {
    trackingNumber,
    carrier,
    status,
    delivered: status === 'delivered',
    updatedAt: updatedAt.toISOString(),
    history: [...history],
  }
}

export function shipmentView(shipment: Shipment): ShipmentView {
  const { id, orderId, trackingNumber, createdAt } = shipment
  return {
    id,
    orderId,
    ...trackingView(shipment),
    trackingUrl: `/api/v1/shipping/track/${encodeURIComponent(trackingNumber)}`,
    createdAt: createdAt.toISOString(),
  }
}
