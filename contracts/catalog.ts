/** The catalogue: what is for sale, under which names, at which price. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import {
  Amount,
  Currency,
  FreeForm,
  Id,
  Time,
  line,
  listOf,
  listQuery,
  spelled,
} from '@rialto/kernel/contract/schema'
import Type, { type Static } from 'typebox'
import { catalogEvents } from './catalog/events.ts'
import { snapshotRoutes } from './catalog/snapshot.ts'

export const CATEGORY_DEFAULT = 'General'
const DESCRIPTION_CHARACTERS_MAX = 10_000
const ATTRIBUTES_MAX = 50
const IMAGES_MAX = 20
const STOCK_MAX = 1_000_000

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

const Minor = Type.Integer({ minimum: 0 })
const Slug = Type.String({ maxLength: 64, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' })
/** An id, a slug or a name. */
const CategoryReference = line(100)
const Brand = Type.Union([line(100), Type.Null()])
const Description = Type.String({ maxLength: DESCRIPTION_CHARACTERS_MAX, pattern: '^[\\P{Cc}\\n\\r\\t]*$' })
const Attributes = { ...FreeForm, maxProperties: ATTRIBUTES_MAX }
/** Nothing that a browser would run: `https://…`, `http://…` or a path of this shop. */
const Url = Type.String({ maxLength: 2_048, pattern: '^(https?:/)?/[^\\s\\p{Cc}"\'<>\\\\]+$' })
const Alt = line(300, 0)
const Image = Type.Object({ url: Url, alt: Alt })
const Stock = Type.Integer({ minimum: 0, maximum: STOCK_MAX })

