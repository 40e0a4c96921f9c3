/** The shapes of stock: levels, places, holds, movements, and who changed what. */
import { asking, Id, Time, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const SkuPath = Type.Object({ sku: Id })
export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 })

export const Level = {
  sku: Id,
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  available: Type.Integer(),
  lowStockAt: Type.Integer({ description: 'At so many available or fewer, staff is told.' }),
}
export const StockLevel = Type.Object(Level)

export const LocationId = asking(
  Type.String({ minLength: 1, maxLength: 32, pattern: '^[a-z0-9][a-z0-9-]*$' }),
  'small letters, digits and hyphens, the first a letter or digit',
)
export const PlacedLevel = Type.Object({
  ...Level,
  locations: Type.Array(
    Type.Object({
      id: LocationId,
      name: Type.String(),
      onHand: Type.Integer({
        description:
          'Sales go through the first location: below zero, so many have to be brought there from elsewhere.',
      }),
    }),
  ),
})
export const Location = Type.Object({
  id: LocationId,
  name: Type.String(),
  isDefault: Type.Boolean({ description: 'Whether sales and returns go through it.' }),
})

export const Delta = Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })
export const Threshold = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** How a count is to change: to so many, by so many, or only its threshold. */
export const Count = {
  onHand: Type.Optional(
    spelled(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), 'stock', 'quantity', 'inventory'),
  ),
  delta: Type.Optional(Delta),
  lowStockAt: Type.Optional(spelled(Threshold, 'threshold', 'lowStockThreshold')),
  location: Type.Optional(LocationId),
}

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  sku: Id,
  kind: Type.Enum(['adjustment', 'transfer', 'threshold']),
  location: Type.String(),
  toLocation: Type.Union([Type.String(), Type.Null()], { description: 'Of a transfer.' }),
  delta: Type.Integer(),
  before: Type.Integer({ description: 'At the location; of a threshold, the threshold.' }),
  after: Type.Integer(),
  reason: Type.String(),
  actor: Type.String(),
  at: Time,
})

export const COUNT_PROBLEMS = ['unknown_sku', 'stock_in_use', 'unknown_location', 'location_short'] as const

export const Reservation = Type.Object({
  reservationId: Id,
  sku: Id,
  quantity: Quantity,
  orderId: Type.Optional(Id),
  status: Type.Union([
    Type.Literal('held'),
    Type.Literal('sold'),
    Type.Literal('released'),
    Type.Literal('expired'),
  ]),
  expiresAt: Time,
})

export const Hold = Type.Object({
  reservationId: { ...Id, description: 'Of what an order holds by itself, the order’s.' },
  orderId: Type.Union([Id, Type.Null()]),
  sku: Id,
  quantity: Quantity,
  state: Type.Enum(['held', 'sold', 'returned', 'released', 'expired']),
  isByHand: Type.Boolean({ description: 'Reserved by a person or another system, not by an order itself.' }),
  expiresAt: Time,
  createdAt: Time,
})

/** By its id, or all of a SKU that was reserved for an order; the quantity is compared with what is reserved. */
export const ReservationName = Type.Union([
  Type.Object(
    {
      reservationId: Id,
      orderId: Type.Optional(spelled(Id, 'reference')),
      quantity: Type.Optional(Quantity),
    },
    { examples: [{ reservationId: 'rsv_01k6y2m3n4p5q6r7s8t9v0w1x2' }] },
  ),
  Type.Object(
    { orderId: spelled(Id, 'reference'), quantity: Type.Optional(Quantity) },
    { examples: [{ orderId: 'ord_01k6y2m3n4p5q6r7s8t9v0w1x2' }] },
  ),
])

export const Movement = Type.Object({
  id: Type.Integer(),
  sku: Id,
  delta: Type.Integer(),
  kind: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  reference: Type.Union([Type.String(), Type.Null()]),
  actor: Type.Union([Type.String(), Type.Null()]),
  at: Time,
})

export const Line = Type.Object({ sku: Id, quantity: Quantity })

/** A stock level with the count of changes behind it: a later count is a later truth. */
export const VersionedLevel = Type.Object({
  sku: Id,
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  version: Type.Integer(),
})
