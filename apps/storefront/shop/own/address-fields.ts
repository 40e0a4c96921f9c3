/** The fields of an address of one's own, and what is wrong with what was typed there. */
import type { AddressView } from '@rialto/contracts/profile'
import { currentLocale } from '../../page/here.ts'
import { countriesIn, countryName } from '../../region/countries.ts'
import type { FieldSpec } from '../../ui/action-form.tsx'
import { words } from '../../words/words.ts'
import { textsOf } from '../account/form.ts'

type Part = 'label' | 'name' | 'street' | 'line2' | 'zipCode' | 'city' | 'state' | 'country' | 'phone'

const PARTS: readonly Part[] = [
  'label', 'name', 'street', 'line2', 'zipCode', 'city', 'state', 'country', 'phone',
] // prettier-ignore

/** `region` is where a new address begins. */
export function addressFields(address: AddressView | undefined, region: string): readonly FieldSpec[] {
  const t = words('own')
  const value = (part: Part) => address?.[part] ?? ''
  return [
    {
      name: 'name',
      label: t('name'),
      autoComplete: 'name',
      required: true,
      maxLength: 120,
      value: value('name'),
    },
    {
      name: 'street',
      label: t('street'),
      autoComplete: 'address-line1',
      required: true,
      maxLength: 200,
      value: value('street'),
    },
    {
      name: 'line2',
      label: t('line2'),
      autoComplete: 'address-line2',
      maxLength: 200,
      value: value('line2'),
    },
    {
      name: 'zipCode',
      label: t('postcode'),
      autoComplete: 'postal-code',
      required: true,
      maxLength: 20,
      half: true,
      value: value('zipCode'),
    },
    {
      name: 'city',
      label: t('city'),
      autoComplete: 'address-level2',
      required: true,
      maxLength: 120,
      half: true,
      value: value('city'),
    },
    {
      name: 'state',
      label: t('state'),
      autoComplete: 'address-level1',
      maxLength: 64,
      half: true,
      value: value('state'),
    },
    {
      name: 'country',
      kind: 'choice',
      label: t('country'),
      autoComplete: 'country',
      options: countriesIn(currentLocale()),
      half: true,
      value: address?.country ?? region,
    },
    {
      name: 'phone',
      kind: 'tel',
      label: t('phone'),
      hint: t('phoneWhy'),
      autoComplete: 'tel',
      maxLength: 32,
      half: true,
      value: value('phone'),
    },
    {
      name: 'label',
      label: t('addressLabel'),
      hint: t('addressLabelHint'),
      autoComplete: 'off',
      maxLength: 60,
      half: true,
      value: value('label'),
    },
    // What is a default stays it until another address is: there is nothing to take away.
    ...(address?.isDefaultShipping === true
      ? []
      : [{ name: 'isDefaultShipping', kind: 'check' as const, label: t('defaultShipping') }]),
    ...(address?.isDefaultBilling === true
      ? []
      : [{ name: 'isDefaultBilling', kind: 'check' as const, label: t('defaultBilling') }]),
  ]
}

export type TypedAddress = {
  readonly values: Readonly<Record<Part | 'isDefaultShipping' | 'isDefaultBilling', string>>
  readonly errors: Readonly<Record<string, string>>
}

export function readAddress(form: FormData): TypedAddress {
  const t = words('own')
  const values = textsOf(form, ...PARTS, 'isDefaultShipping', 'isDefaultBilling')
  const needed = {
    name: t('nameMissing'),
    street: t('streetMissing'),
    zipCode: t('postcodeMissing'),
    city: t('cityMissing'),
  }
  const errors = Object.fromEntries(
    Object.entries(needed).filter(([name]) => values[name as keyof typeof needed] === ''),
  )
  return { values, errors }
}

/** As the API takes it. */
export function addressBody({ values }: TypedAddress) {
  const { isDefaultShipping, isDefaultBilling, ...parts } = values
  return {
    ...parts,
    ...(isDefaultShipping === '' ? {} : { isDefaultShipping: true }),
    ...(isDefaultBilling === '' ? {} : { isDefaultBilling: true }),
  }
}

/** In one line, as for a question about it. */
export function addressLine({ label, street, zipCode, city }: AddressView): string {
  return [label, street, `${zipCode} ${city}`].filter(Boolean).join(', ')
}

/** Line by line, as on a parcel. */
export function addressLines({ name, street, line2, zipCode, city, state, country }: AddressView): string[] {
  const lines = [name, street, line2, `${zipCode} ${city}`, state, countryName(country, currentLocale())]
  return lines.filter((line): line is string => line !== undefined && line !== '')
}
