/** A small platform that has seen a bit of everything, stopped again: what breaches are planted in. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabaseUrl } from '@rialto/kernel/testing/database'
import { aService, callAs, user } from '@rialto/kernel/testing/world'
import { catalog } from '@rialto/contracts/catalog'
import { identity } from '@rialto/contracts/identity'
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { readConfig } from '@rialto/server/config'
import { startServer } from '@rialto/server/server'
import type { Platform } from '@rialto/server/platform'
import pg from 'pg'
import type { Acknowledged } from './invariant.ts'
import { judge } from './judge.ts'

export type SmallPlatform = {
  readonly adminUrl: string
  readonly prefix: string
  readonly acknowledged: readonly Acknowledged[]
  /** Orders by what became of them. */
  readonly orders: Readonly<
    Record<'confirmed' | 'delivered' | 'cancelled' | 'refundedInPart' | 'cameBackInPart', string>
  >
  /** Runs SQL in the database of a service, lets `work` look, and takes it all back. */
  planted<T>(service: string, sql: string, work: () => Promise<T>): Promise<T>
  remove(): Promise<void>
}

const SKUS = ['SMALL-1', 'SMALL-2'] as const
const STOCK = 20
const ADDRESS = { street: '1 Main Street', city: 'Springfield', zipCode: '12345', country: 'US' }
const QUIET_WITHIN_SECONDS = 20
const STOCK_MS_MAX = 10_000

export async function openSmallPlatform(): Promise<SmallPlatform> {
  const { adminUrl, prefix, platform, stop } = await startPlatform()
  try {
    const orders = await liveThroughADay(platform)
    // The last events are heard, and what follows from them is said, before the platform stops.
    await judge({
      adminUrl,
      prefix,
      graceSeconds: 0,
      quietSeconds: 1,
      quietWithinSeconds: QUIET_WITHIN_SECONDS,
    })
    return {
      adminUrl,
      prefix,
      acknowledged: Object.values(orders).map((orderId) => ({ orderId, status: 'confirmed' })),
      orders,
      planted: (service, sql, work) => planted(adminUrl, `${prefix}_${service}`, sql, work),
      remove: () => unprovision(adminUrl, prefix),
    }
  } finally {
    await stop()
  }
}

export type RunningPlatform = {
  readonly adminUrl: string
  readonly prefix: string
  readonly platform: Platform
  /** Stops it and leaves its databases, which whoever asked for them removes. */
  readonly stop: () => Promise<void>
}

/** A platform of its own, with nothing in its shop. */
export async function startPlatform(): Promise<RunningPlatform> {
  const adminUrl = testDatabaseUrl()
  const prefix = `v${randomBytes(5).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), 'rialto-verify-'))
  const config = readConfig(['--port', '0', '--data', folder, '--no-demo'], {
    DATABASE_URL: adminUrl,
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_MAIL_PORT: '0',
    LOG_LEVEL: 'silent',
  })
  const server = await startServer(config, systemPorts, () => {})
  return {
    adminUrl,
    prefix,
    platform: server.platform,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Orders of every fate, and two people with a session each. */
async function liveThroughADay(platform: Platform): Promise<SmallPlatform['orders']> {
  const call = () => ({
    ...callAs(aService),
    idempotencyKey: systemPorts.ids.next('key'),
    bodyHash: 'as sent',
  })
  const client = {
    catalog: platform.client(catalog, 'test'),
    inventory: platform.client(inventory, 'test'),
    order: platform.client(order, 'test'),
    payment: platform.client(payment, 'test'),
    identity: platform.client(identity, 'test'),
  }
  await putOnSale(platform, SKUS, STOCK)
  const { addAddress } = platform.endpointsOf('profile')
  for (const email of ['one@example.com', 'two@example.com']) {
    const { user: person } = await client.identity.register(
      { headers: {}, body: { email, password: 'a-long-enough-password' } },
      call(),
    )
    await addAddress?.({ body: ADDRESS }, { ...call(), caller: user(person.id) })
  }

  const place = buyer(platform, SKUS)
  const [confirmed, delivered, cancelled, refundedInPart, cameBackInPart] = [
    await place('tok_visa'),
    await place('tok_visa'),
    await place('tok_visa'),
    await place('tok_timeout_charged'),
    await place('tok_visa'),
  ]
  await place('tok_declined')
  await place()
  await client.order.ship({ params: { id: delivered }, body: {} }, call())
  await client.order.deliver({ params: { id: delivered }, body: {} }, call())
  await client.order.cancel({ params: { id: cancelled }, query: {}, body: {} }, call())
  await client.order.refund(
    {
      params: { id: cameBackInPart },
      body: { lines: [{ sku: SKUS[0], quantity: 1 }], restock: true },
    },
    call(),
  )
  const { paymentId } = await client.order.get({ params: { id: refundedInPart }, query: {} }, call())
  await client.payment.refund({ params: { id: paymentId ?? '' }, body: { amount: 1 } }, call())
  return { confirmed, delivered, cancelled, refundedInPart, cameBackInPart }
}

/** Every call with a key of its own, as a careful client sends it. */
const call = () => ({ ...callAs(aService), idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'as sent' })

/** Puts products on sale under these SKUs, and waits until the first stock has been handed over. */
export async function putOnSale(platform: Platform, skus: readonly string[], stock: number): Promise<void> {
  const products = skus.map((sku) => ({
    id: sku.toLowerCase(),
    sku,
    name: `Small ${sku}`,
    price: 2499,
    stock,
  }))
  await platform.client(catalog, 'test').importProducts({ body: { products } }, call())
  const givenUpAt = performance.now() + STOCK_MS_MAX
  for (;;) {
    const { levels } = await platform.client(inventory, 'test').levels({ body: { skus: [...skus] } }, call())
    if (levels.length === skus.length) return
    if (performance.now() > givenUpAt) throw new Error('the products never came into stock')
    await systemPorts.timers.sleep(20)
  }
}

/** Somebody who orders one of each, paying with the token, or not yet without one; gives the order's id. */
export function buyer(platform: Platform, skus: readonly string[]): (token?: string) => Promise<string> {
  const place = platform.endpointsOf('order')['place']
  if (!place) throw new Error('nobody takes orders')
  const items = skus.map((sku) => ({ productId: sku.toLowerCase(), quantity: 1 }))
  return async (token) => {
    const body = { items, shippingAddress: ADDRESS, ...(token === undefined ? {} : { payment: { token } }) }
    const answer = await place({ body }, { ...call(), caller: user('usr_small') })
    return (answer.body as { id: string }).id
  }
}

/** In a copy, which takes the place of the original while `work` looks. */
async function planted<T>(
  adminUrl: string,
  database: string,
  sql: string,
  work: () => Promise<T>,
): Promise<T> {
  const kept = `${database}_kept`
  await run(
    adminUrl,
    `alter database ${database} rename to ${kept}`,
    `create database ${database} template ${kept}`,
  )
  try {
    const url = new URL(adminUrl)
    url.pathname = `/${database}`
    await run(url.href, sql)
    return await work()
  } finally {
    await run(
      adminUrl,
      `drop database ${database} with (force)`,
      `alter database ${kept} rename to ${database}`,
    )
  }
}

async function run(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
