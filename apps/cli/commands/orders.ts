/** `rialto orders …`: look at orders, and move them on. */
import { randomBytes } from 'node:crypto'
import { formatMoney, toMinor } from '@rialto/kernel/money/money'
import type { Api } from '../api.ts'
import type { Command, Context, Flag } from '../arguments.ts'
import { change, columns, confirm, DRY_RUN, isDryRun, numberOf, show, textOf, YES } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { signedInApi } from '../session.ts'
import { printable } from '../terminal.ts'

type Order = {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly paymentStatus: string
  readonly total: number
  readonly currency: string
  readonly createdAt: string
  readonly items: readonly {
    readonly name: string
    readonly sku: string
    readonly quantity: number
    readonly price: number
  }[]
}
type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }
type Happened = { readonly type: string; readonly at: string; readonly text: string }

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 100
const ORDER = { name: 'ORDER', about: 'its id, or its number' }
const REASON: Flag = { type: 'string', value: 'TEXT', about: 'why, for the order’s story' }

export const ordersList: Command = {
  name: 'orders list',
  about: 'one’s own orders, newest first; staff sees everybody’s with --all',
  examples: [
    'rialto orders list',
    'rialto orders list --all --status confirmed',
    'rialto orders list --all --query ada@example.com --json',
  ],
  flags: {
    all: { type: 'boolean', about: 'everybody’s, for staff' },
    status: { type: 'string', value: 'STATUS', about: 'only those: confirmed, shipped, cancelled …' },
    query: { type: 'string', value: 'TEXT', about: 'a number, an id or an email address' },
    limit: { type: 'string', value: 'N', about: `how many (${LIMIT_DEFAULT})` },
    cursor: { type: 'string', value: 'CURSOR', about: 'go on where a list ended' },
  },
  run: async (context) => {
    const limit = numberOf(context, 'limit', { fallback: LIMIT_DEFAULT, min: 1, max: LIMIT_MAX })
    const query = new URLSearchParams({ limit: String(limit) })
    if (context.flags['all'] === true) query.set('scope', 'all')
    for (const [flag, name] of [
      ['status', 'status'],
      ['query', 'q'],
      ['cursor', 'cursor'],
    ] as const) {
      const value = textOf(context, flag)
      if (value !== undefined) query.set(name, value)
    }
    const api = await signedInApi(context)
    const { body } = await api.ask<Page<Order>>({
      method: 'GET',
      path: `/api/v1/orders?${query.toString()}`,
      signedIn: true,
    })
    show(context, body, () => listed(body))
  },
}

export const ordersShow: Command = {
  name: 'orders show',
  about: 'one order, with what happened to it',
  examples: ['rialto orders show 100001', 'rialto orders show 100001 --json'],
  words: [ORDER],
  flags: {},
  run: async (context) => {
    const api = await signedInApi(context)
    const order = await findOrder(api, context)
    const { body: story } = await api.ask<Page<Happened>>({
      method: 'GET',
      path: `${pathOf(order.id)}/timeline`,
      signedIn: true,
    })
    show(context, { ...order, timeline: story.items }, () => told(order, story.items))
  },
}

export const ordersCancel = move({
  verb: 'cancel',
  about: 'cancel an order that has not left the house; stock and money come back',
  consequence: 'is cancelled, and what was paid goes back.',
  body: (context) => ({ reason: textOf(context, 'reason') ?? 'Cancelled from the command line' }),
  flags: { reason: REASON, ...YES },
})

export const ordersShip = move({
  verb: 'ship',
  about: 'say that a confirmed order has left the house',
  body: (context) => {
    const [carrier, trackingNumber] = [textOf(context, 'carrier'), textOf(context, 'tracking')]
    return {
      ...(carrier === undefined ? {} : { carrier }),
      ...(trackingNumber === undefined ? {} : { trackingNumber }),
    }
  },
  flags: {
    carrier: { type: 'string', value: 'NAME', about: 'who carries it' },
    tracking: { type: 'string', value: 'NUMBER', about: 'the carrier’s number' },
  },
})

export const ordersDeliver = move({
  verb: 'deliver',
  about: 'say that a shipped order has arrived',
  body: () => ({}),
  flags: {},
})

type Move = {
  readonly verb: 'cancel' | 'ship' | 'deliver'
  readonly about: string
  /** What cannot be taken back; asked for first. */
  readonly consequence?: string
  readonly body: (context: Context) => Readonly<Record<string, unknown>>
  readonly flags: Readonly<Record<string, Flag>>
}

function move({ verb, about, consequence, body, flags }: Move): Command {
  return {
    name: `orders ${verb}`,
    about,
    examples: [
      `rialto orders ${verb} 100001${consequence ? ' --yes' : ''}`,
      `rialto orders ${verb} 100001 --dry-run`,
    ],
    words: [ORDER],
    flags: { ...flags, ...DRY_RUN },
    run: async (context) => {
      const api = await signedInApi(context)
      const order = await findOrder(api, context)
      if (consequence && !isDryRun(context))
        await confirm(context, order.number, `Order ${order.number} (${moneyOf(order)}) ${consequence}`)
      const moved = await change<Order>(
        context,
        api,
        {
          method: 'POST',
          path: `${pathOf(order.id)}/${verb}`,
          body: body(context),
          signedIn: true,
          key: randomBytes(12).toString('hex'),
        },
        `${verb} order ${order.number}`,
      )
      if (moved) show(context, moved, () => printable(`Order ${moved.number} is ${moved.status}.\n`))
    },
  }
}

/** By id, or by number: that of one's own, or for staff of anybody's. */
async function findOrder(api: Api, { words: [reference = ''] }: Context): Promise<Order> {
  const get = (path: string) => ({ method: 'GET', path, signedIn: true })
  if (!/^\d+$/.test(reference)) return (await api.ask<Order>(get(pathOf(reference)))).body
  const wanted = `/api/v1/orders?q=${reference}`
  const staff = await api.look<Page<Order>>(get(`${wanted}&scope=all`))
  const { body } = staff.status === 200 ? staff : await api.ask<Page<Order>>(get(wanted))
  const found = body.items.find(({ number }) => number === reference)
  if (found) return found
  throw new Failure(EXIT.notFound, `There is no order ${reference}, or it is not yours.`)
}

function pathOf(id: string): string {
  return `/api/v1/orders/${encodeURIComponent(id)}`
}

function moneyOf({ total, currency }: Order): string {
  return formatMoney(toMinor(total, currency), currency)
}

function listed({ items, nextCursor }: Page<Order>): string {
  if (items.length === 0) return 'There are no orders.\n'
  const rows = items.map((order) => [
    order.number,
    order.status,
    order.paymentStatus,
    moneyOf(order),
    order.createdAt,
  ])
  const table = columns([['NUMBER', 'STATUS', 'PAYMENT', 'TOTAL', 'PLACED'], ...rows])
  return printable(nextCursor === null ? table : `${table}More: --cursor ${nextCursor}\n`)
}

function told(order: Order, story: readonly Happened[]): string {
  const head = columns([
    ['Order', order.number],
    ['Id', order.id],
    ['Status', order.status],
    ['Payment', order.paymentStatus],
    ['Total', moneyOf(order)],
    ['Placed', order.createdAt],
  ])
  const items = columns(
    order.items.map(({ quantity, sku, name, price }) => [
      `  ${quantity} ×`,
      sku,
      name,
      formatMoney(toMinor(price, order.currency), order.currency),
    ]),
  )
  const happened = columns(story.map(({ at, text }) => [`  ${at}`, text]))
  return printable(`${head}\n${items}\n${happened}`)
}
