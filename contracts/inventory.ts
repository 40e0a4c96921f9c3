/** Stock: what is on hand, what of it is spoken for, and the ledger of every piece that came or went. */
import { contract, type Client, type EventData, type Output } from '@rialto/kernel/contract/contract'
import { Id, Time, line, listOf, listQuery, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const SkuPath = Type.Object({ sku: Id })
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 })

const Level = {
  sku: Id,
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  available: Type.Integer(),
  lowStockAt: Type.Integer({ description: 'At so many available or fewer, staff is told.' }),
}
const StockLevel = Type.Object(Level)

const LocationId = Type.String({ minLength: 1, maxLength: 32, pattern: '^[a-z0-9][a-z0-9-]*$' })
const PlacedLevel = Type.Object({
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
const Location = Type.Object({
  id: LocationId,
  name: Type.String(),
  isDefault: Type.Boolean({ description: 'Whether sales and returns go through it.' }),
})

const Delta = Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })
const Threshold = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** How a count is to change: to so many, by so many, or only its threshold. */
const Count = {
  onHand: Type.Optional(
    spelled(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), 'stock', 'quantity', 'inventory'),
  ),
  delta: Type.Optional(Delta),
  lowStockAt: Type.Optional(spelled(Threshold, 'threshold', 'lowStockThreshold')),
  location: Type.Optional(LocationId),
}

