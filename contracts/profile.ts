/** What a person keeps with the shop: an address book, payment methods by the provider's token, and views of lists. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import {
  described,
  Id,
  Nullable,
  Time,
  line,
  listOf,
  listQuery,
  OPEN_INSIDE,
  spelled,
} from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { View, viewRoutes } from './profile/views.ts'

export const ADDRESSES_MAX = 50
export const PAYMENT_METHODS_MAX = 20

/** The parts of an address, as an order takes them. */
const parts = {
  name: Type.Optional(described(line(120), 'Who receives there.')),
  street: line(200),
  line2: Type.Optional(line(200, 0)),
  city: line(120),
  state: Type.Optional(line(64, 0)),
  zipCode: spelled(line(20), 'zip', 'postalCode', 'postal_code'),
  country: described(line(56, 2), 'ISO 3166-1 code or the country’s name; answers hold the alpha-2 code.'),
  phone: Type.Optional(line(32, 0)),
}

const label = Type.Optional(described(line(60, 0), 'What its owner calls it: “home”.'))
const defaults = {
  isDefaultShipping: Type.Optional(
    spelled(
      Type.Boolean({ description: 'Orders go there unless they say otherwise. One address of a book is.' }),
      'isDefault',
      'default',
    ),
  ),
  isDefaultBilling: Type.Optional(Type.Boolean({ description: 'One address of a book is.' })),
}

const ADDRESS_EXAMPLE = {
  label: 'home',
  name: 'Alice Archer',
  street: '1 Main St',
  city: 'Springfield',
  state: 'IL',
  zipCode: '62701',
  country: 'US',
  isDefaultShipping: true,
}

const AddressBody = Type.Object({ label, ...parts, ...defaults }, { examples: [ADDRESS_EXAMPLE] })
const AddressChanges = Type.Object(
  { label, ...Type.Partial(Type.Object(parts)).properties, ...defaults },
  { examples: [{ street: '2 Main St' }] },
)

