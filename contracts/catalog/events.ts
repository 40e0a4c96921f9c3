/**
 * What the catalogue says. An event tells that something changed and which version that made; whoever
 * keeps a copy of products reads their snapshots anew (`snapshot.ts` says how).
 */
import { Currency, Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency' })
const Version = Type.Integer({ minimum: 1, description: 'Counts the changes of the product' })

const told = {
  productId: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  price: Minor,
  currency: Currency,
  categoryId: Id,
  version: Version,
}

/** The key of every event is the product's id, of `category_changed` the category's. */
export const catalogEvents = {
  product_created: { version: 1, aliases: ['product_created'], data: Type.Object(told) },
  product_updated: {
    version: 1,
    aliases: ['product_updated'],
    data: Type.Object({
      ...told,
      changed: Type.Array(Type.String(), { description: 'The names of the fields that are other now' }),
    }),
  },
  /** Beside `product_updated`, for those who care about nothing else. */
  price_changed: {
    version: 1,
    aliases: ['price_changed'],
    data: Type.Object({
      productId: Id,
      currency: Currency,
      prices: Type.Array(Type.Object({ sku: Id, from: Minor, to: Minor }), {
        description: 'One for each SKU whose price is another now; a new or dropped SKU is none',
      }),
      version: Version,
    }),
  },
  product_archived: {
    version: 1,
    aliases: ['product_archived'],
    data: Type.Object({ productId: Id, sku: Id, version: Version }),
  },
  /** It is on sale again, under the names that it always kept. */
  product_restored: { version: 1, data: Type.Object(told) },
  /** A SKU sold out or came back. Other movements of stock are no event of the catalogue. */
  availability_changed: {
    version: 1,
    data: Type.Object({
      productId: Id,
      sku: Id,
      inStock: Type.Boolean({ description: 'Whether this SKU can be bought now' }),
    }),
  },
  /** Made, renamed, moved or removed: what lies below it shows another path now, under the same versions. */
  category_changed: {
    version: 1,
    data: Type.Object({
      categoryId: Id,
      change: Type.Union([
        Type.Literal('created'),
        Type.Literal('renamed'),
        Type.Literal('moved'),
        Type.Literal('removed'),
      ]),
    }),
  },
}
