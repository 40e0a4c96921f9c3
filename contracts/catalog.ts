/** The catalogue: what is for sale, under which names, at which price. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Amount, Id, Time, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { bulkRoutes } from './catalog/bulk.ts'
import { Category, categoryProblems, categoryRoutes } from './catalog/category.ts'
import { catalogEvents } from './catalog/events.ts'
import { mediaProblems, mediaRoutes } from './catalog/media.ts'
import { newsRoutes } from './catalog/news.ts'
import {
  CategoryReference,
  ImportedProduct,
  Offer,
  Product,
  ProductPath,
  RELATED_MAX,
  details,
} from './catalog/product.ts'
import { snapshotRoutes } from './catalog/snapshot.ts'

export const CATEGORY_DEFAULT = 'General'

export const PRODUCT_SORTS = [
  'name',
  '-name',
  'price',
  '-price',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'stock',
  '-stock',
] as const

const Sort = Type.Enum(PRODUCT_SORTS, { description: '`stock` is for staff (products:write).' })

/** `page` is for clients that count pages; it cannot go with a cursor and does not go on for ever. */
const paging = { sort: Type.Optional(Sort), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }

/** Up to a hundred names, between commas. */
const Names = Type.String({
  minLength: 1,
  maxLength: 6_500,
  pattern: '^[A-Za-z0-9_.:@-]{1,64}(,[A-Za-z0-9_.:@-]{1,64}){0,99}$',
  examples: ['LAPTOP-001,MOUSE-001'],
})

const filters = {
  brand: Type.Optional({ ...line(100), description: 'A slug or a name' }),
  q: Type.Optional({ ...line(100), description: 'What the name contains' }),
  minPrice: Type.Optional(Amount),
  maxPrice: Type.Optional(Amount),
  inStock: Type.Optional(Type.Boolean()),
  maxStock: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'With so many pieces at most, over the variants; for staff (products:write).',
      examples: [5],
    }),
  ),
  ids: Type.Optional({ ...Names, description: 'Only these, by id, SKU or slug, between commas' }),
  skus: Type.Optional({ ...Names, description: 'The same as `ids`' }),
}

const CHANGES = [
  'unknown_product',
  'unknown_category',
  'category_too_deep',
  'too_many_categories',
  'reference_taken',
  'lost_update',
  'stock_in_use',
] as const

const Archived = Type.Object({ ...Product.properties, archivedAt: Time })

