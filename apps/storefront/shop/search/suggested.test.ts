import { expect, test } from 'vitest'
import { suggestedOf } from './suggested.ts'

test('a suggestion leads to the product, the category or the brand, in the language of the page', () => {
  const { options, said } = suggestedOf(
    'la',
    [
      { kind: 'product', label: 'Lagosta Ukulele', value: 'prod-1', slug: 'lagosta-ukulele' },
      { kind: 'category', label: 'Laptops', value: 'laptops', slug: 'laptops' },
      { kind: 'brand', label: 'Lana & Pura', value: 'lana&pura', slug: 'lana-pura' },
    ],
    undefined,
    'de',
  )
  expect(options.map(({ href }) => href)).toEqual([
    '/de/p/lagosta-ukulele',
    '/de/c/laptops',
    '/de/search?brand=lana%26pura',
    '/de/search?q=la',
  ])
  expect(said).toBe('3 Vorschläge')
})

test('a product is put forward with its picture, where it has one', () => {
  const products = ['prod-1', 'prod-2'].map((value) => ({
    kind: 'product' as const,
    label: value,
    value,
    slug: value,
  }))
  const pictures = new Map([['prod-1', '/media/lamp-320.webp']])
  const { options } = suggestedOf('lam', products, undefined, 'en', pictures)
  expect(options.map(({ picture }) => picture)).toEqual(['/media/lamp-320.webp', undefined, undefined])
})

test('where nothing begins like what was typed, what was probably meant is put forward', () => {
  const { options } = suggestedOf('lammp', [], 'lamp', 'en')
  expect(options).toEqual([
    { kind: 'meant', label: 'Did you mean “lamp”?', href: '/search?q=lamp' },
    { kind: 'all', label: 'All results for “lammp”', href: '/search?q=lammp' },
  ])
})
