/** A product as it is shown, described and handed over. */
import { Amount, asking, Currency, FreeForm, Id, Time, line, spelled } from '@rialto/kernel/contract/schema'
import Type, { type Static } from 'typebox'

export const VARIANTS_MAX = 100
export const OPTIONS_MAX = 5
/** As many as there can be variants: each may have a value of its own. */
const OPTION_VALUES_MAX = VARIANTS_MAX
export const IMAGES_MAX = 20
const VARIANT_IMAGES_MAX = 5
export const RELATED_MAX = 20
const DESCRIPTION_CHARACTERS_MAX = 10_000
const ATTRIBUTES_MAX = 50
const STOCK_MAX = 1_000_000

export const Minor = Type.Integer({ minimum: 0, description: 'Minor units of the currency' })
export const Slug = asking(
  Type.String({ maxLength: 64, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', examples: ['desk-lamp'] }),
  'small letters and digits, with single hyphens between them',
)
/** An id, a slug, a name, or the names from the root on. */
export const CategoryReference = {
  ...line(300),
  description: 'An id, a slug, a name, or a path of names: `Furniture > Chairs`',
  examples: ['computers', 'Furniture > Chairs'],
}
/** An id, a SKU or a slug of a product. */
export const ProductPath = Type.Object({ id: { ...Id, description: 'An id, a SKU or a slug' } })

const Brand = Type.Union([line(100), Type.Null()])
const Description = asking(
  Type.String({ maxLength: DESCRIPTION_CHARACTERS_MAX, pattern: '^[\\P{Cc}\\n\\r\\t]*$' }),
  'text without control characters',
)
const Attributes = { ...FreeForm, maxProperties: ATTRIBUTES_MAX }
export const Stock = Type.Integer({ minimum: 0, maximum: STOCK_MAX })
/** Nothing that a browser would run: `https://…`, `http://…` or a path of this shop. */
const Url = asking(
  Type.String({
    maxLength: 2_048,
    pattern: '^(https?:/)?/[^\\s\\p{Cc}"\'<>\\\\]+$',
    examples: ['https://cdn.example/lamp.jpg'],
  }),
  'an https address, or a path of this shop',
)
export const Alt = { ...line(300, 0), description: 'What the picture shows, for those who cannot see it' }

const Pixels = Type.Integer({ minimum: 1 })
export const Image = Type.Object({
  url: Url,
  alt: Alt,
  id: Type.Optional({ ...Id, description: 'Of an uploaded picture; one that is kept elsewhere has none' }),
  width: Type.Optional(Pixels),
  height: Type.Optional(Pixels),
  srcset: Type.Optional(
    Type.String({ maxLength: 1_000, description: 'The same picture in its other widths, for an <img>' }),
  ),
})
/** What reading gave may be sent back; only `url` and `alt` count, the rest follows from the URL. */
const SentImage = Type.Union([
  Url,
  Type.Object({
    url: Url,
    alt: Type.Optional(Alt),
    id: Image.properties.id,
    width: Image.properties.width,
    height: Image.properties.height,
    srcset: Image.properties.srcset,
  }),
])

const OptionName = line(40)
const OptionValue = line(60)
const Chosen = Type.Record(Type.String({ pattern: '^[^\\p{Cc}]{1,40}$' }), OptionValue, {
  maxProperties: OPTIONS_MAX,
  examples: [{ Colour: 'Night blue', Size: 'M' }],
})
export const ProductOption = Type.Object({
  name: OptionName,
  values: Type.Array(OptionValue, { minItems: 1, maxItems: OPTION_VALUES_MAX }),
})
const Options = Type.Array(ProductOption, { maxItems: OPTIONS_MAX })

export const Variant = Type.Object({
  sku: Id,
  price: Amount,
  options: Type.Record(Type.String(), Type.String()),
  images: Type.Array(Image),
  stock: Type.Integer({ minimum: 0 }),
  inStock: Type.Boolean(),
})

const CategoryStep = Type.Object({ id: Id, slug: Type.String(), name: Type.String() })

export const Product = Type.Object({
  id: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String(),
  description: Type.String(),
  price: { ...Amount, description: 'Of the variant that the product’s own id, SKU and slug stand for' },
  currency: Currency,
  priceRange: Type.Object({ min: Amount, max: Amount }, { description: 'Over the variants' }),
  category: Type.Object({
    ...CategoryStep.properties,
    path: Type.Array(CategoryStep, { description: 'From the root to this category' }),
  }),
  brand: Type.Union([Type.String(), Type.Null()]),
  attributes: FreeForm,
  images: Type.Array(Image),
  options: Type.Array(ProductOption, {
    description: 'What there is to choose; empty where there is nothing',
  }),
  variants: Type.Array(Variant, {
    description: 'What can be bought of it; without options the product is its own one variant',
  }),
  related: Type.Array(Id, { description: 'Ids of products that were chosen to be shown beside it' }),
  rating: Type.Object({ average: Type.Number(), count: Type.Integer() }),
  stock: Type.Integer({ minimum: 0, description: 'Pieces that can be bought now, over the variants' }),
  inventory: Type.Integer({ minimum: 0, description: 'The same number as `stock`' }),
  inStock: Type.Boolean(),
  version: Type.Integer({
    minimum: 1,
    description: 'Counts the changes of the product itself; its ETag begins with it. A sale is none.',
  }),
  createdAt: Time,
  updatedAt: Time,
})

const SentVariant = Type.Object({
  sku: Id,
  price: Type.Optional({ ...Amount, description: 'The product’s, unless said' }),
  options: Chosen,
  images: Type.Optional(Type.Array(SentImage, { maxItems: VARIANT_IMAGES_MAX })),
  stock: Type.Optional(spelled(Stock, 'inventory')),
  inStock: Type.Optional(
    Type.Boolean({ description: 'Follows from the stock; may be sent back as it was read' }),
  ),
})

/** What a person may say of a product beside its name and price; everything has a default. */
export const details = {
  slug: Type.Optional(Slug),
  description: Type.Optional(Description),
  currency: Type.Optional(Currency),
  category: Type.Optional(CategoryReference),
  brand: Type.Optional(Brand),
  attributes: Type.Optional(Attributes),
  images: Type.Optional(Type.Array(SentImage, { maxItems: IMAGES_MAX })),
  options: Type.Optional({
    ...Options,
    description: 'What there is to choose, in its order; by default what the variants name',
  }),
  variants: Type.Optional(
    Type.Array(SentVariant, {
      maxItems: VARIANTS_MAX,
      description: 'All of them; one that is left out is not sold any more',
    }),
  ),
  related: Type.Optional(
    Type.Array(Id, { maxItems: RELATED_MAX, description: 'Products to show beside it, by id, SKU or slug' }),
  ),
  stock: Type.Optional(spelled(Stock, 'inventory')),
}

/** A product as another system hands it over: its own id, minor units, the date from which it is sold. */
export const ImportedProduct = Type.Object({
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
  options: Type.Optional(Options),
  variants: Type.Optional(
    Type.Array(
      Type.Object({
        sku: Id,
        price: Type.Optional(Minor),
        options: Chosen,
        images: Type.Optional(Type.Array(Image, { maxItems: VARIANT_IMAGES_MAX })),
        stock: Type.Optional(Stock),
      }),
      { maxItems: VARIANTS_MAX },
    ),
  ),
  stock: Type.Optional(Stock),
  createdAt: Type.Optional(Time),
})
export type ImportedProduct = Static<typeof ImportedProduct>

/** A product as a cart or an order needs it: minor units, and the one SKU that stock is kept under. */
export const Offer = Type.Object({
  productId: Id,
  sku: Id,
  slug: Type.String(),
  name: Type.String({ description: 'With what was chosen: `Oak Chair, Black / Large`' }),
  price: Minor,
  currency: Currency,
  image: Type.Union([Type.String(), Type.Null()]),
  options: Type.Optional(Type.Record(Type.String(), Type.String())),
  categoryIds: Type.Optional(Type.Array(Id, { description: 'From the root to the product’s own' })),
})