const AuditEntry = Type.Object({
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

const COUNT_PROBLEMS = ['unknown_sku', 'stock_in_use', 'unknown_location', 'location_short'] as const

const Reservation = Type.Object({
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

const Movement = Type.Object({
  id: Type.Integer(),
  sku: Id,
  delta: Type.Integer(),
  kind: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  reference: Type.Union([Type.String(), Type.Null()]),
  actor: Type.Union([Type.String(), Type.Null()]),
  at: Time,
})

const Line = Type.Object({ sku: Id, quantity: Quantity })

/** A stock level with the count of changes behind it: a later count is a later truth. */
const VersionedLevel = Type.Object({
  sku: Id,
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  version: Type.Integer(),
})

export const inventory = contract({
  name: 'inventory',
  problems: {
    unknown_sku: { status: 404, title: 'No stock is kept under this SKU' },
    unknown_reservation: { status: 404, title: 'There is no such reservation for this SKU' },
    out_of_stock: { status: 409, title: 'Not enough stock is free' },
    reservation_ended: { status: 409, title: 'This reservation has already ended otherwise' },
    unknown_location: { status: 404, title: 'There is no such location' },
    location_short: { status: 409, title: 'Not so many stand there' },
    location_taken: { status: 409, title: 'There is a location with this id already' },
    stock_in_use: { status: 409, title: 'More is reserved than would be left' },
  },
  routes: {
    level: {
      method: 'GET',
      path: '/api/v1/inventory/:sku',
      summary: 'How much is on hand, and how much of it is spoken for',
      policy: 'public',
      params: SkuPath,
      output: PlacedLevel,
      problems: ['unknown_sku'],
    },
    lowStock: {
      method: 'GET',
      path: '/api/v1/inventory/low-stock',
      summary: 'What is available no more often than its threshold, by SKU',
      policy: { permission: 'inventory:read' },
      query: listQuery({}),
      output: listOf(StockLevel),
    },
    adjustments: {
      method: 'GET',
      path: '/api/v1/inventory/adjustments',
      summary: 'Who changed what by hand, when and why, newest first',
      policy: { permission: 'inventory:read' },
      query: listQuery({
        sku: Type.Optional(Id),
        kind: Type.Optional(Type.Enum(['adjustment', 'transfer', 'threshold'])),
        location: Type.Optional(LocationId),
        actor: Type.Optional(Id),
      }),
      output: listOf(AuditEntry),
    },
    locations: {
      method: 'GET',
      path: '/api/v1/inventory/locations',
      summary: 'Where pieces stand, the one that sales go through first',
      policy: { permission: 'inventory:read' },
      output: Type.Object({ items: Type.Array(Location) }),
    },
    addLocation: {
      method: 'POST',
      path: '/api/v1/inventory/locations',
      summary: 'Add a location',
      policy: { permission: 'inventory:adjust' },
      body: Type.Object({ id: LocationId, name: line(100) }, { examples: [{ id: 'north', name: 'North' }] }),
      output: Location,
      status: 201,
      problems: ['location_taken'],
      idempotent: true,
    },
    set: {
      method: 'PUT',
      path: '/api/v1/inventory/:sku',
      summary: 'Set the count or the threshold of a SKU; one not yet kept begins with its first count',
      policy: { permission: 'inventory:adjust' },
      params: SkuPath,
      body: Type.Object(
        { ...Count, reason: Type.Optional(line(200)) },
        { examples: [{ onHand: 25, reason: 'Counted' }] },
      ),
      output: PlacedLevel,
      problems: COUNT_PROBLEMS,
      idempotent: true,
    },
    bulk: {
      method: 'POST',
      path: '/api/v1/inventory/bulk',
      summary: 'Set or correct many SKUs, all of them or none',
      policy: { permission: 'inventory:adjust' },
      body: Type.Object(
        {
          items: Type.Array(Type.Object({ sku: Id, ...Count }), { minItems: 1, maxItems: 100 }),
          reason: Type.Optional(line(200)),
        },
        { examples: [{ items: [{ sku: 'LAPTOP-001', onHand: 25 }], reason: 'Counted' }] },
      ),
      output: Type.Object({ items: Type.Array(StockLevel) }),
      problems: COUNT_PROBLEMS,
      idempotent: true,
    },
    transfer: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/transfer',
      summary: 'Move pieces from one location to another; what may be sold stays the same',
      policy: { permission: 'inventory:adjust' },
      params: SkuPath,
      body: Type.Object(
        { from: LocationId, to: LocationId, quantity: Quantity, reason: Type.Optional(line(200)) },
        { examples: [{ from: 'main', to: 'north', quantity: 5 }] },
      ),
      output: PlacedLevel,
      problems: ['unknown_sku', 'unknown_location', 'location_short'],
      idempotent: true,
    },
    list: {
      method: 'GET',
      path: '/api/v1/inventory',
      summary: 'Stock levels by SKU; with lowStock, only those at or below their threshold',
      policy: { permission: 'inventory:read' },
      query: listQuery({ lowStock: Type.Optional(Type.Boolean()) }),
      output: listOf(StockLevel),
    },
    reserve: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/reserve',
      summary: 'Hold stock until it is committed, released, or the hold expires',
      policy: { permission: 'inventory:hold' },
      params: SkuPath,
      body: Type.Object({
        quantity: Quantity,
        orderId: Type.Optional(spelled(Id, 'reference')),
        ttlSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
      }),
      output: Reservation,
      status: 201,
      problems: ['unknown_sku', 'out_of_stock'],
      idempotent: true,
    },
    release: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/release',
      summary: 'Give a hold back; twice is the same answer and changes nothing',
      policy: { permission: 'inventory:hold' },
      params: SkuPath,
      body: Type.Object({ reservationId: Id }),
      output: Reservation,
      problems: ['unknown_reservation', 'reservation_ended'],
      idempotent: true,
    },
    commit: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/commit',
      summary: 'Turn a hold into a sale; twice is the same answer and changes nothing',
      policy: { permission: 'inventory:hold' },
      params: SkuPath,
      body: Type.Object({ reservationId: Id }),
      output: Reservation,
      problems: ['unknown_reservation', 'reservation_ended'],
      idempotent: true,
    },
    adjust: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/adjust',
      summary: 'Correct the count, with a reason; a SKU not yet kept begins with a positive delta',
      policy: { permission: 'inventory:adjust' },
      params: SkuPath,
      body: Type.Object({
        delta: spelled(Delta, 'adjustment', 'quantity'),
        reason: line(200),
        lowStockAt: Count.lowStockAt,
        location: Count.location,
      }),
      output: PlacedLevel,
      problems: COUNT_PROBLEMS,
      idempotent: true,
    },
    movements: {
      method: 'GET',
      path: '/api/v1/inventory/:sku/movements',
      summary: 'Every piece that came or went, newest first',
      policy: { permission: 'inventory:read' },
      params: SkuPath,
      query: listQuery({}),
      output: listOf(Movement),
      problems: ['unknown_sku'],
    },
    hold: {
      method: 'POST',
      path: 'hold',
      summary: 'Hold all lines of an order or none; asked again, the first answer stands',
      policy: 'service',
      body: Type.Object({
        orderId: Id,
        lines: Type.Array(Line, { minItems: 1, maxItems: 100 }),
        /** From the moment it is held, by the database's clock. */
        ttlSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
      }),
      output: Type.Object({
        outcome: Type.Union([Type.Literal('held'), Type.Literal('out_of_stock')]),
        /** What was missing where, when it is out of stock. */
        short: Type.Array(Type.Object({ sku: Id, requested: Type.Integer(), available: Type.Integer() })),
      }),
      batched: { itemsMax: 256, lanes: 1 },
    },
    giveBack: {
      method: 'POST',
      path: 'give-back',
      summary:
        'Give back what an order holds or bought, and refuse a hold that is still on its way; twice changes nothing',
      policy: 'service',
      body: Type.Object({ orderId: Id, lines: Type.Array(Line, { minItems: 1, maxItems: 100 }) }),
      output: Type.Object({}),
      batched: { itemsMax: 256, lanes: 1 },
    },
    receive: {
      method: 'POST',
      path: 'receive',
      summary: 'Begin to keep SKUs with their first stock; a SKU that is already kept stays as it is',
      policy: 'service',
      body: Type.Object({
        lines: Type.Array(Type.Object({ sku: Id, quantity: Type.Integer({ minimum: 0 }) }), {
          maxItems: 10_000,
        }),
      }),
      output: Type.Object({}),
    },
    levels: {
      method: 'POST',
      path: 'levels',
      summary: 'Stock levels of many SKUs; unknown ones are left out',
      policy: 'service',
      body: Type.Object({ skus: Type.Array(Id, { maxItems: 10_000 }) }),
      output: Type.Object({ levels: Type.Array(VersionedLevel) }),
    },
  },
  events: {
    levels_changed: {
      version: 1,
      aliases: ['inventory_updated'],
      data: Type.Object({ levels: Type.Array(VersionedLevel) }),
    },
    out_of_stock: { version: 1, aliases: ['out_of_stock'], data: Type.Object({ sku: Id }) },
    /** Said once each time that what is available falls to the threshold of its SKU or below. */
    low_stock: {
      version: 1,
      data: Type.Object({ sku: Id, available: Type.Integer(), threshold: Type.Integer() }),
    },
    /** Said once each time that something is available again after nothing was. */
    back_in_stock: { version: 1, data: Type.Object({ sku: Id, available: Type.Integer() }) },
  },
})

export type InventoryClient = Client<typeof inventory>
export type StockLevel = Output<(typeof inventory)['routes']['list']>['items'][number]
export type LevelsChanged = EventData<typeof inventory, 'levels_changed'>
