import { expect, test } from 'vitest'
import type { Delivery } from '../../catalogue/delivery.ts'
import { nowOf } from './now-of.ts'

const variant = (stock: number) => ({
  sku: 'LAMP-1',
  price: 40,
  options: {},
  images: [],
  stock,
  inStock: stock > 0,
})
const DELIVERY: Delivery = {
  method: 'standard',
  label: 'Standard shipping',
  zone: 'europe',
  price: 4.99,
  currency: 'EUR',
  reason: '',
  delivery: { daysMin: 3, daysMax: 6, earliest: '2026-12-03', latest: '2026-12-08' },
}
const where = { country: 'DE', locale: 'en', isToday: true } as const

test('the last few are counted, many are just there, and none is sold out without a day of arrival', () => {
  expect(nowOf(variant(3), DELIVERY, where).stock).toEqual({ text: 'Only 3 left', tone: 'low' })
  expect(nowOf(variant(6), DELIVERY, where).stock).toEqual({ text: 'In stock', tone: 'good' })
  expect(nowOf(variant(0), DELIVERY, where)).toEqual({ stock: { text: 'Sold out', tone: 'out' } })
})

test('a page that is kept says only what is still true tomorrow', () => {
  expect(nowOf(variant(3), DELIVERY, { ...where, isToday: false })).toEqual({
    stock: { text: 'In stock', tone: 'good' },
    delivery: 'Delivery (Germany) in 3 to 6 working days, €4.99',
  })
})

test('what costs nothing to send is told in a word', () => {
  expect(nowOf(variant(9), { ...DELIVERY, price: 0 }, where).delivery).toMatch(
    /^Delivery \(Germany\): .*, free$/,
  )
})
