/** What a checkout asks, and what may be wrong with it: told apart the same way in the page and at the shop. */

const FIELDS = [
  'email',
  'name',
  'street',
  'line2',
  'postcode',
  'city',
  'state',
  'country',
  /** How it is sent. */
  'method',
  /** One of the addresses of an account, or `new`. */
  'address',
  /** One of the payment methods of an account, or `card`. */
  'pay',
] as const

export type FieldName = (typeof FIELDS)[number]
export type Fields = Readonly<Record<FieldName, string>>

export const NEW_ADDRESS = 'new'
export const BY_CARD = 'card'

export const NO_FIELDS = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Fields

/** As much of the fields as something holds; never more than a field may be long. */
export function fieldsOf(text: (name: FieldName) => string): Fields {
  return Object.fromEntries(FIELDS.map((name) => [name, text(name).trim().slice(0, LENGTHS[name])])) as Fields
}

/** As long as the shop takes them. */
export const LENGTHS: Readonly<Record<FieldName, number>> = {
  email: 254,
  name: 120,
  street: 200,
  line2: 200,
  postcode: 20,
  city: 120,
  state: 64,
  country: 2,
  method: 32,
  address: 64,
  pay: 64,
}

export type Fault =
  | 'emailMissing'
  | 'emailWrong'
  | 'nameMissing'
  | 'streetMissing'
  | 'postcodeMissing'
  | 'cityMissing'
  | 'stateMissing'
  | 'countryMissing'

export type Faults = Readonly<Partial<Record<FieldName, Fault>>>

/** The HTML standard's idea of a mail address, with a dot in its domain. */
const EMAIL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+$/

/** Where an address needs its state, province or prefecture (Universal Postal Union). */
const WITH_STATE = new Set(['AU', 'BR', 'CA', 'CN', 'IN', 'JP', 'MX', 'MY', 'US'])
/** Where letters carry no code. */
const WITHOUT_POSTCODE = new Set([
  'AE',
  'AO',
  'BS',
  'BO',
  'BW',
  'GH',
  'HK',
  'KE',
  'MO',
  'PA',
  'QA',
  'UG',
  'YE',
  'ZW',
])
/** What stands in the place of a code where there are none; the shop asks for one. */
const NO_POSTCODE = '00000'

export function needsState(country: string): boolean {
  return WITH_STATE.has(country)
}

export function contactFaults({ email }: Fields): Faults {
  if (email === '') return { email: 'emailMissing' }
  return EMAIL.test(email) ? {} : { email: 'emailWrong' }
}

export function deliveryFaults(fields: Fields): Faults {
  if (fields.address !== '' && fields.address !== NEW_ADDRESS) return {}
  const { name, street, postcode, city, state, country } = fields
  return {
    ...(name === '' && { name: 'nameMissing' }),
    ...(street === '' && { street: 'streetMissing' }),
    ...(postcode === '' && !WITHOUT_POSTCODE.has(country) && { postcode: 'postcodeMissing' }),
    ...(city === '' && { city: 'cityMissing' }),
    ...(state === '' && needsState(country) && { state: 'stateMissing' }),
    ...(!/^[A-Z]{2}$/.test(country) && { country: 'countryMissing' }),
  }
}

/** The address as an order takes it. */
export function addressOf({ name, street, line2, postcode, city, state, country }: Fields) {
  return {
    name,
    street,
    ...(line2 === '' ? {} : { line2 }),
    city,
    ...(state === '' || !needsState(country) ? {} : { state }),
    zipCode: postcode === '' ? NO_POSTCODE : postcode,
    country,
  }
}
