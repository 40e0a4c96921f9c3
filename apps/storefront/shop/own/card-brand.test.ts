import { expect, test } from 'vitest'
import { brandName, brandOf } from './card-brand.ts'

test('a card is known by the digits that it begins with', () => {
  for (const [digits, brand] of [
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2223003122003222', 'mastercard'],
    ['378282246310005', 'amex'],
    ['6011111111111117', ''],
  ] as const)
    expect(brandOf(digits)).toBe(brand)
})

test('a card that the shop has no name for keeps the one it came with', () => {
  expect(brandName('visa')).toBe('Visa')
  expect(brandName('Carte Bleue')).toBe('Carte Bleue')
})
