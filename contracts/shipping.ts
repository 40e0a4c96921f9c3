/** Sending: what it costs and how long it takes, and where each parcel is. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Amount, Currency, described, Id, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { shipmentEvents, shipmentRoutes } from './shipping/shipments.ts'

/** Minor units, up to what an order can be worth. */
const Minor = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })

/** ISO 3166-1, alpha-2 or alpha-3, or the country’s name. */
const Country = line(56, 2)

const Delivery = Type.Object({
  daysMin: Type.Integer({ minimum: 0, description: 'Working days' }),
  daysMax: Type.Integer({ minimum: 0 }),
  earliest: Type.String({ format: 'date' }),
  latest: Type.String({ format: 'date' }),
})

const Method = Type.Object({
  method: Type.String(),
  label: Type.String(),
  zone: Type.String(),
  price: Amount,
  currency: Currency,
  reason: Type.String({ description: 'A sentence for the buyer' }),
  delivery: Delivery,
})

const Methods = Type.Object({ items: Type.Array(Method) })

const Basket = {
  country: Type.Optional(Country),
  currency: Type.Optional(described(Currency, 'USD unless said')),
  subtotal: Type.Optional(described(Amount, 'After discounts; 0 unless said')),
}

const Zone = Type.Object({
  id: Id,
  name: Type.String(),
  countries: Type.Array(Type.String(), { description: 'ISO 3166-1 alpha-2; empty for everywhere else' }),
})

export const shipping = contract({
  name: 'shipping',
  summary: 'Methods and prices of shipping, parcels and where they are',
  problems: {
    unknown_shipping_method: { status: 422, title: 'There is no such shipping method' },
    unknown_shipment: { status: 404, title: 'There is no such shipment' },
    invalid_transition: { status: 409, title: 'The shipment cannot move there from where it is' },
  },
  routes: {
    zones: {
      method: 'GET',
      path: '/api/v1/shipping/zones',
      summary: 'The parts of the world that have prices and delivery times of their own',
      policy: 'public',
      output: Type.Object({ items: Type.Array(Zone) }),
    },
    methods: {
      method: 'GET',
      path: '/api/v1/shipping/methods',
      summary: 'The shipping methods for a country and a basket, with price and delivery estimate',
      policy: 'public',
      query: Type.Object(Basket),
      output: Methods,
    },
    estimate: {
      method: 'POST',
      path: '/api/v1/shipping/quote',
      summary: 'The same; with a method only that one',
      policy: 'public',
      body: Type.Object({ ...Basket, method: Type.Optional(line(32)) }),
      output: Methods,
      problems: ['unknown_shipping_method'],
    },
    ...shipmentRoutes,
    quote: {
      method: 'POST',
      path: 'quote',
      summary: 'The price of a shipping method for a basket and a destination',
      policy: 'service',
      body: Type.Object({
        currency: Currency,
        country: described(
          Type.Union([line(2, 2), Type.Null()]),
          'ISO 3166-1 alpha-2; null while nobody knows where it goes',
        ),
        subtotal: described(Minor, 'After discounts, minor units'),
        method: line(32),
      }),
      output: Type.Object({
        method: Type.String(),
        label: Type.String(),
        amount: Minor,
        reason: Type.String({ description: 'A sentence for the buyer' }),
      }),
      problems: ['unknown_shipping_method'],
    },
  },
  events: shipmentEvents,
})

type Routes = (typeof shipping)['routes']

export type ShippingClient = Client<typeof shipping>
export type ShippingMethods = Output<Routes['methods']>
export type ShipmentView = Output<Routes['shipment']>
export type TrackingView = Output<Routes['track']>
