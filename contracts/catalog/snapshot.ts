/**
 * A product as those who keep a copy of it need it: search, recommendations, exports.
 *
 * To follow: hear `catalog.product_created`, `product_updated`, `product_restored`, `product_archived` and
 * `availability_changed`; ask `snapshots` for the product ids of the whole batch; write what it gives and
 * drop what it gives null for. A snapshot is never older than the event that made one ask, so applying it
 * twice, late or out of order ends in the truth. On `category_changed` walk `snapshotPage` with that
 * `categoryId`.
 *
 * To rebuild: note nothing, hear on, and walk `snapshotPage` from the beginning, `after` being the `next` of
 * the page before, until that is null. Pages come in the order of ids; a product that is made behind the walk
 * tells of itself. Where a copy and a page meet, the higher `version` stays, and of the same version the later
 * reading.
 */
import { Currency, FreeForm, Id, Time } from '@rialto/kernel/contract/schema'
import Type, { type Static } from 'typebox'

export const SNAPSHOTS_PER_PAGE_MAX = 1_000

const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency' })

const CategoryStep = Type.Object({ id: Id, slug: Type.String(), name: Type.String() })

export const ProductSnapshot = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  description: Type.String(),
  brand: Type.Union([Type.Object({ slug: Type.String(), name: Type.String() }), Type.Null()]),
  categoryPath: Type.Array(CategoryStep, { description: 'From the root to the product’s own, never empty' }),
  attributes: FreeForm,
  variants: Type.Array(
    Type.Object({
      sku: Id,
      price: Minor,
      options: Type.Record(Type.String(), Type.String()),
      inStock: Type.Boolean(),
    }),
    { description: 'What can be bought; a product without options is its own one variant' },
  ),
  price: Type.Object({ min: Minor, max: Minor }, { description: 'Over the variants' }),
  currency: Currency,
  image: Type.Union(
    [
      Type.Object({
        url: Type.String(),
        alt: Type.String(),
        srcset: Type.Optional(
          Type.String({ description: 'For an <img>; absent for pictures kept elsewhere' }),
        ),
      }),
      Type.Null(),
    ],
    { description: 'The first picture' },
  ),
  rating: Type.Object({ average: Type.Number(), count: Type.Integer() }),
  stock: Type.Integer({ minimum: 0, description: 'Pieces that can be bought, over the variants' }),
  inStock: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

export type ProductSnapshot = Static<typeof ProductSnapshot>

/** The routes that give snapshots; for services alone. */
export const snapshotRoutes = {
  snapshots: {
    method: 'POST',
    path: 'snapshots',
    summary: 'Products as they are now, by id, in the order asked; null for what is not on sale',
    policy: 'service',
    body: Type.Object({ productIds: Type.Array(Id, { maxItems: SNAPSHOTS_PER_PAGE_MAX }) }),
    output: Type.Object({ snapshots: Type.Array(Type.Union([ProductSnapshot, Type.Null()])) }),
  },
  snapshotPage: {
    method: 'POST',
    path: 'snapshot-page',
    summary: 'All products on sale in the order of their ids, a page at a time; for a rebuild',
    policy: 'service',
    body: Type.Object({
      after: Type.Optional(Type.Union([Id, Type.Null()], { description: 'The `next` of the page before' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: SNAPSHOTS_PER_PAGE_MAX })),
      categoryId: Type.Optional({ ...Id, description: 'Only what lies in this category or below it' }),
    }),
    output: Type.Object({
      items: Type.Array(ProductSnapshot),
      next: Type.Union([Id, Type.Null()], { description: 'Null on the last page' }),
    }),
  },
} as const
