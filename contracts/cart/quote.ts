/** What a cart would cost as an order: asked with as much as the buyer knows so far, answered step by step. */
import { Amount, Currency, Id, described, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const CODES_MAX = 10

/** As much of an address as there is: a price needs the country, and in some countries the state. */
const Destination = Type.Object({
  name: Type.Optional(line(120)),
  street: Type.Optional(line(200)),
  line2: Type.Optional(line(200, 0)),
  city: Type.Optional(line(120)),
  state: Type.Optional(spelled(line(64, 0), 'region')),
  zipCode: Type.Optional(spelled(line(20), 'zip', 'postalCode')),
  country: Type.Optional(described(line(56, 2), 'ISO 3166-1 code, or the country’s name')),
  phone: Type.Optional(line(32, 0)),
})

export const QuoteRequest = Type.Object({
  shippingAddress: Type.Optional(spelled(Destination, 'address', 'destination')),
  shippingMethod: Type.Optional(described(spelled(line(32), 'method'), 'standard unless said')),
  promotionCodes: Type.Optional(
    Type.Array(line(64), { maxItems: CODES_MAX, description: 'Codes to try; each is answered for' }),
  ),
})

export const QuoteQuery = Type.Object({
  country: Type.Optional(line(56, 2)),
  state: Type.Optional(line(64, 0)),
  shippingMethod: Type.Optional(line(32)),
})

const QuotedLine = Type.Object({
  id: Id,
  productId: Id,
  sku: Id,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Amount,
  total: described(Amount, 'Price times quantity'),
  discount: Amount,
  tax: described(Amount, 'What tax adds to the line'),
})

const QuotedMethod = Type.Object({
  method: Type.String(),
  label: Type.String(),
  price: Amount,
  reason: Type.String({ description: 'A sentence for the buyer' }),
  chosen: Type.Boolean(),
  delivery: Type.Object({
    daysMin: Type.Integer({ minimum: 0 }),
    daysMax: Type.Integer({ minimum: 0 }),
    earliest: Type.String({ format: 'date' }),
    latest: Type.String({ format: 'date' }),
  }),
})

const QuotedTax = Type.Object({
  label: Type.String(),
  rate: Type.Number({ description: 'Percent: 19, 7.25' }),
  inclusive: Type.Boolean({ description: 'Whether the prices hold it already; it then adds nothing' }),
  amount: described(Amount, 'What is added, or for an inclusive rate what the prices hold'),
})

const Step = Type.Object({
  step: Type.String(),
  label: Type.String(),
  amount: Type.Number({ description: 'Below zero for what is taken off; together exactly the total' }),
  why: Type.String(),
})

export const CartQuote = Type.Object({
  cartId: Id,
  items: Type.Array(QuotedLine),
  leftOut: Type.Array(Type.Object({ productId: Id, sku: Id, name: Type.String(), reason: Type.String() }), {
    description: 'Lines that cannot be bought as they stand, and count for nothing',
  }),
  subtotal: Amount,
  discount: Amount,
  shipping: Amount,
  tax: Amount,
  total: Amount,
  currency: Currency,
  shippingMethod: Type.String(),
  shippingMethods: Type.Array(QuotedMethod),
  taxes: Type.Array(QuotedTax),
  promotions: Type.Array(
    Type.Object({ code: Type.String(), applied: Type.Boolean(), reason: Type.String() }),
  ),
  steps: Type.Array(Step),
})
