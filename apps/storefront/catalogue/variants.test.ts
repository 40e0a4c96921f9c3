import { expect, test } from 'vitest'
import { choicesOf, variantOf, type Variant } from './variants.ts'

const variant = (sku: string, options: Record<string, string>, stock = 1): Variant => ({
  sku,
  price: 10,
  options,
  images: [],
  stock,
  inStock: stock > 0,
})
const SHIRT = {
  sku: 'BLUE-S',
  options: [
    { name: 'Colour', values: ['Blue', 'Red'] },
    { name: 'Size', values: ['S', 'M', 'L'] },
  ],
  variants: [
    variant('BLUE-S', { Colour: 'Blue', Size: 'S' }, 0),
    variant('BLUE-M', { Colour: 'Blue', Size: 'M' }),
    variant('RED-M', { Colour: 'Red', Size: 'M' }),
    variant('RED-L', { Colour: 'Red', Size: 'L' }, 0),
  ],
}

test('a product shows the variant of its address, else one that can be bought', () => {
  expect(variantOf(SHIRT, 'RED-L')?.sku).toBe('RED-L')
  expect(variantOf(SHIRT)?.sku).toBe('BLUE-M')
  expect(variantOf(SHIRT, 'no-such')?.sku).toBe('BLUE-M')
  expect(variantOf({ ...SHIRT, sku: 'RED-M' })?.sku).toBe('RED-M')
  const gone = { ...SHIRT, variants: SHIRT.variants.map((each) => ({ ...each, inStock: false })) }
  expect(variantOf(gone)?.sku).toBe('BLUE-S')
})

test('another value keeps the rest of the choice where there is such a variant, and says what is sold out', () => {
  const choices = choicesOf(SHIRT, variantOf(SHIRT, 'BLUE-M')!)
  expect(choices).toEqual([
    {
      name: 'Colour',
      values: [
        { value: 'Blue', isChosen: true, sku: 'BLUE-M', isSoldOut: false },
        { value: 'Red', isChosen: false, sku: 'RED-M', isSoldOut: false },
      ],
    },
    {
      name: 'Size',
      values: [
        { value: 'S', isChosen: false, sku: 'BLUE-S', isSoldOut: true },
        { value: 'M', isChosen: true, sku: 'BLUE-M', isSoldOut: false },
        // There is no blue L: the red one is the nearest.
        { value: 'L', isChosen: false, sku: 'RED-L', isSoldOut: true },
      ],
    },
  ])
})