const Address = Type.Object({
  id: Id,
  label: Nullable(Type.String()),
  ...parts,
  isDefaultShipping: Type.Boolean(),
  isDefaultBilling: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

/** An address as an order takes it, without what the book knows of it. */
const ShippingAddress = Type.Object(parts)

const Token = Type.String({
  minLength: 1,
  maxLength: 255,
  pattern: '^[\\x21-\\x7e]+$',
  description: 'What the provider’s card form gave: never a card number, which is refused and not kept.',
})
const Brand = described(line(32), 'As the card form told it: “visa”.')
const Last4 = Type.String({ pattern: '^[0-9]{4}$', description: 'The last four digits.' })
const ExpiryMonth = Type.Integer({ minimum: 1, maximum: 12 })
const ExpiryYear = Type.Integer({ minimum: 2000, maximum: 2100 })

/**
 * Open, so that a card number is found and refused as one under whichever name somebody sends it; every other
 * name that does not stand here is refused as unknown all the same.
 */
const NewPaymentMethod = Type.Object(
  {
    token: Type.Optional(spelled(Token, 'paymentToken')),
    method: Type.Optional(
      spelled(described(line(32), 'What kind it is; “card” unless said.'), 'type', 'paymentMethod'),
    ),
    brand: Type.Optional(Brand),
    last4: Type.Optional(spelled(Last4, 'last_four', 'lastFour')),
    expiryMonth: Type.Optional(spelled(ExpiryMonth, 'expMonth')),
    expiryYear: Type.Optional(spelled(ExpiryYear, 'expYear')),
    label,
    isDefault: Type.Optional(spelled(Type.Boolean({ description: 'One of a person’s is.' }), 'default')),
  },
  {
    ...OPEN_INSIDE,
    examples: [{ token: 'tok_visa', brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2030 }],
  },
)

const PaymentMethod = Type.Object({
  id: Id,
  method: Type.String(),
  brand: Nullable(Type.String()),
  last4: Nullable(Type.String()),
  expiryMonth: Nullable(ExpiryMonth),
  expiryYear: Nullable(ExpiryYear),
  label: Nullable(Type.String()),
  isDefault: Type.Boolean(),
  createdAt: Time,
})

const AddressPath = Type.Object({ id: Id })
const PaymentMethodPath = Type.Object({ id: Id })
const ETAGGED = ['unknown_address', 'lost_update'] as const

export const profile = contract({
  name: 'profile',
  summary: 'Addresses and payment methods that people keep with the shop',
  problems: {
    unknown_address: { status: 404, title: 'There is no such address' },
    unknown_payment_method: { status: 404, title: 'There is no such payment method' },
    address_book_full: { status: 409, title: 'The address book holds as many addresses as it can' },
    payment_methods_full: { status: 409, title: 'There are as many payment methods as there can be' },
    card_number_refused: { status: 422, title: 'Send a token, never a card number' },
    unknown_view: { status: 404, title: 'There is no such view' },
    views_full: { status: 409, title: 'There are as many views of this list as there can be' },
  },
  routes: {
    addresses: {
      method: 'GET',
      path: '/api/v1/profile/addresses',
      summary: 'One’s own address book, newest first',
      policy: 'signed_in',
      query: listQuery({}),
      output: listOf(Address),
    },
    address: {
      method: 'GET',
      path: '/api/v1/profile/addresses/:id',
      summary: 'One address of one’s own',
      policy: 'signed_in',
      params: AddressPath,
      output: Address,
      problems: ['unknown_address'],
      etag: true,
    },
    addAddress: {
      method: 'POST',
      path: '/api/v1/profile/addresses',
      summary: 'Keep an address; the first one is the default for shipping and billing',
      policy: 'signed_in',
      body: AddressBody,
      output: Address,
      status: 201,
      problems: ['address_book_full'],
      idempotent: true,
    },
    putAddress: {
      method: 'PUT',
      path: '/api/v1/profile/addresses/:id',
      summary: 'Write an address anew; with If-Match only if nobody else was faster',
      policy: 'signed_in',
      params: AddressPath,
      body: AddressBody,
      output: Address,
      problems: ETAGGED,
      etag: true,
    },
    patchAddress: {
      method: 'PATCH',
      path: '/api/v1/profile/addresses/:id',
      summary: 'Change what is named and leave the rest',
      policy: 'signed_in',
      params: AddressPath,
      body: AddressChanges,
      output: Address,
      problems: ETAGGED,
      etag: true,
    },
    removeAddress: {
      method: 'DELETE',
      path: '/api/v1/profile/addresses/:id',
      summary: 'Forget an address; if it was a default, the newest of the others becomes it',
      policy: 'signed_in',
      params: AddressPath,
      output: Type.Object({ removed: Type.Literal(true) }),
      problems: ETAGGED,
    },
    paymentMethods: {
      method: 'GET',
      path: '/api/v1/profile/payment-methods',
      summary: 'One’s own payment methods, newest first, never with their tokens',
      policy: 'signed_in',
      query: listQuery({}),
      output: listOf(PaymentMethod),
    },
    addPaymentMethod: {
      method: 'POST',
      path: '/api/v1/profile/payment-methods',
      summary:
        'Keep a payment method by the provider’s token; a token that is kept already answers with its method',
      policy: 'signed_in',
      body: NewPaymentMethod,
      output: PaymentMethod,
      status: 201,
      problems: ['payment_methods_full', 'card_number_refused'],
      idempotent: true,
    },
    chooseDefault: {
      method: 'POST',
      path: '/api/v1/profile/payment-methods/:id/default',
      summary: 'Make it the default; twice is the same answer and changes nothing',
      policy: 'signed_in',
      params: PaymentMethodPath,
      output: PaymentMethod,
      problems: ['unknown_payment_method'],
    },
    removePaymentMethod: {
      method: 'DELETE',
      path: '/api/v1/profile/payment-methods/:id',
      summary: 'Forget a payment method; if it was the default, the newest of the others becomes it',
      policy: 'signed_in',
      params: PaymentMethodPath,
      output: Type.Object({ removed: Type.Literal(true) }),
      problems: ['unknown_payment_method'],
    },
    ...viewRoutes,
    export: {
      method: 'GET',
      path: '/api/v1/profile/export',
      summary: 'All that accounts and profiles know of oneself, to be kept or taken elsewhere',
      policy: 'signed_in',
      output: Type.Object({
        exportedAt: Time,
        account: Type.Record(Type.String(), Type.Unknown()),
        sessions: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        addresses: Type.Array(Address),
        paymentMethods: Type.Array(PaymentMethod),
        views: Type.Array(View),
      }),
      problems: ['unavailable'],
    },
    checkout: {
      method: 'POST',
      path: 'checkout',
      summary:
        'For an order: the payment method of a user by its id, with the provider’s token, and an address by its id or the default one. Null for what is not there, not theirs, or was not asked for',
      policy: 'service',
      body: Type.Object({
        userId: Id,
        paymentMethodId: Nullable(Id),
        /** Null for the default address for shipping. */
        addressId: Nullable(Id),
      }),
      output: Type.Object({
        paymentMethod: Nullable(Type.Object({ id: Id, method: Type.String(), token: Token })),
        shippingAddress: Nullable(ShippingAddress),
      }),
      batched: { itemsMax: 256, lanes: 1 },
    },
  },
  events: {},
})

export type ProfileClient = Client<typeof profile>
type Routes = (typeof profile)['routes']
export type ProfileInput<K extends keyof Routes> = Input<Routes[K]>
export type AddressView = Output<Routes['address']>
export type PaymentMethodView = Output<Routes['chooseDefault']>
export type SavedView = Output<Routes['addView']>
export type CheckoutChoice = Output<Routes['checkout']>
export { VIEWS_PER_LIST_MAX, VIEWS_SHOWN_MAX } from './profile/views.ts'
