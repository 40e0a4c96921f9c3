/**
 * The past of the demo shop, made on a platform of its own: a few days of it, called off in the middle, cut short
 * while it is moved, and gone on with; and an order of the merchant's own beside it.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { order } from '@rialto/contracts/order'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openDatabase, type Database } from '@rialto/kernel/sql/database'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/database'
import { aService, callAs } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { makeHistory, type Ending, type HistoryNeeds } from '@rialto/server/demo/history/history'
import { seedDemo } from '@rialto/server/demo/seed'
import { demoShop } from '@rialto/server/demo/shop'
import { startServer, type Server } from '@rialto/server/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { breachesOf } from '../verify/invariant.ts'
import { judge } from '../verify/judge.ts'

const DAYS = 9
const DAY_MS = 24 * 60 * 60 * 1_000
const LONG_MS = 240_000
const NAMES = ['cart', 'inventory', 'notification', 'order', 'payment', 'sandbox', 'shipping'] as const
type Name = (typeof NAMES)[number]

const adminUrl = testDatabaseUrl()
const prefix = `h${randomBytes(5).toString('hex')}`
const folder = mkdtempSync(join(tmpdir(), 'rialto-history-'))
const JOURNAL = join(folder, 'demo-orders.begun')
const shop = demoShop(60)
const urls = new Map<string, string>(
  NAMES.map((name) => {
    const url = new URL(adminUrl)
    url.pathname = `/${prefix}_${name}`
    return [name, url.href]
  }),
)

const VISITOR = 'visitor@example.com'

let server: Server
let made: Awaited<ReturnType<typeof makeInThree>>
const databases = new Map<Name, Database>()
beforeAll(async () => {
  const config = readConfig(['--port', '0', '--data', folder, '--no-demo'], {
    DATABASE_URL: adminUrl,
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_MAIL_PORT: '0',
    LOG_LEVEL: 'silent',
  })
  server = await startServer(config, systemPorts, () => {})
  for (const name of NAMES)
    databases.set(name, openDatabase({ url: urls.get(name) ?? '', connectionsMax: 1 }))
  await seedDemo(server.platform, systemPorts, shop.products)
  made = await makeInThree()
}, LONG_MS)
afterAll(async () => {
  for (const db of databases.values()) await db.close()
  await server.stop()
  await unprovision(adminUrl, prefix)
  rmSync(folder, { recursive: true, force: true })
}, LONG_MS)

const db = (name: Name): Database => databases.get(name) as Database

function make(changed: Partial<HistoryNeeds> = {}, ending: Ending = { aborted: false }): Promise<void> {
  const needs = {
    platform: server.platform,
    ports: systemPorts,
    log: openLog('silent'),
    databases: urls,
    journalPath: JOURNAL,
    days: DAYS,
    ...changed,
  }
  return makeHistory(shop, needs, server.origins['gateway'] ?? '', ending)
}

/** Ends when so many lines are in the journal. */
function endingAt(lines: number): Ending {
  return {
    get aborted() {
      return existsSync(JOURNAL) && readFileSync(JOURNAL, 'utf8').split('\n').length > lines
    },
  }
}

/** Everything that the services say of orders, as text. */
async function everything(): Promise<string> {
  const parts = await Promise.all([
    db('order').rows`select * from order_event order by stream, version`,
    db('order').rows`select * from orders order by id`,
    db('order').rows`select * from order_invoice order by number`,
    db('payment').rows`select * from payment order by id`,
    db('payment').rows`select * from posting order by transaction_id, account`,
    db('payment').rows`select * from outbox_event order by id`,
    db('sandbox').rows`select * from charge order by key`,
    db('inventory').rows`select * from hold order by id`,
    db('inventory').rows`select * from movement order by sku, id`,
    db('inventory').rows`select * from outbox_event order by id`,
    db('shipping').rows`select * from shipment order by id`,
    db('notification').rows`select * from mail order by id`,
    db('notification').rows`select * from outbox_event order by id`,
    db('cart').rows`select * from cart_start order by cart_id, began_at`,
  ])
  return JSON.stringify(parts)
}

