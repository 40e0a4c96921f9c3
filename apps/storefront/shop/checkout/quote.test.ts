import type { CartView, QuoteView } from '@rialto/contracts/cart'
import { expect, test } from 'vitest'
import { regionOf } from '../../region/regions.ts'
import { shownQuote } from './quote.ts'

const CART: CartView = {
  id: 'crt_1',
  items: [
    {
      id: 'lin_1',
      productId: 'prod-kettle',
      sku: 'KETTLE',
      name: 'Kettle',
      price: 109,
      quantity: 2,
      total: 218,
      slug: 'kettle',
      image: '/media/k-960.webp',
      available: true,
    },
  ],
  itemCount: 2,
  subtotal: 218,
  discount: 0,
  currency: 'USD',
}
const delivery = { daysMin: 3, daysMax: 6, earliest: '2026-12-03', latest: '2026-12-08' }
const quoteOf = (given: Partial<QuoteView> = {}): QuoteView => ({
  cartId: 'crt_1',
  items: [
    { id: 'lin_1', productId: 'prod-kettle', sku: 'KETTLE', name: 'Kettle', quantity: 2, price: 109, total: 218, discount: 0, tax: 41.42 },
  ],
  leftOut: [],
  subtotal: 218,
  discount: 0,
  shipping: 14.99,
  tax: 44.27,
  total: 277.26,
  currency: 'USD',
  shippingMethod: 'express',
  shippingMethods: [
    { method: 'standard', label: 'Standard shipping', price: 0, reason: '', delivery, chosen: false },
    { method: 'express', label: 'Express shipping', price: 14.99, reason: '', delivery, chosen: true },
    { method: 'gondola', label: 'By gondola', price: 99, reason: '', delivery, chosen: false },
  ],
  taxes: [{ label: 'VAT 19 % in Germany', rate: 19, inclusive: false, amount: 44.27 }],
  promotions: [],
  steps: [],
  ...given,
}) // prettier-ignore
const BERLIN = { country: 'DE', state: '', method: 'express' }
const shown = (given: Partial<QuoteView> = {}, to = BERLIN, locale: 'en' | 'de' = 'en') =>
  shownQuote(quoteOf(given), CART, to, locale, regionOf('US'))

test('every step to the total says why it is so, and the button says the total', () => {
  const { steps, pay, total, lines } = shown()
  expect(steps).toEqual([
    { label: 'Goods', amount: '$218.00', why: '2 pieces at today’s prices' },
    { label: 'Shipping', amount: '$14.99', why: 'Express' },
    { label: 'Tax', amount: '$44.27', why: '19% on the goods and their shipping, Germany' },
  ])
  expect([pay, total]).toEqual(['Pay $277.26', 277.26])
  expect(lines[0]?.picture?.srcset).toContain('/media/k-320.webp 320w')
})

test('the ways of sending are named in the language of the page, and one that is new by its own name', () => {
  const { methods } = shown({}, BERLIN, 'de')
  expect(methods.map(({ label, price }) => [label, price])).toEqual([
    ['Standardversand', 'Kostenlos'],
    ['Expressversand', '14,99\u00a0$'],
    ['By gondola', '99,00\u00a0$'],
  ])
})

test('a tax that waits for the state is not told as none', () => {
  const told = (country: string, state: string) => {
    const { steps, totalName } = shown({ taxes: [], tax: 0 }, { country, state, method: '' })
    return [steps.at(-1)?.amount, steps.at(-1)?.why, totalName]
  }
  const open = ['Still to come', 'Shown once we know where it goes', 'Total before tax']
  expect(told('US', '')).toEqual(open)
  expect(told('', '')).toEqual(open)
  expect(told('US', 'OR')).toEqual(['$0.00', 'None for United States', 'Total'])
  expect(told('AE', '')).toEqual(['$0.00', 'None for United Arab Emirates', 'Total'])
})

test('a tax that the prices hold already adds nothing, and says how much it is', () => {
  const taxes = [{ label: 'includes VAT', rate: 19, inclusive: true, amount: 34.81 }]
  expect(shown({ taxes }).steps.at(-1)).toEqual({
    label: 'Tax',
    amount: '$0.00',
    why: '19%, Germany; the prices hold $34.81 of it already',
  })
})

test('what cannot be ordered is named before one pays', () => {
  const gone = (name: string) => ({ productId: name, sku: name, name, reason: 'no_longer_sold' })
  expect(shown({ leftOut: [gone('Lamp'), gone('Vase')] }).leftOut).toContain('Lamp and Vase')
  expect(shown().leftOut).toBeUndefined()
})