export const catalog = contract({
  name: 'catalog',
  summary: 'Products with their variants, pictures, brands and the tree of categories',
  problems: {
    unknown_product: { status: 404, title: 'There is no such product' },
    reference_taken: { status: 409, title: 'Another product already goes by this id, SKU or slug' },
    stock_in_use: { status: 409, title: 'More is reserved than would be left' },
    ...categoryProblems,
    ...mediaProblems,
  },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/products',
      summary: 'Products on sale, filtered and sorted, newest first unless said; q looks into their names',
      policy: 'public',
      query: listQuery({ ...paging, category: Type.Optional(CategoryReference), ...filters }),
      output: listOf(Product),
      // Sorting and filtering by pieces in stock is for staff.
      problems: ['forbidden'],
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
    related: {
      method: 'GET',
      path: '/api/v1/products/:id/related',
      summary:
        'Products to show beside this one: those that were chosen, then its category’s, then its brand’s',
      policy: 'public',
      params: ProductPath,
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: RELATED_MAX })) }),
      output: listOf(Product),
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
        name: { ...line(200), examples: ['Desk Lamp'] },
        price: { ...Amount, examples: [49.9] },
        ...details,
      }),
      output: Product,
      status: 201,
      problems: [
        'forbidden',
        'reference_taken',
        'unknown_category',
        'category_too_deep',
        'too_many_categories',
      ],
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
        'Describe the product anew: what is left out is emptied, except slug, currency, category, variants and stock',
      policy: { permission: 'products:write' },
      params: ProductPath,
      body: Type.Object({ name: line(200), price: Amount, ...details }),
      output: Product,
      problems: CHANGES,
    },
    archive: {
      method: 'DELETE',
      path: '/api/v1/products/:id',
      summary: 'Take a product off sale; orders keep what they say of it. Twice is the same answer',
      policy: { permission: 'products:write' },
      params: ProductPath,
      output: Type.Object({ id: Id, sku: Id, archived: Type.Literal(true), archivedAt: Time }),
      problems: ['unknown_product', 'lost_update'],
    },
    restore: {
      method: 'POST',
      path: '/api/v1/products/:id/restore',
      summary:
        'Put an archived product on sale again, under the names that it kept; twice is the same answer',
      policy: { permission: 'products:write' },
      params: ProductPath,
      output: Product,
      problems: ['unknown_product', 'lost_update'],
      idempotent: true,
    },
    ...bulkRoutes,
    archived: {
      method: 'GET',
      path: '/api/v1/archived-products',
      summary: 'Products that were taken off sale, the last one first',
      policy: { permission: 'products:write' },
      query: listQuery({}),
      output: listOf(Archived),
    },
    ...categoryRoutes,
    category: {
      method: 'GET',
      path: '/api/v1/categories/:category',
      summary: 'A category, by id, slug or name, and the products in it and below it',
      policy: 'public',
      params: Type.Object({ category: CategoryReference }),
      query: listQuery({ ...paging, ...filters }),
      output: Type.Object({ category: Category, ...listOf(Product).properties }),
      problems: ['unknown_category', 'forbidden'],
    },
    brands: {
      method: 'GET',
      path: '/api/v1/brands',
      summary: 'The brands of what is on sale, by name, with how many products each has',
      policy: 'public',
      query: listQuery({}),
      output: listOf(
        Type.Object({ slug: Type.String(), name: Type.String(), productCount: Type.Integer({ minimum: 0 }) }),
      ),
    },
    ...mediaRoutes,
    offers: {
      method: 'POST',
      path: 'offers',
      summary:
        'What can be bought under each id, SKU or slug, and what it costs now; null for what is not for sale',
      policy: 'service',
      body: Type.Object({
        references: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 1_000 }),
      }),
      output: Type.Object({ offers: Type.Array(Type.Union([Offer, Type.Null()])) }),
    },
    ...snapshotRoutes,
    ...newsRoutes,
    importProducts: {
      method: 'POST',
      path: 'import-products',
      summary:
        'Take over products under their own ids; the same again changes nothing, and what is archived stays so',
      policy: 'service',
      body: Type.Object({ products: Type.Array(ImportedProduct, { minItems: 1, maxItems: 1_000 }) }),
      output: Type.Object({ created: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer() }),
      problems: ['reference_taken', 'unknown_category', 'category_too_deep', 'too_many_categories'],
    },
  },
  events: catalogEvents,
})

type Routes = (typeof catalog)['routes']

export type CatalogClient = Client<typeof catalog>
export type Offer = NonNullable<Output<Routes['offers']>['offers'][number]>
export type ProductView = Output<Routes['get']>
export type CategoryView = Output<Routes['categories']>['items'][number]
export type CatalogNews = Output<Routes['news']>
export type BulkResult = Output<Routes['bulk']>['items'][number]
export type BrandView = Output<Routes['brands']>['items'][number]
export { RELATED_MAX, IMAGES_MAX } from './catalog/product.ts'
export { BULK_PRODUCTS_MAX } from './catalog/bulk.ts'
export { NEWS_PRODUCTS_MAX } from './catalog/news.ts'
export { CATEGORY_LEVELS_MAX } from './catalog/category.ts'
export { SNAPSHOTS_PER_PAGE_MAX, type ProductSnapshot } from './catalog/snapshot.ts'
export type { ImportedProduct } from './catalog/product.ts'