/** Called off, cut short while it was moved, and gone on with; a visitor orders between. */
async function makeInThree(): Promise<{
  readonly before: number
  readonly visitor: string
  readonly visited: number
}> {
  await make({}, endingAt(12))
  const [some] = await db('order').rows<{ count: number }>`select count(*) as count from orders`

  const sku = shop.products.find(({ stock = 0, variants = [] }) => stock > 30 && variants.length === 0)?.sku
  const visited = systemPorts.clock.now()
  const { id } = await server.platform.client(order, 'test').place(
    {
      body: {
        email: VISITOR,
        items: [{ productId: sku ?? '', quantity: 1 }],
        shippingAddress: { street: '1 Main Street', city: 'Springfield', zipCode: '12345', country: 'US' },
        payment: { method: 'card', token: 'tok_visa' },
      },
    },
    callAs(aService),
  )
  const broken = new Map([...urls, ['payment', 'postgres://nobody:nothing@127.0.0.1:1/none']])
  await expect(make({ databases: broken })).rejects.toMatchObject({ code: 'unavailable' })
  await make()
  return { before: some?.count ?? 0, visitor: id, visited }
}

test('a past that was called off, and cut short while it was moved, is gone on with to one whole story', async () => {
  const orders = await db('order').rows<{ id: string; at: Date; status: string }>`
    select id, created_at as at, status from orders order by number`
  expect(made.before).toBeGreaterThan(0)
  expect(orders.length).toBeGreaterThan(made.before + 20)
  const told = orders.filter(({ id, status }) => id !== made.visitor && status !== 'awaiting_payment')
  const times = told.map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(made.visited - (times[0] ?? 0)).toBeLessThan((DAYS + 1) * DAY_MS)
  expect(made.visited - (times.at(-1) ?? 0)).toBeGreaterThan(0)
  const days = new Set(told.map(({ at }) => at.toISOString().slice(0, 10)))
  expect(days.size).toBeGreaterThanOrEqual(DAYS - 3)
  expect(orders.filter(({ status }) => status === 'awaiting_payment')).toHaveLength(2)
})

test('what somebody else ordered meanwhile keeps its time, everywhere', async () => {
  const times = await Promise.all([
    db('order').rows<{ at: Date }>`select at from order_event where stream = ${made.visitor}`,
    db('payment').rows<{ at: Date }>`select created_at as at from payment where order_id = ${made.visitor}`,
    db('inventory').rows<{ at: Date }>`select at from movement where reference = ${made.visitor}`,
    db('notification').rows<{ at: Date }>`select at from mail where about = ${made.visitor}`,
  ])
  for (const rows of times) {
    expect(rows.length).toBeGreaterThan(0)
    for (const { at } of rows) expect(at.getTime()).toBeGreaterThan(made.visited - 10_000)
  }
})

test('no order is shipped before it was placed, and each service tells the same times of it', async () => {
  const events = await db('order').rows<{ id: string; type: string; at: Date }>`
    select stream as id, type, at from order_event order by stream, version`
  const timeOf = new Map<string, number>()
  for (const [id, list] of Map.groupBy(events, (event) => event.id)) {
    const times = list.map(({ at }) => at.getTime())
    expect(times, id).toEqual(times.toSorted((a, b) => a - b))
    for (const { type, at } of list) timeOf.set(`${id} ${type}`, at.getTime())
  }
  const near = (at: Date | null, id: string, type: string) => {
    const of = timeOf.get(`${id} order.${type}`)
    expect(of, `${id} ${type}`).toBeDefined()
    expect(Math.abs((at?.getTime() ?? 0) - (of ?? 0)), `${id} ${type}`).toBeLessThanOrEqual(61_000)
  }
  const payments = await db('payment').rows<{ id: string; at: Date; method: string }>`
    select order_id as id, created_at as at, method from payment where method <> 'refused'`
  for (const { id, at } of payments) near(at, id, 'placed')
  const refunds = await db('payment').rows<{ id: string; at: Date }>`
    select order_id as id, created_at as at from refund where reason not in ('requested')`
  for (const { id, at } of refunds)
    near(at, id, timeOf.has(`${id} order.refund_requested`) ? 'refund_requested' : 'cancelled')
  const shipments = await db('shipping').rows<{
    id: string
    at: Date
    steps: { status: string; at: string }[]
  }>`
    select order_id as id, created_at as at, history as steps from shipment`
  expect(shipments.length).toBeGreaterThan(5)
  for (const { id, at, steps } of shipments) {
    near(at, id, 'shipped')
    for (const step of steps)
      near(new Date(step.at), id, step.status === 'delivered' ? 'delivered' : 'shipped')
  }
  const mails = await db('notification').rows<{ id: string; kind: string; at: Date }>`
    select about as id, kind, at from mail where kind like 'order\_%'`
  for (const { id, kind, at } of mails) near(at, id, kind.slice('order_'.length))
  const sales = await db('inventory').rows<{ id: string; at: Date }>`
    select reference as id, at from movement where kind = 'sale'`
  for (const { id, at } of sales) near(at, id, 'confirmed')
})

