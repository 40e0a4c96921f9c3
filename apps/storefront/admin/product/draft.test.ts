import { expect, test } from 'vitest'
import { differences, markOf } from './difference.ts'
import { changesOf, EMPTY_DRAFT } from './draft.ts'
import { amountIn, wholeIn } from './typed.ts'

const LAMP = {
  ...EMPTY_DRAFT,
  name: 'Desk Lamp',
  sku: 'LAMP-1',
  price: '49.90',
  stock: '8',
  category: 'cat_1',
}

test('only what was changed is sent', () => {
  expect(changesOf(LAMP, { ...LAMP, price: '59,9' })).toEqual({ changes: { price: 59.9 } })
  expect(changesOf(LAMP, { ...LAMP, brand: ' Lume ', stock: '1,200' })).toEqual({
    changes: { brand: 'Lume', stock: 1200 },
  })
  expect(changesOf(LAMP, LAMP)).toEqual({ changes: {} })
})

test('what is no amount is said at its field, and yen have no decimals', () => {
  expect(changesOf(LAMP, { ...LAMP, price: 'cheap', name: ' ', stock: '-1' })).toEqual({
    faults: {
      name: 'A product needs a name.',
      price: 'Give an amount such as 49.90.',
      stock: 'Give a whole number, 0 or more.',
    },
  })
  expect(changesOf(LAMP, { ...LAMP, currency: 'JPY', price: '12.50' })).toHaveProperty('faults.price')
})

test('a variant’s untouched stock is left to those who sell it meanwhile', () => {
  const variant = { values: ['S'], sku: 'LAMP-S', price: '', stock: '3', isSold: true, images: [] }
  const before = { ...LAMP, options: [{ name: 'Size', values: ['S', 'M'] }], variants: [variant] }
  const after = {
    ...before,
    variants: [
      { ...variant, price: '39' },
      { ...variant, values: ['M'], sku: 'LAMP-M', stock: '4' },
      { ...variant, values: ['L'], sku: 'LAMP-L', isSold: false },
    ],
  }
  expect(changesOf(before, after)).toEqual({
    changes: {
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        { sku: 'LAMP-S', options: { Size: 'S' }, images: [], price: 39 },
        { sku: 'LAMP-M', options: { Size: 'M' }, images: [], stock: 4 },
      ],
    },
  })
})

test('an attribute that was a number or a yes stays one', () => {
  const attributes = [
    { name: 'Weight', value: '13', isData: true },
    { name: 'Dimmable', value: 'true', isData: true },
    { name: 'Colour', value: '12', isData: false },
  ]
  expect(changesOf(LAMP, { ...LAMP, attributes })).toEqual({
    changes: { attributes: { Weight: 13, Dimmable: true, Colour: '12' } },
  })
})

test('a sale in the meantime is no change by somebody else; another price is', () => {
  expect(markOf({ ...LAMP, stock: '7' })).toBe(markOf(LAMP))
  expect(markOf({ ...LAMP, price: '50' })).not.toBe(markOf(LAMP))
  expect(differences(LAMP, { ...LAMP, price: '50', name: 'Lamp', stock: '2' })).toEqual(['name', 'price'])
})

test('amounts are read as people and spreadsheets write them', () => {
  expect(['1,299.90', '1.299,90', '1299,9', '$ 12', '12 EUR', '7'].map((text) => amountIn(text, 2))).toEqual([
    1299.9, 1299.9, 1299.9, 12, 12, 7,
  ])
  expect(['', 'x', '-4', '1.999'].map((text) => amountIn(text, 2))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(['1,200', '40', '4.5', ''].map(wholeIn)).toEqual([1200, 40, undefined, undefined])
})
