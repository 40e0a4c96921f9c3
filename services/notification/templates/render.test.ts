import type { NotificationKind } from '@rialto/contracts/notification'
import { NOTIFICATION_KINDS } from '@rialto/contracts/notification/shapes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cause } from '../domain.ts'
import { layoutOf } from './fill.ts'
import type { Matter } from './letter.ts'
import { localeOf, LOCALES, render, subjectOf } from './render.ts'

const SHOP = 'https://shop.example'
const receipt: NonNullable<Matter['receipt']> = {
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
const matter: Matter = {
  receipt,
  name: 'Ada Lovelace',
  link: `${SHOP}/reset-password?token=t0k`,
  detail: 'a…@x.org',
}

/** A cause of each kind, with the same text wherever a person or a neighbour may have entered any. */
function causesWith(text: string): readonly Cause[] {
  const plain = NOTIFICATION_KINDS.filter(
    (kind) => kind.endsWith('_email') || kind.startsWith('mfa_') || kind.includes('password'),
  ).map((kind) => ({ kind }) as Cause)
  return [
    ...plain,
    { kind: 'email_changed' },
    { kind: 'order_confirmed', number: text },
    { kind: 'order_delivered', number: text },
    { kind: 'payment_received', number: text, amount: 145_106, currency: 'USD' },
    { kind: 'order_cancelled', number: text, reason: text, paid: true },
    { kind: 'order_refunded', number: text, amount: 145_106, currency: 'USD' },
    { kind: 'order_shipped', number: text, trackingNumber: text, carrier: text },
    { kind: 'low_stock', sku: text, available: 3, threshold: 5 },
    {
      kind: 'low_stock_list',
      lows: [
        { sku: text, available: 0 },
        { sku: text, available: 2 },
      ],
      count: 60,
    },
    { kind: 'message', subject: text, text },
  ]
}
const CAUSES = causesWith('100001')

function causeOf(kind: NotificationKind, all: readonly Cause[] = CAUSES): Cause {
  const cause = all.find((each) => each.kind === kind)
  if (!cause) throw new Error(`no example of ${kind}`)
  return cause
}

function letter(kind: NotificationKind, about: Matter = matter, cause = causeOf(kind), locale = 'en') {
  return render({ about: 'ord_1', locale, cause }, about, SHOP)
}

test('every mail about a guest’s order holds the link that opens it, in every language', () => {
  const trackingUrl = `${SHOP}/orders/ord_1?token=k3y`
  const guests: Matter = { ...matter, receipt: { ...receipt, trackingUrl } }
  const about = NOTIFICATION_KINDS.filter((kind) => /^(order|payment)_/.test(kind))
  expect(about.length).toBeGreaterThan(4)
  for (const kind of about)
    for (const locale of LOCALES) {
      expect(letter(kind, guests, causeOf(kind), locale).text, `${kind} ${locale}`).toContain(trackingUrl)
      expect(letter(kind, matter, causeOf(kind), locale).text, `${kind} ${locale}`).toMatch(
        /\/orders\/ord_1(?!\?)/,
      )
    }
})

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

test('a reader of German reads German, with amounts as they are written there', () => {
  const { subject, html, text } = letter('order_confirmed', matter, causeOf('order_confirmed'), 'de-AT')
  expect(subject).toBe('Ihre Bestellung 100001 ist bestätigt')
  expect(html).toContain('lang="de"')
  for (const form of [html, text]) expect(form).toContain('1.451,06 USD')
})

test('every kind has its words in every language, and who reads another one reads English', () => {
  for (const kind of NOTIFICATION_KINDS) {
    const texts = LOCALES.map((locale) => letter(kind, matter, causeOf(kind), locale).text)
    expect(new Set(texts).size, kind).toBe(LOCALES.length)
    expect(letter(kind, matter, causeOf(kind), 'fr').text).toBe(letter(kind).text)
  }
  expect(localeOf('DE-at')).toBe('de')
  expect(localeOf('xx')).toBe('en')
})

test('a cancellation tells those who paid that it comes back, and the others that nothing was taken', () => {
  expect(letter('order_cancelled').text).toContain('The 1,451.06 USD you paid are on the way back')
  const unpaid: Cause = { kind: 'order_cancelled', number: '1', reason: 'not paid in time', paid: false }
  const { html, text } = letter('order_cancelled', matter, unpaid)
  for (const form of [html, text]) {
    expect(form).toContain('You have not been charged')
    expect(form).not.toContain('on the way back')
  }
})

test('a refund names its own amount, and of a part also the whole', () => {
  const cause = (amount: number, currency: string): Cause => ({
    kind: 'order_refunded',
    number: '1',
    amount,
    currency,
  })
  expect(letter('order_refunded', {}, cause(500, 'JPY')).text).toContain('500 JPY')
  expect(letter('order_refunded', matter, cause(500, 'USD')).text.replaceAll('\n', ' ')).toContain(
    '5.00 USD of the 1,451.06 USD',
  )
  expect(letter('order_refunded').text).not.toContain('of the 1,451.06 USD')
})

test('a parcel without a tracking number is announced without one', () => {
  const cause = (trackingNumber: string | null): Cause => ({
    kind: 'order_shipped',
    number: '1',
    trackingNumber,
    carrier: null,
  })
  expect(letter('order_shipped', matter, cause('RT123')).text).toContain('Tracking number: RT123')
  expect(letter('order_shipped', matter, cause(null)).text).not.toContain('Tracking')
})

test('a link is in the mail that needs it, and where it is spent the mail says so', () => {
  for (const kind of ['verify_email', 'confirm_email', 'reset_password'] as const) {
    const { html, text } = letter(kind)
    expect(html).toContain(`href="${SHOP}/reset-password?token=t0k"`)
    expect(text).toContain(`${SHOP}/reset-password?token=t0k`)
    expect(letter(kind, {}).text).toContain('has been used or is too old')
  }
})

test('an order that nobody knows any more is still told, without its receipt', () => {
  for (const kind of NOTIFICATION_KINDS) expect(letter(kind, {}).text).not.toMatch(/undefined|null|NaN|\{\{/)
})

test('every mail has one button, no picture, no script and nothing fetched from anywhere', () => {
  for (const kind of NOTIFICATION_KINDS) {
    const { html, text } = letter(kind)
    expect(html.match(/<a\b/g), kind).toHaveLength(1)
    expect(html).not.toMatch(/<(script|img|iframe|link|form)\b|url\(|@import/i)
    expect(html).not.toMatch(/\{\{|\[object|undefined/)
    expect(text).not.toMatch(/<\/?[a-z]|\{\{/i)
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
    '-->',
    '{{name}}{{/paragraphs}}',
    '${process.env.HOME}',
    'a\r\nBcc: everybody@example.com',
    'Total: 0.00 USD\u202etxt.exe',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

test('whatever somebody called themselves or their goods is shown as text and never becomes markup', () => {
  const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/aria-label="[^"]*"/, ''))
  const about = (name: string): Matter => ({
    ...matter,
    name,
    detail: name,
    receipt: { ...receipt, name, lines: [{ name, quantity: 1, price: 1, total: 1 }] },
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...NOTIFICATION_KINDS),
      fc.constantFrom(...LOCALES),
      hostile,
      hostile,
      (kind, locale, name, other) => {
        // An empty line begins a paragraph of a message; that is its writer's to choose.
        const text = other.replaceAll('\n', ' ')
        const wild = letter(kind, about(name), causeOf(kind, causesWith(text)), locale)
        const tame = letter(kind, about('x'), causeOf(kind, causesWith('x')), locale)
        expect(tags(wild.html)).toEqual(tags(tame.html))
      },
    ),
    { numRuns: 300 },
  )
})

test('a name cannot add a line to the plain text or turn one round', () => {
  const { text } = letter('order_confirmed', { name: 'Ada\r\nTotal: 0.00 USD\u202e\u2028x' })
  expect(text).toContain('Hello Ada Total: 0.00 USD x,')
})

test('a list can show a subject without asking anybody', () => {
  expect(subjectOf({ about: 'ord_1', locale: 'xx', cause: causeOf('order_shipped') })).toBe(
    'Your order 100001 is on its way',
  )
})

test('a layout that closes what it did not open is found at the start', () => {
  expect(() => layoutOf('{{#a}}x')).toThrow('never closes a')
  expect(() => layoutOf('x{{/a}}')).toThrow('closes a')
  expect(() => layoutOf('{{#a}}{{/b}}{{/a}}')).toThrow('closes b inside a')
  expect(() => layoutOf('{{a}}')({})).toThrow('wants a text a')
})
