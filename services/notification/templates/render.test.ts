import { NOTIFICATION_KINDS } from '@rialto/contracts/notification'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cause, OrderWords } from '../domain.ts'
import { render, subjectOf } from './render.ts'

const SHOP = 'https://shop.example'
const order: OrderWords = {
  number: '100001',
  name: 'Ada Lovelace',
  currency: 'USD',
  lines: [
    { name: 'Premium Ultrabook Pro 15', quantity: 1, price: 129_999, total: 129_999 },
    { name: 'Murano Cup', quantity: 2, price: 1_900, total: 3_800 },
  ],
  subtotal: 133_799,
  discount: 1_000,
  shipping: 599,
  tax: 11_708,
  total: 145_106,
}
const causes: Readonly<Record<Cause['kind'], Cause>> = {
  order_confirmed: { kind: 'order_confirmed' },
  order_cancelled: { kind: 'order_cancelled', reason: 'Found it at home', paid: true },
  order_refunded: { kind: 'order_refunded', amount: 145_106, currency: 'USD' },
  order_shipped: { kind: 'order_shipped', trackingNumber: 'RT123', carrier: 'Gondola Post' },
  order_delivered: { kind: 'order_delivered' },
}

function letter(kind: Cause['kind'], words: OrderWords = order, cause: Cause = causes[kind]) {
  return render({ kind, orderId: 'ord_1', locale: 'en', data: { order: words, cause } }, SHOP)
}

test('a confirmation says what was bought, what it costs and where to look, in both forms', () => {
  const { subject, html, text } = letter('order_confirmed')
  expect(subject).toBe('Your order 100001 is confirmed')
  for (const form of [html, text]) {
    expect(form).toContain('Hello Ada Lovelace,')
    expect(form).toContain('Premium Ultrabook Pro 15')
    expect(form).toContain('1,299.99 USD')
    expect(form).toContain('1,451.06 USD')
    expect(form).toContain(`${SHOP}/orders/ord_1`)
  }
  expect(text).toContain('  2 × Murano Cup  38.00 USD')
})

test('a cancellation tells those who paid that it comes back, and the others that nothing was taken', () => {
  expect(letter('order_cancelled').text).toContain('1,451.06 USD you paid are on their way back')
  const unpaid: Cause = { kind: 'order_cancelled', reason: 'not paid in time', paid: false }
  const { html, text } = letter('order_cancelled', order, unpaid)
  for (const form of [html, text]) {
    expect(form).toContain('You have not been charged')
    expect(form).not.toContain('on their way back')
  }
})

test('a refund names its own amount, which need not be that of the order', () => {
  const { subject, text } = letter('order_refunded', order, {
    kind: 'order_refunded',
    amount: 500,
    currency: 'JPY',
  })
  expect(subject).toBe('Your refund for order 100001')
  expect(text).toContain('500 JPY')
})

test('a parcel without a tracking number is announced without one', () => {
  expect(letter('order_shipped').text).toContain('Tracking number: RT123')
  const bare: Cause = { kind: 'order_shipped', trackingNumber: null, carrier: null }
  expect(letter('order_shipped', order, bare).text).not.toContain('Tracking')
})

test('every mail has one button, no picture, no script and nothing fetched from anywhere', () => {
  for (const kind of NOTIFICATION_KINDS) {
    const { html, text } = letter(kind)
    expect(html.match(/class="button"/g)).toHaveLength(1)
    expect(html).not.toMatch(/<(script|img|table|iframe|link|form)\b|url\(|@import/i)
    expect(text).not.toMatch(/<\/?[a-z]/i)
  }
})

/** Text that a person could enter anywhere: scripts, attributes, entities, lines that look like ours. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title><svg onload=alert(1)>',
    '&lt;b&gt;',
    '<!--',
    '${process.env.HOME}',
    'a\r\nBcc: everybody@example.com',
    'Total: 0.00 USD\u202etxt.exe',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

test('whatever somebody called themselves or their goods is shown as text and never becomes markup', () => {
  const tags = (html: string) => html.match(/<[^>]*>/g)
  fc.assert(
    fc.property(fc.constantFrom(...NOTIFICATION_KINDS), hostile, hostile, (kind, name, other) => {
      const words = { ...order, name, number: other, lines: [{ name, quantity: 1, price: 1, total: 1 }] }
      const tame = {
        ...order,
        name: 'x',
        number: 'x',
        lines: [{ name: 'x', quantity: 1, price: 1, total: 1 }],
      }
      const causeWith = (text: string): Cause => {
        if (kind === 'order_cancelled') return { kind, reason: text, paid: true }
        return kind === 'order_shipped' ? { kind, trackingNumber: text, carrier: text } : causes[kind]
      }
      expect(tags(letter(kind, words, causeWith(other)).html)).toEqual(
        tags(letter(kind, tame, causeWith('x')).html),
      )
    }),
    { numRuns: 300 },
  )
})

test('a name cannot add a line to the plain text or turn one round', () => {
  const { text } = letter('order_confirmed', { ...order, name: 'Ada\r\nTotal: 0.00 USD\u202e\u2028x' })
  expect(text).toContain('Hello Ada Total: 0.00 USD x,')
})

test('a list can show a subject without rendering the mail', () => {
  const data = { order, cause: causes.order_shipped }
  expect(subjectOf({ kind: 'order_shipped', orderId: 'ord_1', locale: 'xx', data })).toBe(
    'Your order 100001 is on its way',
  )
})
