/** The shapes of a cart as clients send and read it. */
import { Amount, Currency, Id, described, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const CART_LINES_MAX = 100
export const LINE_QUANTITY_MAX = 999

/** Why a line is shown, but cannot be bought as it stands. */
const UNAVAILABLE = ['no_longer_sold', 'sold_in_another_currency', 'worth_too_much'] as const

const CartLine = Type.Object({
  id: Id,
  productId: Id,
  sku: Id,
  name: Type.String(),
  price: described(Amount, 'What one piece costs now; of what is no longer sold, what it last cost'),
  quantity: Type.Integer({ minimum: 1 }),
  total: described(Amount, 'Price times quantity; 0 for what is not available'),
  slug: Type.Union([Type.String(), Type.Null()]),
  image: Type.Union([Type.String(), Type.Null()]),
  available: Type.Boolean({ description: 'False for what counts for nothing and cannot be ordered' }),
  unavailableReason: Type.Optional(
    Type.Enum(UNAVAILABLE, { description: 'There when the line is not available' }),
  ),
  priceChanged: Type.Optional(
    Type.Object(
      { from: Amount, to: Amount },
      { description: 'There when the price is another than when the line was last added to' },
    ),
  ),
  lowStock: Type.Optional(
    Type.Object(
      {
        available: Type.Integer({ description: 'Pieces that can be bought now' }),
        enough: Type.Boolean({ description: 'Whether they are enough for this line' }),
      },
      { description: 'There when only few are left, or fewer than the line wants; told by GET and quote' },
    ),
  ),
})

export const Cart = Type.Object({
  id: Id,
  key: Type.Optional(described(Id, 'A guest’s key: whoever knows it holds the cart')),
  items: Type.Array(CartLine),
  itemCount: Type.Integer({ minimum: 0, description: 'Pieces, not lines' }),
  subtotal: Amount,
  discount: Amount,
  currency: Currency,
})

/** What did not fit into the user's cart and stayed in the guest's. */
export const MergedCart = Type.Object({
  ...Cart.properties,
  leftBehind: Type.Array(
    Type.Object({
      productId: Id,
      sku: Id,
      quantity: Type.Integer({ minimum: 1 }),
      reason: Type.Enum(['quantity_too_large', 'cart_full', 'currencies_mixed', 'cart_too_dear'] as const),
    }),
    { description: 'What found no room; it stays in the guest’s cart, which is empty but for it' },
  ),
})

/** A guest's cart by its key or its id: both are as hard to guess. */
export const MergeBody = Type.Object({
  key: spelled(Id, 'cartKey', 'guestKey', 'guestCartId', 'guestCartKey', 'guestId', 'cartId'),
})

export const NewItem = Type.Object({
  productId: Type.Optional(described(spelled(Id, 'product'), 'A product’s id, SKU or slug')),
  sku: Type.Optional(
    described(Id, 'The SKU of a variant: instead of productId, or beside it and then of that product'),
  ),
  quantity: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LINE_QUANTITY_MAX, description: '1 unless said' }),
  ),
  price: Type.Optional(described(Amount, 'What the buyer was shown; it is compared, never trusted')),
  /** Accepted because the documents send them: the catalogue names, the token says whose cart it is. */
  name: Type.Optional(line(300)),
  userId: Type.Optional(Type.Union([Id, Type.Integer()])),
})

export const Quantity = Type.Object({ quantity: Type.Integer({ minimum: 0, maximum: LINE_QUANTITY_MAX }) })

/** A guest says which cart by header, or by path in the routes below `:key`. */
export const GuestKey = Type.Object({ 'x-cart-key': Type.Optional(Id) })

/** A registered user's id (that user's token, or staff), or a guest's key. */
export const CartPath = Type.Object({ key: Id })
export const ItemPath = Type.Object({ item: Id })
export const CartItemPath = Type.Object({ key: Id, item: Id })
