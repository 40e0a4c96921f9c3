import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceOrder, subtotalOf } from './domain.ts'

const quote = { method: 'standard', label: 'Standard', amount: 599, reason: 'a flat price' }
const items = fc.array(
  fc.record({
    productId: fc.constant('prd'),
    sku: fc.stringMatching(/^[A-Z]{3}$/),
    name: fc.constant('Thing'),
    quantity: fc.integer({ min: 1, max: 10_000 }),
    price: fc.integer({ min: 0, max: 100_000_000 }),
  }),
  { minLength: 1, maxLength: 100 },
)
const priced = items.chain((given) =>
  fc.record({
    items: fc.constant(given),
    shipping: fc.integer({ min: 0, max: 100_000 }),
    assessed: fc.record({
      rate: fc.integer({ min: 0, max: 10_000 }),
      label: fc.constant('VAT'),
      lines: fc.array(fc.integer({ min: 0, max: 10_000_000 }), {
        minLength: given.length,
        maxLength: given.length,
      }),
      shipping: fc.integer({ min: 0, max: 100_000 }),
    }),
  }),
)

test('an order costs its lines and shipping and tax, to the last cent, computed in big integers beside it', () => {
  fc.assert(
    fc.property(priced, ({ items: given, shipping, assessed }) => {
      const price = priceOrder(given, { ...quote, amount: shipping }, assessed)
      const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
      const subtotal = sum(given.map((item) => BigInt(item.price) * BigInt(item.quantity)))
      const tax = sum([...assessed.lines, assessed.shipping].map(BigInt))
      expect(BigInt(price.subtotal)).toBe(subtotal)
      expect(BigInt(price.tax)).toBe(tax)
      expect(BigInt(price.total)).toBe(subtotal + BigInt(shipping) + tax - BigInt(price.discount))
      expect(price.lines.map((line) => line.tax)).toEqual(assessed.lines)
      expect(price.lines.map(({ discount: _d, tax: _t, ...item }) => item)).toEqual(given)
    }),
  )
})

test('the steps that are explained add up to what is to be paid', () => {
  fc.assert(
    fc.property(priced, ({ items: given, shipping, assessed }) => {
      const { pricing, total } = priceOrder(given, { ...quote, amount: shipping }, assessed)
      const last = pricing.at(-1)
      expect(last).toEqual({ step: 'total', label: 'To pay', amount: total })
      expect(pricing.slice(0, -1).reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
    }),
  )
})

test('each step says what it is made of', () => {
  const cup = { productId: 'prd', sku: 'CUP', name: 'Cup', quantity: 2, price: 1_000 }
  const price = priceOrder([cup, cup], quote, {
    rate: 2_000,
    label: 'VAT 20 %',
    lines: [400, 400],
    shipping: 120,
  })
  expect(price.pricing).toEqual([
    { step: 'subtotal', label: '2 lines', amount: 4_000 },
    { step: 'shipping', label: 'Standard: a flat price', amount: 599 },
    { step: 'tax', label: 'VAT 20 %', amount: 920 },
    { step: 'total', label: 'To pay', amount: 5_519 },
  ])
})

test('what no integer holds exactly, and a tax for other lines, is a mistake of ours', () => {
  const cup = { productId: 'prd', sku: 'CUP', name: 'Cup', quantity: 10_000, price: 1e15 }
  expect(() => subtotalOf([cup])).toThrow(RangeError)
  expect(() =>
    priceOrder([{ ...cup, price: 1 }], quote, { rate: 0, label: '', lines: [], shipping: 0 }),
  ).toThrow()
})
