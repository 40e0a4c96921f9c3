/** The catalogue: what is for sale, under which names, at which price. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Currency, Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** A product as a cart or an order needs it: minor units, and the one SKU that stock is kept under. */
const Offer = Type.Object({
  productId: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  price: Type.Integer({ minimum: 0 }),
  currency: Currency,
  image: Type.Union([Type.String(), Type.Null()]),
})

export const catalog = contract({
  name: 'catalog',
  problems: {
    unknown_product: { status: 404, title: 'There is no such product' },
  },
  routes: {
    offers: {
      method: 'POST',
      path: 'offers',
      summary: 'What products cost now, by id, SKU or slug; null for what is not for sale',
      policy: 'service',
      body: Type.Object({ references: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 1_000 }) }),
      output: Type.Object({ offers: Type.Array(Type.Union([Offer, Type.Null()])) }),
    },
  },
  events: {},
})

export type CatalogClient = Client<typeof catalog>
export type Offer = NonNullable<Output<(typeof catalog)['routes']['offers']>['offers'][number]>
