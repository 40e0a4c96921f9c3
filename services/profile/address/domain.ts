/** What an address is, inside and to its owner. */
import { countryCode } from '@rialto/contracts/country'
import type { AddressView, ProfileInput } from '@rialto/contracts/profile'
import { Problem } from '@rialto/kernel/contract/problem'

export type Fields = {
  readonly label: string | null
  readonly name: string | null
  readonly street: string
  readonly line2: string | null
  readonly city: string
  readonly state: string | null
  readonly zipCode: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly phone: string | null
}

export type Address = Fields & {
  readonly id: string
  readonly isDefaultShipping: boolean
  readonly isDefaultBilling: boolean
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export const DEFAULT_KINDS = ['shipping', 'billing'] as const
export type DefaultKind = (typeof DEFAULT_KINDS)[number]

/** Throws `validation_failed` for a country that there is not. */
export function acceptAddress(body: ProfileInput<'addAddress'>['body']): Fields {
  return {
    label: textOrNull(body.label),
    name: textOrNull(body.name),
    street: body.street.trim(),
    line2: textOrNull(body.line2),
    city: body.city.trim(),
    state: textOrNull(body.state),
    zipCode: body.zipCode.trim(),
    country: acceptCountry(body.country),
    phone: textOrNull(body.phone),
  }
}

/** What is named is changed, and the rest stays. */
export function changeAddress(before: Fields, body: ProfileInput<'patchAddress'>['body']): Fields {
  const { label, name, street, line2, city, state, zipCode, country, phone } = body
  return {
    label: label === undefined ? before.label : textOrNull(label),
    name: name === undefined ? before.name : textOrNull(name),
    street: street?.trim() ?? before.street,
    line2: line2 === undefined ? before.line2 : textOrNull(line2),
    city: city?.trim() ?? before.city,
    state: state === undefined ? before.state : textOrNull(state),
    zipCode: zipCode?.trim() ?? before.zipCode,
    country: country === undefined ? before.country : acceptCountry(country),
    phone: phone === undefined ? before.phone : textOrNull(phone),
  }
}

export function addressView(address: Address): AddressView {
  const { id, label, isDefaultShipping, isDefaultBilling, createdAt, updatedAt } = address
  return {
    id,
    label,
    ...orderAddress(address),
    isDefaultShipping,
    isDefaultBilling,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** As an order takes it: what there is not, is left out. */
export function orderAddress({ name, street, line2, city, state, zipCode, country, phone }: Fields) {
  return {
    ...(name === null ? {} : { name }),
    street,
    ...(line2 === null ? {} : { line2 }),
    city,
    ...(state === null ? {} : { state }),
    zipCode,
    country,
    ...(phone === null ? {} : { phone }),
  }
}

function acceptCountry(text: string): string {
  const code = countryCode(text)
  if (code !== undefined) return code
  throw new Problem('validation_failed', {
    detail: 'Send the country as its ISO 3166-1 code or its name.',
    errors: [{ path: '/country', message: 'is not a country', code: 'country' }],
  })
}

/** An empty text says nothing. */
function textOrNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