const Product = Type.Object({
  id: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  description: Type.String(),
  price: Amount,
  currency: Currency,
  category: Type.Object({ id: Id, slug: Type.String(), name: Type.String() }),
  brand: Type.Union([Type.String(), Type.Null()]),
  attributes: FreeForm,
  images: Type.Array(Image),
  /** What can be bought of it; for now the product itself is its one variant. */
  variants: Type.Array(
    Type.Object({ sku: Id, price: Amount, options: Type.Record(Type.String(), Type.String()) }),
  ),
  rating: Type.Object({ average: Type.Number(), count: Type.Integer() }),
  /** Pieces that can be bought now; `inventory` is the same number. */
  stock: Type.Integer({ minimum: 0 }),
  inventory: Type.Integer({ minimum: 0 }),
  inStock: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

const Category = Type.Object({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  parentId: Type.Union([Id, Type.Null()]),
  productCount: Type.Integer({ minimum: 0 }),
})

/** What a person may say of a product beside its name and price; everything has a default. */
const details = {
  slug: Type.Optional(Slug),
  description: Type.Optional(Description),
  currency: Type.Optional(Currency),
  category: Type.Optional(CategoryReference),
  brand: Type.Optional(Brand),
  attributes: Type.Optional(Attributes),
  images: Type.Optional(
    Type.Array(Type.Union([Url, Type.Object({ url: Url, alt: Type.Optional(Alt) })]), {
      maxItems: IMAGES_MAX,
    }),
  ),
  stock: Type.Optional(spelled(Stock, 'inventory')),
}

/** A product as another system hands it over: its own id, minor units, the date from which it is sold. */
const ImportedProduct = Type.Object({
  id: Id,
  sku: Id,
  slug: Type.Optional(Slug),
  name: line(200),
  description: Type.Optional(Description),
  price: Minor,
  currency: Type.Optional(Currency),
  category: Type.Optional(CategoryReference),
  brand: Type.Optional(Brand),
  attributes: Type.Optional(Attributes),
  images: Type.Optional(Type.Array(Image, { maxItems: IMAGES_MAX })),
  stock: Type.Optional(Stock),
  createdAt: Type.Optional(Time),
})

export const PRODUCT_SORTS = ['name', '-name', 'price', '-price', 'createdAt', '-createdAt'] as const

const Sort = Type.Union(PRODUCT_SORTS.map((sort) => Type.Literal(sort)))

/** `page` is for clients that count pages; it cannot go with a cursor and does not go on for ever. */
const paging = { sort: Type.Optional(Sort), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }

const filters = {
  brand: Type.Optional(line(100)),
  q: Type.Optional(line(100)),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
  inStock: Type.Optional(Type.Boolean()),
}

const ProductPath = Type.Object({ id: Id })
const CHANGES = [
  'unknown_product',
  'unknown_category',
  'too_many_categories',
  'reference_taken',
  'lost_update',
  'stock_in_use',
] as const

export const catalog = contract({
  name: 'catalog',
  problems: {
    unknown_product: { status: 404, title: 'There is no such product' },
    unknown_category: { status: 404, title: 'There is no such category' },
    reference_taken: { status: 409, title: 'Another product already goes by this id, SKU or slug' },
    too_many_categories: { status: 409, title: 'There are as many categories as there can be' },
    stock_in_use: { status: 409, title: 'More is reserved than would be left' },
  },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/products',
      summary: 'Products on sale, filtered and sorted, newest first unless said; q looks into their names',
      policy: 'public',
      query: listQuery({ ...paging, category: Type.Optional(CategoryReference), ...filters }),
      output: listOf(Product),
    },
    get: {
      method: 'GET',
      path: '/api/v1/products/:id',
      summary: 'One product, by id, SKU or slug',
      policy: 'public',
      params: ProductPath,
      output: Product,
      problems: ['unknown_product'],
    },
    create: {
      method: 'POST',
      path: '/api/v1/products',
      summary: 'Put a product on sale; needs products:write, and nothing but a name and a price',
      policy: 'signed_in',
      body: Type.Object({
        id: Type.Optional(Id),
        sku: Type.Optional(Id),
        name: line(200),
        price: Amount,
        ...details,
      }),
      output: Product,
      status: 201,
      problems: ['forbidden', 'reference_taken', 'unknown_category', 'too_many_categories'],
      idempotent: true,
    },
    patch: {
      method: 'PATCH',
      path: '/api/v1/products/:id',
      summary: 'Change what is named and leave the rest; with If-Match only if nobody else was faster',
      policy: { permission: 'products:write' },
      params: ProductPath,
      body: Type.Object({ name: Type.Optional(line(200)), price: Type.Optional(Amount), ...details }),
      output: Product,
      problems: CHANGES,
    },
    put: {
      method: 'PUT',
      path: '/api/v1/products/:id',
      summary:
        'Describe the product anew: what is left out is emptied, except its slug, currency, category and stock',
      policy: { permission: 'products:write' },
      params: ProductPath,
      body: Type.Object({ name: line(200), price: Amount, ...details }),
      output: Product,
      problems: CHANGES,
    },
    archive: {
      method: 'DELETE',
      path: '/api/v1/products/:id',
      summary: 'Take a product off sale for good; orders keep what they say of it. Twice is the same answer',
      policy: { permission: 'products:write' },
      params: ProductPath,
      output: Type.Object({ id: Id, sku: Id, archived: Type.Literal(true), archivedAt: Time }),
      problems: ['unknown_product', 'lost_update'],
    },
    categories: {
      method: 'GET',
      path: '/api/v1/categories',
      summary:
        'All categories by name, with the parents that make them a tree, and how many products each has',
      policy: 'public',
      output: listOf(Category),
    },
    category: {
      method: 'GET',
      path: '/api/v1/categories/:category',
      summary: 'A category, by id, slug or name, and its products',
      policy: 'public',
      params: Type.Object({ category: CategoryReference }),
      query: listQuery({ ...paging, ...filters }),
      output: Type.Object({ category: Category, ...listOf(Product).properties }),
      problems: ['unknown_category'],
    },
    offers: {
      method: 'POST',
      path: 'offers',
      summary: 'What products cost now, by id, SKU or slug; null for what is not for sale',
      policy: 'service',
      body: Type.Object({
        references: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 1_000 }),
      }),
      output: Type.Object({ offers: Type.Array(Type.Union([Offer, Type.Null()])) }),
    },
    ...snapshotRoutes,
    importProducts: {
      method: 'POST',
      path: 'import-products',
      summary:
        'Take over products under their own ids; the same again changes nothing, and what is archived stays so',
      policy: 'service',
      body: Type.Object({ products: Type.Array(ImportedProduct, { minItems: 1, maxItems: 1_000 }) }),
      output: Type.Object({ created: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer() }),
      problems: ['reference_taken', 'unknown_category', 'too_many_categories'],
    },
  },
  events: catalogEvents,
})

type Routes = (typeof catalog)['routes']

export type CatalogClient = Client<typeof catalog>
export type Offer = NonNullable<Output<Routes['offers']>['offers'][number]>
export type ProductView = Output<Routes['get']>
export type CategoryView = Output<Routes['categories']>['items'][number]
export { SNAPSHOTS_PER_PAGE_MAX, type ProductSnapshot } from './catalog/snapshot.ts'
export type ImportedProduct = Static<typeof ImportedProduct>
