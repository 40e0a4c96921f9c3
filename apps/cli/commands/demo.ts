/** `rialto demo order`: the first purchase, from nobody to money back, with nothing but the documented API. */
import { randomBytes } from 'node:crypto'
import { formatMoney, toMinor } from '@rialto/kernel/money/money'
import { gatewayUrl, mailUrl, openApi, type Api } from '../api.ts'
import type { Command, Context } from '../arguments.ts'
import { EXIT, Failure } from '../failure.ts'
import { openWalk, type Walk } from '../walk.ts'

type Product = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly price: number
  readonly currency: string
  readonly inStock?: boolean
}
type Order = {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly paymentStatus: string
  readonly total: number
  readonly currency: string
}
type Payment = {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly refunded: number
  readonly transactionId: string | null
}
type Mail = { readonly id: string; readonly subject: string; readonly kind: string; readonly text: string }
type Page<T> = { readonly items: readonly T[] }

const PATIENCE_MS = 10_000
const ADDRESS = {
  name: 'Ada Demo',
  street: 'Riva del Vin 1',
  city: 'Venezia',
  zipCode: '30125',
  country: 'IT',
}

export const demoOrder: Command = {
  name: 'demo order',
  about: 'walk the first purchase: register, order, pay, read the mail, cancel, get everything back',
  examples: ['rialto demo order', 'rialto demo order --curl', 'rialto demo order --json'],
  flags: {
    curl: { type: 'boolean', about: 'show the curl that does the same, step by step' },
    'mail-url': {
      type: 'string',
      value: 'URL',
      about: 'the inbox; else RIALTO_MAIL_URL, else the one beside the gateway',
    },
  },
  run: async (context) => {
    const { flags, terminal } = context
    const url = gatewayUrl(flags['url'], terminal.env)
    const inboxUrl = mailUrl(flags['mail-url'], terminal.env, url)
    const walk = openWalk(context, PATIENCE_MS)
    const result = await purchase(openApi(url), openInbox(inboxUrl, context), walk)
    walk.end({ url, ...result })
  },
}