test('invoices have no gaps, and later ones later dates', async () => {
  const client = server.platform.client(order, 'test')
  const paid = await db('order').rows<{ id: string }>`
    select id from orders where payment_id is not null and status <> 'declined' order by number`
  for (const { id } of paid)
    await client.invoice({ params: { id }, query: {}, headers: {} }, callAs(aService))
  const invoices = await db('order').rows<{ number: number; at: Date; mail: string | null }>`
    select order_invoice.number, issued_at as at, email as mail
      from order_invoice join order_contact using (order_id) order by number`
  expect(invoices.map(({ number }) => number)).toEqual(invoices.map((_, i) => i + 1))
  const times = invoices.filter(({ mail }) => mail !== VISITOR).map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('an order looks at any time as it did then', async () => {
  const [one] = await db('order').rows<{ id: string; placed: Date; shipped: Date }>`
    select stream as id, min(at) as placed, max(at) filter (where type = 'order.shipped') as shipped
      from order_event group by stream having bool_or(type = 'order.delivered') limit 1`
  const look = (at: number) =>
    server.platform
      .client(order, 'test')
      .get({ params: { id: one?.id ?? '' }, query: { at: new Date(at).toISOString() } }, callAs(aService))
  const [placed, shipped] = [one?.placed.getTime() ?? 0, one?.shipped.getTime() ?? 0]
  expect(shipped - placed).toBeGreaterThan(60 * 60 * 1_000)
  expect((await look(shipped - 60_000)).status).toBe('confirmed')
  expect((await look(shipped + 60_000)).status).toBe('shipped')
})

test('carts were begun before they were ordered, on the same days, and more of them than were ordered', async () => {
  const carts = await db('cart').rows<{ began: Date; ordered: Date | null }>`
    select began_at as began, ordered_at as ordered from cart_start`
  const ordered = carts.filter(({ ordered: at }) => at !== null)
  expect(ordered.length).toBeGreaterThan(15)
  expect(carts.length).toBeGreaterThan(1.5 * ordered.length)
  const days = new Set(carts.map(({ began }) => began.toISOString().slice(0, 10)))
  expect(days.size).toBeGreaterThanOrEqual(DAYS - 3)
  for (const { began, ordered: at } of ordered) {
    expect(at?.getTime()).toBeGreaterThan(began.getTime())
    expect((at?.getTime() ?? 0) - began.getTime()).toBeLessThan(60 * 60 * 1_000)
  }
})

test('nobody with an account finds anything of the past in their cart', async () => {
  const lines = await db('cart').rows`
    select sku from line join cart on cart.id = cart_id where user_id is not null`
  expect(lines).toEqual([])
})

test(
  'every invariant holds afterwards, and making it once more changes nothing',
  async () => {
    const verdicts = await judge({
      adminUrl,
      prefix,
      graceSeconds: 60,
      quietSeconds: 1,
      quietWithinSeconds: 60,
    })
    expect(verdicts.filter((verdict) => breachesOf(verdict) > 0)).toEqual([])
    const before = await everything()
    await make()
    expect(await everything()).toBe(before)
  },
  LONG_MS,
)
