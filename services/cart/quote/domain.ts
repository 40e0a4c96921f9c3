/** A quote in the words of a buyer: what the order service reckoned, step by step, in major units. */
import assert from 'node:assert/strict'
import type { CartView, QuoteView } from '@rialto/contracts/cart'
import type { OrderQuote } from '@rialto/contracts/order'
import type { ShippingMethods } from '@rialto/contracts/shipping'
import { formatMoney, toMajor } from '@rialto/kernel/money/money'

const BASIS_POINTS_PER_PERCENT = 100

/** Steps of the order’s pricing that this file words by itself, and the one that is their sum. */
const WORDED = new Set(['subtotal', 'shipping', 'tax', 'total'])

type Step = QuoteView['steps'][number] & { readonly minor: number }

/** Puts together what the cart, the order’s pricing and shipping say. Throws where the steps are not the total. */
export function quoteView(
  cart: CartView,
  priced: OrderQuote,
  { items: methods }: ShippingMethods,
  codes: readonly string[],
): QuoteView {
  const { currency } = priced
  const major = (minor: number) => toMajor(minor, currency)
  const ids = new Map(cart.items.map(({ sku, id }) => [sku, id]))
  const steps = stepsOf(priced)
  assert.equal(
    steps.reduce((sum, { minor }) => sum + minor, 0),
    priced.total,
    'the steps of a quote add up to its total',
  )
  return {
    cartId: cart.id,
    items: priced.lines.map(({ productId, sku, name, quantity, price, discount, tax }) => ({
      id: ids.get(sku) ?? sku,
      productId,
      sku,
      name,
      quantity,
      price: major(price),
      total: major(price * quantity),
      discount: major(discount),
      tax: major(tax),
    })),
    leftOut: cart.items.flatMap(({ productId, sku, name, unavailableReason }) =>
      unavailableReason === undefined ? [] : [{ productId, sku, name, reason: unavailableReason }],
    ),
    subtotal: major(priced.subtotal),
    discount: major(priced.discount),
    shipping: major(priced.shipping),
    tax: major(priced.tax),
    total: major(priced.total),
    currency,
    shippingMethod: priced.shippingMethod,
    shippingMethods: methods.map(({ method, label, price, reason, delivery }) => ({
      method,
      label,
      price,
      reason,
      delivery,
      chosen: method === priced.shippingMethod,
    })),
    taxes: priced.taxes.map(({ label, rate, inclusive, amount }) => ({
      label,
      rate: rate / BASIS_POINTS_PER_PERCENT,
      inclusive,
      amount: major(amount),
    })),
    promotions: codes.map((code) => ({
      code,
      applied: false,
      reason: 'There is no promotion with this code.',
    })),
    steps: steps.map(({ step, label, minor, why }) => ({ step, label, amount: major(minor), why })),
  }
}

function stepsOf(priced: OrderQuote): Omit<Step, 'amount'>[] {
  const { lines, pricing, subtotal, shipping } = priced
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const why = (name: string) => pricing.find(({ step }) => step === name)?.label ?? ''
  return [
    {
      step: 'subtotal',
      label: 'Goods',
      minor: subtotal,
      why: `${count(pieces, 'piece')} in ${count(lines.length, 'line')}, at the prices of now`,
    },
    ...discountSteps(priced),
    { step: 'shipping', label: 'Shipping', minor: shipping, why: why('shipping') },
    ...taxSteps(priced, why('tax')),
  ]
}

/** Whatever else the order’s pricing did takes something off. */
function discountSteps({ pricing, discount }: OrderQuote): Omit<Step, 'amount'>[] {
  if (discount === 0) return []
  const named = pricing.filter(({ step }) => !WORDED.has(step))
  const why = named.map(({ label }) => label).join('; ')
  return [{ step: 'discount', label: 'Discount', minor: -discount, why }]
}

/** One step a rate; what the prices hold already is told and adds nothing. */
function taxSteps({ taxes, tax, currency }: OrderQuote, why: string): Omit<Step, 'amount'>[] {
  const steps = taxes.map(({ label, inclusive, amount }) => ({
    step: 'tax',
    label: 'Tax',
    minor: inclusive ? 0 : amount,
    why: inclusive ? `${label}; the prices hold ${formatMoney(amount, currency)} of it already` : label,
  }))
  return steps.length > 0 ? steps : [{ step: 'tax', label: 'Tax', minor: tax, why }]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
