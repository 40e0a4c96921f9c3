import type { CartView } from '@rialto/contracts/cart'
import { expect, test } from 'vitest'
import { regionOf } from '../../region/regions.ts'
import { pictureOf, shownCart } from './show.ts'

const line = (given: Partial<CartView['items'][number]> = {}): CartView['items'][number] => ({
  id: 'lin_1',
  productId: 'prod-kettle',
  sku: 'KETTLE-2',
  name: 'Kettle, Brass',
  price: 109,
  quantity: 2,
  total: 218,
  slug: 'kettle',
  image: '/media/k-960.webp',
  available: true,
  ...given,
})
const cartOf = (...items: CartView['items']): CartView => ({
  id: 'crt_1',
  items,
  itemCount: items.reduce((sum, { quantity, available }) => sum + (available ? quantity : 0), 0),
  subtotal: items.reduce((sum, { total }) => sum + total, 0),
  discount: 0,
  currency: 'USD',
})
const shown = (cart: CartView | undefined, locale: 'en' | 'de' = 'en') =>
  shownCart(cart, undefined, locale, regionOf('US'))

test('a line says what it comes to, what one costs, and leads to the variant that it holds', () => {
  const { lines, subtotal, count } = shown(cartOf(line()), 'de')
  expect([subtotal, count]).toEqual(['218,00\u00a0$', 2])
  expect(lines[0]).toMatchObject({
    total: '218,00\u00a0$',
    each: 'je 109,00\u00a0$',
    href: '/de/p/kettle?sku=KETTLE-2',
    notes: [],
  })
  expect(shown(cartOf(line({ quantity: 1, total: 109 }))).lines[0]?.each).toBeUndefined()
})

test('what has become dearer, scarce or unavailable is told beside the line', () => {
  const told = (given: Partial<CartView['items'][number]>) => shown(cartOf(line(given))).lines[0]?.notes
  expect(told({ priceChanged: { from: 99, to: 109 } })).toEqual([
    { tone: 'warning', text: 'Costs $109.00 now. It was $99.00 when you put it in.' },
  ])
  expect(told({ priceChanged: { from: 119, to: 109 } })?.[0]?.text).toContain('only $109.00')
  expect(told({ lowStock: { available: 3, enough: true } })).toEqual([
    { tone: 'warning', text: 'Only 3 left' },
  ])
  expect(told({ lowStock: { available: 1, enough: false } })).toEqual([
    { tone: 'danger', text: 'Only 1 is left; you want 2', mend: { label: 'Take the last one', quantity: 1 } },
  ])
  expect(told({ lowStock: { available: 0, enough: false } })?.[0]).not.toHaveProperty('mend')
})

test('what is no longer sold leads nowhere, and alone it cannot be ordered', () => {
  const gone = line({ available: false, unavailableReason: 'no_longer_sold', total: 0 })
  const cart = shown(cartOf(gone))
  expect(cart.isBuyable).toBe(false)
  expect(cart.lines[0]).toMatchObject({ href: undefined, isAvailable: false })
  expect(shown(cartOf(gone, line({ id: 'lin_2' }))).isBuyable).toBe(true)
  expect(shown(undefined)).toMatchObject({ lines: [], count: 0, isBuyable: false })
})

test('a picture of the catalogue comes in the width that a place wants, another as it is', () => {
  expect(pictureOf('/media/k-960.webp')?.srcset).toBe(
    '/media/k-320.webp 320w, /media/k-640.webp 640w, /media/k-960.webp 960w',
  )
  expect(pictureOf('https://elsewhere.example/k.png')).toEqual({ url: 'https://elsewhere.example/k.png' })
  expect(pictureOf(null)).toBeUndefined()
})