async function purchase(api: Api, inbox: Inbox, walk: Walk) {
  const email = `ada-${randomBytes(5).toString('hex')}@example.com`
  const account = {
    email,
    password: randomBytes(12).toString('base64url'),
    firstName: 'Ada',
    lastName: 'Demo',
  }
  const registered = await walk.step(
    () =>
      api.ask<{ accessToken: string; user: { id: string } }>({
        method: 'POST',
        path: '/api/v1/auth/register',
        body: account,
      }),
    () => `Registered ${email}`,
    (curl) => `TOKEN=$(${curl} | jq -r .accessToken)`,
  )
  api.signIn(registered.accessToken)

  const shelf = await walk.step(
    () => api.ask<Page<Product>>({ method: 'GET', path: '/api/v1/products?limit=20' }),
    ({ items }) => `Looked at ${items.length} products`,
  )
  const product = shelf.items.find(({ inStock, price }) => inStock !== false && price > 0)
  if (!product)
    throw new Failure(EXIT.notFound, 'Nothing is for sale.', 'Fill the shop: npm start -- --reset')
  const stock = { method: 'GET', path: `/api/v1/inventory/${encodeURIComponent(product.sku)}` }
  const before = await walk.step(
    () => api.ask<{ available: number }>(stock),
    ({ available }) => `${available} of ${product.name} are free`,
  )

  await walk.step(
    () =>
      api.ask({
        method: 'POST',
        path: '/api/v1/cart/items',
        body: { productId: product.id, quantity: 1 },
        signedIn: true,
      }),
    () => `Put one into the cart, for ${money(product.price, product.currency)}`,
  )
  const placed = await walk.step(
    () =>
      api.ask<Order>({
        method: 'POST',
        path: '/api/v1/orders',
        body: { shippingAddress: ADDRESS },
        signedIn: true,
        key: newKey(),
      }),
    ({ number, total, currency }) =>
      `Placed order ${number}: ${money(total, currency)} with shipping and tax`,
  )
  const order = { method: 'GET', path: `/api/v1/orders/${encodeURIComponent(placed.id)}`, signedIn: true }
  const payment = await walk.step(
    () =>
      api.ask<Payment>({
        method: 'POST',
        path: '/api/v1/payments',
        body: { orderId: placed.id, method: 'card', token: 'tok_visa' },
        signedIn: true,
        key: newKey(),
      }),
    ({ amount }) => `Paid ${money(amount, placed.currency)} by card`,
  )
  await walk.stepUntil(
    () => api.ask<Order>(order),
    ({ status }) => status === 'confirmed',
    ({ number, status, paymentStatus }) => `Order ${number} is ${status} and ${paymentStatus}`,
  )
  await walk.stepUntil(
    () => api.ask<{ available: number }>(stock),
    ({ available }) => available < before.available,
    ({ available }) => `${available} of ${product.name} are left`,
  )
  const mail = await readMail(inbox, walk, email, 'order_confirmed')
  await walk.step(
    () => api.ask<Page<{ type: string; at: string }>>({ ...order, path: `${order.path}/timeline` }),
    ({ items }) => `Read its story: ${items.map(({ type }) => type.replace('order.', '')).join(', ')}`,
  )

  await walk.step(
    () =>
      api.ask<Order>({
        method: 'POST',
        path: `${order.path}/cancel`,
        body: { reason: 'It was only a demonstration' },
        signedIn: true,
        key: newKey(),
      }),
    ({ number, status }) => `Cancelled order ${number}: it is ${status}`,
  )
  const refunded = await walk.stepUntil(
    () =>
      api.ask<Payment>({
        method: 'GET',
        path: `/api/v1/payments/${encodeURIComponent(payment.id)}`,
        signedIn: true,
      }),
    ({ refunded: back, amount }) => back === amount,
    ({ refunded: back }) => `${money(back, placed.currency)} came back`,
  )
  await walk.stepUntil(
    () => api.ask<{ available: number }>(stock),
    ({ available }) => available >= before.available,
    ({ available }) => `${available} of ${product.name} are free again`,
  )
  const refundMail = await readMail(inbox, walk, email, 'order_refunded')
  return {
    customer: { id: registered.user.id, email },
    order: { id: placed.id, number: placed.number, total: placed.total, currency: placed.currency },
    payment: { id: payment.id, amount: payment.amount, refunded: refunded.refunded },
    mails: [mail, refundMail]
      .filter((read) => read !== undefined)
      .map(({ id, subject }) => ({ id, subject })),
  }
}

type Inbox = { readonly api: Api; readonly isThere: () => Promise<boolean> }

/** The inbox is part of the demo profile; a platform without one is walked without reading mail. */
function openInbox(url: string, { terminal }: Context): Inbox {
  const api = openApi(url)
  let known: Promise<boolean> | undefined
  const look = async () => {
    try {
      await api.ask({ method: 'GET', path: '/api/v1/mails?limit=1' })
      return true
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      terminal.err(
        `  ${url} shows no mail (${error.message}); going on without. --mail-url says where it is.\n`,
      )
      return false
    }
  }
  return { api, isThere: () => (known ??= look()) }
}

async function readMail(
  { api, isThere }: Inbox,
  walk: Walk,
  to: string,
  kind: string,
): Promise<Mail | undefined> {
  if (!(await isThere())) return undefined
  const list = await walk.stepUntil(
    () => api.ask<Page<Mail>>({ method: 'GET', path: `/api/v1/mails?to=${encodeURIComponent(to)}` }),
    ({ items }) => items.some((mail) => mail.kind === kind),
    ({ items }) => `A mail came: “${items.find((mail) => mail.kind === kind)?.subject}”`,
  )
  const found = list.items.find((mail) => mail.kind === kind)
  if (!found) return undefined
  const { body: mail } = await api.ask<Mail>({
    method: 'GET',
    path: `/api/v1/mails/${encodeURIComponent(found.id)}`,
  })
  walk.show(mail.text)
  return mail
}

function newKey(): string {
  return randomBytes(12).toString('hex')
}

/** As the mails write it. */
function money(amount: number, currency: string): string {
  return formatMoney(toMinor(amount, currency), currency)
}
