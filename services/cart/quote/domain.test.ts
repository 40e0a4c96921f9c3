import type { CartView } from '@rialto/contracts/cart'
import type { OrderQuote } from '@rialto/contracts/order'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteView } from './domain.ts'

const cart: CartView = { id: 'crt_1', items: [], itemCount: 0, subtotal: 0, discount: 0, currency: 'USD' }
const amount = fc.integer({ min: 0, max: 1_000_000_000 })
const rate = fc.record({
  label: fc.constantFrom('VAT', 'VAT on books'),
  rate: fc.integer({ min: 0, max: 10_000 }),
  inclusive: fc.boolean(),
  amount,
})
const priced = fc
  .record({
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    prices: fc.array(fc.record({ price: amount, quantity: fc.integer({ min: 1, max: 999 }) }), {
      minLength: 1,
      maxLength: 20,
    }),
    off: fc.integer({ min: 0, max: 100 }),
    shipping: amount,
    taxes: fc.array(rate, { maxLength: 3 }),
  })
  .map(({ currency, prices, off, shipping, taxes }): OrderQuote => {
    const lines = prices.map(({ price, quantity }, i) => ({
      productId: `p${i}`,
      sku: `P${i}`,
      name: 'Thing',
      quantity,
      price,
      discount: 0,
      tax: 0,
    }))
    const subtotal = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
    const discount = Math.floor((subtotal * off) / 100)
    const tax = taxes.reduce((sum, each) => sum + (each.inclusive ? 0 : each.amount), 0)
    const total = subtotal - discount + shipping + tax
    return {
      currency,
      lines,
      subtotal,
      discount,
      shipping,
      shippingMethod: 'standard',
      tax,
      total,
      pricing: [
        { step: 'discount', label: `${off} % off`, amount: discount },
        { step: 'shipping', label: 'Standard', amount: shipping },
        { step: 'tax', label: 'no tax kept for Brazil', amount: tax },
      ],
      taxes,
    }
  })

test('whatever an order costs, its steps add up to the total exactly, and none but a discount is below zero', () => {
  fc.assert(
    fc.property(priced, (quote) => {
      const { steps, total } = quoteView(cart, quote, { items: [] }, [])
      const digits = { USD: 100, JPY: 1, KWD: 1_000 }[quote.currency] ?? Number.NaN
      const minor = (major: number) => BigInt(Math.round(major * digits))
      expect(steps.reduce((sum, step) => sum + minor(step.amount), 0n)).toBe(minor(total))
      for (const step of steps) {
        expect(step.why).not.toBe('')
        expect(step.step === 'discount' ? step.amount < 0 : step.amount >= 0).toBe(true)
      }
    }),
  )
})

test('a price that does not add up is nobody’s to pay: it is an error, not a quote', () => {
  const [quote] = fc.sample(priced, 1)
  if (!quote) throw new Error('there is a sample')
  expect(() => quoteView(cart, { ...quote, total: quote.total + 1 }, { items: [] }, [])).toThrow('add up')
})
