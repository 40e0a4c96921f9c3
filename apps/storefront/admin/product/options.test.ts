import { expect, test } from 'vitest'
import { countOf, reshaped, variantsFor } from './options.ts'

const COLOURS = { name: 'Colour', values: ['Night blue', 'Sand'] }
const SIZES = { name: 'Size', values: ['M', 'L'] }

test('each way to choose is a variant, with a SKU made of the product’s and what is chosen', () => {
  const variants = variantsFor([COLOURS, SIZES], [], 'SHIRT')
  expect(variants.map(({ sku }) => sku)).toEqual([
    'SHIRT-NIGHT-BLUE-M',
    'SHIRT-NIGHT-BLUE-L',
    'SHIRT-SAND-M',
    'SHIRT-SAND-L',
  ])
  expect(countOf([COLOURS, SIZES])).toBe(4)
})

test('what was said of a variant stays when a value comes or goes', () => {
  const [first, ...rest] = variantsFor([COLOURS], [], 'SHIRT')
  const priced = [{ ...first!, price: '19.90', stock: '7' }, ...rest]
  const more = variantsFor([{ ...COLOURS, values: ['Rose', ...COLOURS.values] }], priced, 'SHIRT')
  expect(more.map(({ price, stock }) => [price, stock])).toEqual([
    ['', '0'],
    ['19.90', '7'],
    ['', '0'],
  ])
  expect(variantsFor([{ ...COLOURS, values: ['Night blue'] }], more, 'SHIRT')).toEqual([priced[0]])
})

test('a second thing to choose leaves what was there as its first value, and going away leaves one of each', () => {
  const before = variantsFor([COLOURS], [], 'SHIRT')
  const wider = variantsFor([COLOURS, SIZES], reshaped(before, 1, { added: 'M' }), 'SHIRT')
  expect(wider.map(({ sku }) => sku)).toEqual([
    'SHIRT-NIGHT-BLUE',
    'SHIRT-NIGHT-BLUE-L',
    'SHIRT-SAND',
    'SHIRT-SAND-L',
  ])
  expect(variantsFor([COLOURS], reshaped(wider, 1, 'removed'), 'SHIRT')).toEqual(before)
})

test('without a value there is nothing to choose', () => {
  expect(variantsFor([{ name: 'Colour', values: [] }], [], 'SHIRT')).toEqual([])
})
