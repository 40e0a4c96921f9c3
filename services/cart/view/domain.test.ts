import type { Offer } from '@rialto/contracts/catalog'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line, Offers } from '../domain.ts'
import { showCart } from './domain.ts'

const line = (productId: string, given: Partial<Line> = {}): Line => ({
  id: `lin_${productId}`,
  productId,
  sku: productId.toUpperCase(),
  name: `The ${productId}`,
  price: 1_000,
  currency: 'USD',
  quantity: 1,
  ...given,
})
const offer = ({ productId, sku, name, price, currency }: Line, given: Partial<Offer> = {}): Offer => ({
  productId,
  sku,
  name,
  price,
  currency,
  slug: `the-${productId}`,
  image: `/pictures/${productId}.webp`,
  ...given,
})
const mine = { cartId: 'crt_1', userId: 'usr_a' }
const [lamp, chair] = [line('lamp', { quantity: 2 }), line('chair')]
const asSold: Offers = new Map([lamp, chair].map((each) => [each.sku, offer(each)]))

test('an empty cart is worth nothing, and only a guest’s says its key', () => {
  const empty = { id: 'crt_1', items: [], itemCount: 0, subtotal: 0, discount: 0, currency: 'USD' }
  expect(showCart(mine, [], new Map())).toEqual(empty)
  expect(showCart({ ...mine, userId: null, key: 'gst_x' }, [], new Map())).toEqual({ ...empty, key: 'gst_x' })
})

test('a cart is shown at the prices of now, and says from which a price has changed', () => {
  const cart = showCart(
    mine,
    [lamp, chair],
    new Map([...asSold, ['LAMP', offer(lamp, { price: 1_250, name: 'Lamp II' })]]),
  )
  expect(cart).toMatchObject({ itemCount: 3, subtotal: 35, currency: 'USD' })
  expect(cart.items[0]).toEqual({
    id: 'lin_lamp',
    productId: 'lamp',
    sku: 'LAMP',
    name: 'Lamp II',
    price: 12.5,
    quantity: 2,
    total: 25,
    slug: 'the-lamp',
    image: '/pictures/lamp.webp',
    available: true,
    priceChanged: { from: 10, to: 12.5 },
  })
  expect(cart.items[1]).not.toHaveProperty('priceChanged')
})

test('what is gone, or sold in another currency by now, is shown and counts for nothing', () => {
  const gone = [
    [null, 'no_longer_sold'],
    [offer(lamp, { productId: 'another' }), 'no_longer_sold'],
    [offer(lamp, { currency: 'EUR' }), 'sold_in_another_currency'],
  ] as const
  for (const [now, unavailableReason] of gone) {
    const cart = showCart(mine, [lamp, chair], new Map<string, Offer | null>([...asSold, ['LAMP', now]]))
    expect(cart).toMatchObject({ itemCount: 1, subtotal: 10, currency: 'USD' })
    expect(cart.items[0]).toMatchObject({
      name: 'The lamp',
      price: 10,
      quantity: 2,
      total: 0,
      available: false,
      unavailableReason,
    })
  }
})

test('a line tells when only few pieces are left, or fewer than it wants', () => {
  const many = line('lamp', { quantity: 8 })
  const shown = (free: number) => showCart(mine, [many], asSold, new Map([['LAMP', free]])).items[0]?.lowStock
  expect([shown(100), shown(8), shown(7), shown(0)]).toEqual([
    undefined,
    undefined,
    { available: 7, enough: false },
    { available: 0, enough: false },
  ])
  const few = showCart(mine, [chair], asSold, new Map([['CHAIR', 5]])).items[0]
  expect(few?.lowStock).toEqual({ available: 5, enough: true })
})

test('a line that the catalogue was not asked about was added this moment, at its price', () => {
  expect(showCart(mine, [lamp], new Map())).toMatchObject({
    subtotal: 20,
    items: [{ available: true, slug: null }],
  })
})

test('a price that rose beyond what a cart can be worth breaks nothing', () => {
  const cart = showCart(
    mine,
    [chair, lamp],
    new Map([...asSold, ['LAMP', offer(lamp, { price: 90_000_000_000_000 })]]),
  )
  expect(cart).toMatchObject({ itemCount: 1, subtotal: 10 })
  expect(cart.items[1]).toMatchObject({ available: false, total: 0, unavailableReason: 'worth_too_much' })
})

test('the subtotal is exactly the sum of the totals, and each total its price times its pieces', () => {
  const entry = fc.record({
    price: fc.integer({ min: 0, max: 10_000_000 }),
    now: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    quantity: fc.integer({ min: 1, max: 999 }),
  })
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 100 }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (entries, currency) => {
        const lines = entries.map(({ price, quantity }, i) => line(`p${i}`, { price, quantity, currency }))
        const offers = new Map(
          lines.map((each, i) => {
            const now = entries[i]?.now ?? null
            return [each.sku, now === null ? null : offer(each, { price: now })]
          }),
        )
        const digits = { USD: 100, JPY: 1, KWD: 1_000 }[currency] ?? Number.NaN
        const minor = (amount: number) => BigInt(Math.round(amount * digits))
        const cart = showCart(mine, lines, offers)
        const sold = cart.items.filter(({ available }) => available)
        expect(minor(cart.subtotal)).toBe(sold.reduce((sum, { total }) => sum + minor(total), 0n))
        expect(cart.itemCount).toBe(sold.reduce((sum, { quantity }) => sum + quantity, 0))
        for (const item of sold) expect(minor(item.total)).toBe(minor(item.price) * BigInt(item.quantity))
        for (const item of cart.items) expect(item.total).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
