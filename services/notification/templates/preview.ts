/** Templates as staff looks at them: each filled with an example, in each language. */
import type { NotificationKind } from '@rialto/contracts/notification'
import { NOTIFICATION_KINDS } from '@rialto/contracts/notification/shapes'
import { Problem } from '@rialto/kernel/contract/problem'
import { DEFAULT_LOCALE, type CauseOf } from '../domain.ts'
import type { Matter } from './letter.ts'
import { LOCALES, localeOf, render } from './render.ts'

const NUMBER = '100042'

const EXAMPLES: { readonly [K in NotificationKind]: CauseOf<K> } = {
  order_confirmed: { kind: 'order_confirmed', number: NUMBER },
  payment_received: { kind: 'payment_received', number: NUMBER, amount: 145_106, currency: 'USD' },
  order_shipped: { kind: 'order_shipped', number: NUMBER, trackingNumber: 'RT123', carrier: 'Gondola Post' },
  order_delivered: { kind: 'order_delivered', number: NUMBER },
  order_cancelled: { kind: 'order_cancelled', number: NUMBER, reason: 'Found it at home', paid: true },
  order_refunded: { kind: 'order_refunded', number: NUMBER, amount: 1_900, currency: 'USD' },
  verify_email: { kind: 'verify_email' },
  confirm_email: { kind: 'confirm_email' },
  reset_password: { kind: 'reset_password' },
  password_changed: { kind: 'password_changed' },
  email_changed: { kind: 'email_changed' },
  mfa_enabled: { kind: 'mfa_enabled' },
  mfa_disabled: { kind: 'mfa_disabled' },
  low_stock: { kind: 'low_stock', sku: 'LAPTOP-001', available: 3, threshold: 5 },
  low_stock_list: {
    kind: 'low_stock_list',
    lows: [
      { sku: 'LAPTOP-001', available: 0 },
      { sku: 'CUP-MURANO', available: 3 },
    ],
    count: 2,
  },
  message: { kind: 'message', subject: 'A word from us', text: 'We are open again.\n\nCome and see.' },
}

const RECEIPT: NonNullable<Matter['receipt']> = {
  number: NUMBER,
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

type Asked = { readonly params: { readonly name: string }; readonly query: { readonly locale?: string } }

export function templateRoutes(shopUrl: string) {
  const example = (kind: NotificationKind, locale: string) =>
    render(
      { about: 'ord_example', locale, cause: EXAMPLES[kind] },
      {
        receipt: RECEIPT,
        name: 'Ada Lovelace',
        link: `${shopUrl}/example?token=example`,
        detail: 'a…@example.com',
      },
      shopUrl,
    )
  return {
    templates: async () => ({ items: NOTIFICATION_KINDS.map((name) => ({ name, locales: LOCALES })) }),

    template: async ({ params, query: { locale = DEFAULT_LOCALE } }: Asked) => {
      const name = NOTIFICATION_KINDS.find((kind) => kind === params.name)
      if (!name)
        throw new Problem('unknown_template', {
          detail: `There is no template ${params.name}. There are ${NOTIFICATION_KINDS.join(', ')}.`,
        })
      return { name, locale: localeOf(locale), ...example(name, locale) }
    },
  }
}
