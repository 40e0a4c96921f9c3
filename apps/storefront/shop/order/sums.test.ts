import type { OrderView } from '@rialto/contracts/order'
import { expect, test } from 'vitest'
import { addressLines } from './address.ts'
import { shownSums } from './sums.ts'

const ORDER = {
  currency: 'USD',
  items: [{ quantity: 2 }, { quantity: 1 }],
  subtotal: 100,
  discount: 0,
  shipping: 0,
  tax: 19,
  total: 119,
  shippingMethod: 'standard',
  shippingAddress: { street: 'Hauptstr. 5', city: 'Berlin', zipCode: '10115', country: 'DE' },
  pricing: [
    { step: 'subtotal', label: '2 lines', amount: 100 },
    { step: 'tax', label: 'VAT 19 % in Germany', amount: 19 },
  ],
} as unknown as OrderView

test('the sums of an order are told with their reasons, also where the shop tells them in English only', () => {
  expect(shownSums(ORDER, 'en').at(-1)).toEqual({
    label: 'Tax',
    amount: '$19.00',
    why: 'VAT 19% in Germany',
  })
  expect(shownSums(ORDER, 'de').map(({ why }) => why)).toEqual([
    '3 Stücke',
    'Standardversand',
    '19\u00a0% für Deutschland',
  ])
})

test('a discount stands among the sums where there is one', () => {
  const discounted = {
    ...ORDER,
    discount: 10,
    pricing: [...ORDER.pricing, { step: 'discount', label: 'Spring', amount: 10 }],
  }
  expect(shownSums(discounted, 'en')[1]).toEqual({ label: 'Discount', amount: '-$10.00', why: 'Spring' })
})

test('an address stands as its country writes it', () => {
  const place = { name: 'Ada', street: '1 Main St', city: 'Springfield', zipCode: '62701', state: 'IL' }
  expect(addressLines({ ...place, country: 'US' }, 'en')).toEqual([
    'Ada',
    '1 Main St',
    'Springfield, IL 62701',
    'United States',
  ])
  expect(addressLines({ ...place, line2: '', state: '', country: 'DE' }, 'de')).toEqual([
    'Ada',
    '1 Main St',
    '62701 Springfield',
    'Deutschland',
  ])
})
