/** Parcels: made when an order leaves the house, followed until they arrive, found by their number. */
import { Id, Nullable, Time, described, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const SHIPMENT_STATUSES = [
  'label_created',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned',
] as const

const Status = Type.Enum(SHIPMENT_STATUSES)

/** As carriers print them: letters, digits and dashes. */
const TrackingNumber = Type.String({ minLength: 4, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' })

const Step = Type.Object({
  status: Status,
  at: Time,
  location: Nullable(Type.String()),
  note: Nullable(Type.String()),
})

const Tracking = Type.Object({
  trackingNumber: Type.String(),
  carrier: Type.String(),
  status: Status,
  delivered: Type.Boolean(),
  updatedAt: Time,
  history: Type.Array(Step, { description: 'Oldest first' }),
})

const Shipment = Type.Object({
  id: Id,
  orderId: Id,
  ...Tracking.properties,
  trackingUrl: Type.String({ description: 'A path of this shop' }),
  createdAt: Time,
})

const Label = Type.Object({
  shipmentId: Id,
  carrier: Type.String(),
  trackingNumber: Type.String(),
  format: Type.Literal('svg'),
  simulated: Type.Boolean({
    description: 'True while no carrier is connected: nobody would take this parcel',
  }),
  content: Type.String({ description: 'The picture to print. Who it goes to stands on the packing slip' }),
})

const Carrier = line(64)
const ShipmentPath = Type.Object({ id: Id })
const StatusChange = Type.Object({
  status: Status,
  location: Type.Optional(line(120)),
  note: Type.Optional(line(200)),
})
const FOUND = ['unknown_shipment'] as const
const CHANGING = [...FOUND, 'invalid_transition'] as const

export const shipmentRoutes = {
  track: {
    method: 'GET',
    path: '/api/v1/shipping/track/:number',
    summary: 'Where a parcel is, for whoever knows its number; nothing of whom it goes to',
    policy: 'public',
    params: Type.Object({ number: line(64) }),
    output: Tracking,
    problems: FOUND,
  },
  shipments: {
    method: 'GET',
    path: '/api/v1/shipping/shipments',
    summary: 'Shipments of one’s own orders, newest first; staff may ask for all',
    policy: 'signed_in',
    query: listQuery({
      orderId: Type.Optional(Id),
      status: Type.Optional(Status),
      scope: Type.Optional(Type.Literal('all')),
    }),
    output: listOf(Shipment),
  },
  shipment: {
    method: 'GET',
    path: '/api/v1/shipping/shipments/:id',
    summary: 'One shipment, for the owner of its order and staff',
    policy: 'signed_in',
    params: ShipmentPath,
    output: Shipment,
    problems: FOUND,
  },
  ship: {
    method: 'POST',
    path: '/api/v1/shipping/shipments',
    summary: 'A further parcel of an order; the first is made by itself when the order leaves the house',
    policy: { permission: 'orders:ship' },
    body: Type.Object({
      orderId: Id,
      userId: Type.Optional(described(Id, 'Whose order it is, so that they see it among theirs')),
      carrier: Type.Optional(Carrier),
      trackingNumber: Type.Optional(TrackingNumber),
    }),
    output: Shipment,
    status: 201,
    idempotent: true,
  },
  move: {
    method: 'PATCH',
    path: '/api/v1/shipping/shipments/:id',
    summary: 'Say where a shipment is; the same again changes nothing',
    policy: { permission: 'orders:ship' },
    params: ShipmentPath,
    body: StatusChange,
    output: Shipment,
    problems: CHANGING,
  },
  putStatus: {
    method: 'PUT',
    path: '/api/v1/shipping/shipments/:id/status',
    summary: 'The same as PATCH of the shipment',
    policy: { permission: 'orders:ship' },
    params: ShipmentPath,
    body: StatusChange,
    output: Shipment,
    problems: CHANGING,
  },
  label: {
    method: 'GET',
    path: '/api/v1/shipping/shipments/:id/label',
    summary: 'The label of a shipment, as the sandbox carrier would print it',
    policy: { permission: 'orders:ship' },
    params: ShipmentPath,
    output: Label,
    problems: FOUND,
  },
} as const

const told = {
  shipmentId: Id,
  orderId: Id,
  userId: Nullable(Id),
  trackingNumber: Type.String(),
  carrier: Type.String(),
  status: Status,
}

export const shipmentEvents = {
  shipment_created: { version: 1, aliases: ['shipment_created'], data: Type.Object(told) },
  status_updated: {
    version: 1,
    aliases: ['status_updated', 'shipment_status_updated'],
    data: Type.Object({ ...told, previous: Status }),
  },
} as const
