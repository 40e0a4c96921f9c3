import { expect, test } from 'vitest'
import { addressOf, contactFaults, deliveryFaults, fieldsOf, NO_FIELDS } from './fields.ts'

const HOME = {
  ...NO_FIELDS,
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  street: '1 Main St',
  postcode: '10115',
  city: 'Berlin',
  country: 'DE',
}

test('an address that says everything has no fault, and the state is asked where one is needed', () => {
  expect(deliveryFaults(HOME)).toEqual({})
  expect(deliveryFaults({ ...HOME, country: 'US' })).toEqual({ state: 'stateMissing' })
  expect(deliveryFaults({ ...HOME, country: 'US', state: 'CA' })).toEqual({})
})

test('every missing part is named by itself', () => {
  expect(deliveryFaults(NO_FIELDS)).toEqual({
    name: 'nameMissing',
    street: 'streetMissing',
    postcode: 'postcodeMissing',
    city: 'cityMissing',
    country: 'countryMissing',
  })
  expect(contactFaults(NO_FIELDS)).toEqual({ email: 'emailMissing' })
  for (const email of ['ada', 'ada@example', '@example.com', 'ada example.com', 'ada@exam ple.com'])
    expect(contactFaults({ ...HOME, email }), email).toEqual({ email: 'emailWrong' })
})

test('an address of the account needs nothing typed', () => {
  expect(deliveryFaults({ ...NO_FIELDS, address: 'adr_1' })).toEqual({})
  expect(deliveryFaults({ ...NO_FIELDS, address: 'new' })).not.toEqual({})
})

test('a country without codes needs none, and a state is sent only where one is asked', () => {
  const dubai = { ...HOME, country: 'AE', postcode: '', state: 'left over' }
  expect(deliveryFaults(dubai)).toEqual({})
  expect(addressOf(dubai)).toEqual({
    name: 'Ada Lovelace',
    street: '1 Main St',
    city: 'Berlin',
    zipCode: '00000',
    country: 'AE',
  })
})

test('what was sent is taken without the spaces around it and never longer than the shop takes it', () => {
  const fields = fieldsOf((name) => ` ${name} ${'x'.repeat(300)}`)
  expect(fields.city.length).toBe(120)
  expect(fields.city.startsWith('city x')).toBe(true)
})
