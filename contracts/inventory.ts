/** Stock: what is on hand, what of it is spoken for, and the ledger of every piece that came or went. */
import { contract, type Client, type EventData, type Output } from '@rialto/kernel/contract/contract'
import { Id, described, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { countingRoutes } from './inventory/counting.ts'
import {
  COUNT_PROBLEMS,
  Delta,
  Line,
  Quantity,
  Reservation,
  ReservationName,
  SkuPath,
  StockLevel,
  VersionedLevel,
} from './inventory/shapes.ts'

export const inventory = contract({
  name: 'inventory',
  summary: 'What is on hand and where, and what of it is spoken for',
  problems: {
    unknown_sku: { status: 404, title: 'No stock is kept under this SKU' },
    unknown_reservation: { status: 404, title: 'There is no such reservation for this SKU' },
    out_of_stock: { status: 409, title: 'Not enough stock is free' },
    held_by_order: { status: 409, title: 'The order holds this itself' },
    quantity_differs: { status: 409, title: 'Another quantity is reserved' },
    reservation_ended: { status: 409, title: 'This reservation has already ended otherwise' },
    unknown_location: { status: 404, title: 'There is no such location' },
    location_short: { status: 409, title: 'Not so many stand there' },
    location_taken: { status: 409, title: 'There is a location with this id already' },
    stock_in_use: { status: 409, title: 'More is reserved than would be left' },
  },
  routes: {
    ...countingRoutes,
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
      summary:
        'Give back what is reserved, by reservation or order; twice is the same answer and changes nothing',
      policy: { permission: 'inventory:hold' },
      params: SkuPath,
      body: ReservationName,
      output: Reservation,
      problems: ['unknown_reservation', 'reservation_ended', 'held_by_order', 'quantity_differs'],
      idempotent: true,
    },
    commit: {
      method: 'POST',
      path: '/api/v1/inventory/:sku/commit',
      summary: 'Turn what is reserved into a sale, by reservation or order; twice is the same answer',
      policy: { permission: 'inventory:hold' },
      params: SkuPath,
      body: ReservationName,
      output: Reservation,
      problems: ['unknown_reservation', 'reservation_ended', 'held_by_order', 'quantity_differs'],
      idempotent: true,
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
      body: Type.Object({ orderId: Id }),
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
    correct: {
      method: 'POST',
      path: 'correct',
      summary: 'Correct a count for somebody who asked another service to; the books say who',
      policy: 'service',
      body: Type.Object({
        sku: Id,
        delta: Delta,
        reason: line(200),
        actor: described(Id, 'Whom the ledger and the audit name: a user, or the service itself.'),
      }),
      output: StockLevel,
      problems: COUNT_PROBLEMS,
    },
    label: {
      method: 'POST',
      path: 'label',
      summary:
        'Say what goods are called, so that people find stock by it; twice is once, and the latest stays',
      policy: 'service',
      body: Type.Object({
        labels: Type.Array(
          Type.Object({
            sku: Id,
            name: Type.String({ maxLength: 2_000 }),
            version: Type.Integer({ minimum: 0, description: 'Of the product' }),
          }),
          { maxItems: 10_000 },
        ),
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

export { LEVEL_SORTS } from './inventory/counting.ts'
export type HoldView = Output<(typeof inventory)['routes']['holds']>['items'][number]
export type InventoryClient = Client<typeof inventory>
export type StockLevel = Output<(typeof inventory)['routes']['list']>['items'][number]
export type LevelsChanged = EventData<typeof inventory, 'levels_changed'>
