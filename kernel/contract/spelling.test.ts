import Type from 'typebox'
import { expect, test } from 'vitest'
import { FreeForm, spelled } from './schema.ts'
import { spellingFold } from './spelling.ts'

const Address = Type.Object({ street: Type.String(), zipCode: spelled(Type.String(), 'zip', 'postalCode') })
const body = Type.Object({
  firstName: Type.String(),
  productId: Type.Optional(spelled(Type.String(), 'product', 'sku')),
  address: Type.Optional(Type.Union([Address, Type.Null()])),
  items: Type.Optional(
    Type.Array(Type.Object({ unitPrice: Type.Number(), options: Type.Optional(FreeForm) })),
  ),
  attributes: Type.Optional(FreeForm),
})

function fold(value: unknown): unknown {
  return spellingFold(body)?.(value)
}

test('snake_case and declared aliases become the contract’s own names, at any depth', () => {
  expect(
    fold({
      first_name: 'Ada',
      product_id: 'p',
      address: { street: 's', postal_code: '1' },
      items: [{ unit_price: 2 }],
    }),
  ).toEqual({
    firstName: 'Ada',
    productId: 'p',
    address: { street: 's', zipCode: '1' },
    items: [{ unitPrice: 2 }],
  })
  expect(fold({ product: 'p' })).toEqual({ productId: 'p' })
  expect(fold({ address: { zip: '1' } })).toEqual({ address: { zipCode: '1' } })
})

test('a merchant’s own map keeps its names', () => {
  const attributes = { screen_size: 15, first_name: 'x', product: 'y' }
  expect(fold({ attributes, items: [{ unit_price: 1, options: attributes }] })).toEqual({
    attributes,
    items: [{ unitPrice: 1, options: attributes }],
  })
})

test('two spellings that agree are one; two that disagree are refused where the second stands', () => {
  expect(fold({ firstName: 'Ada', first_name: 'Ada' })).toEqual({ firstName: 'Ada' })
  for (const value of [
    { first_name: 'Ada', firstName: 'Eve' },
    { product: 'a', sku: 'b' },
    { address: { zip: '1', zipCode: '2' } },
  ]) {
    expect(() => fold(value)).toThrow(expect.objectContaining({ code: 'validation_failed' }))
  }
})

test('what is unknown or of another shape is left for the check to refuse', () => {
  for (const value of [
    null,
    5,
    'x',
    [],
    [{ first_name: 'x' }],
    { last_name: 'x', toString: 1, hasOwnProperty: 2 },
    { items: { unit_price: 1 } },
    { address: null },
  ]) {
    expect(fold(value)).toEqual(value)
  }
})

test('a schema with nothing to fold costs nothing', () => {
  expect(spellingFold(Type.Array(Type.String()))).toBeUndefined()
  expect(spellingFold(undefined)).toBeUndefined()
})

test('a property’s own name always wins over another one’s alias, and one alias never spells two properties', () => {
  const both = Type.Object({ product: Type.String(), productId: spelled(Type.String(), 'product') })
  expect(spellingFold(both)?.({ product: 'a', product_id: 'b' })).toEqual({ product: 'a', productId: 'b' })
  const torn = Type.Object({ a: spelled(Type.String(), 'x'), b: spelled(Type.String(), 'x') })
  expect(() => spellingFold(torn)).toThrow(/both a and b/)
})
