/** Services as processes of their own: alone, together over HTTP, and asked again while one does not answer. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBreaker } from '@rialto/kernel/client/breaker'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { startServer } from '@rialto/server/server'
import { expect } from 'vitest'
import { openShop } from '../../journeys/shop.fixture.ts'
import { openShop as openSaga, until } from '../../saga/shop.fixture.ts'
import { each, joined, pass, type Verdicts } from '../verdict.ts'

/** Nobody listens here: a service that starts must not need the others for it. */
const NOBODY = 'http://127.0.0.1:9'

async function startsAlone(service: string, services: readonly string[]): Promise<void> {
  const prefix = `a${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-alone-'))
  const env = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_DATA: dataDir,
    RIALTO_SERVICES: service,
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(services.map((name) => [`RIALTO_ORIGIN_${name.toUpperCase()}`, NOBODY])),
  }
  const server = await startServer(readConfig([], env), systemPorts, () => {})
  try {
    expect([...server.platform.hosts.keys()]).toEqual([service])
    await server.platform.hosts.get(service)?.ready()
    const door = new URL('/', server.doors.origins['internal'])
    expect((await fetch(door)).status).toBeLessThan(500)
  } finally {
    await server.stop()
    await unprovision(testDatabaseUrl(), prefix)
    await rm(dataDir, { recursive: true, force: true })
  }
}

const alone = pass(
  'each service starts by itself, answers at its inner door, and needs no other for it',
  async (world) => {
    for (const service of world.databases) await startsAlone(service, world.databases)
  },
)

const overHttp = pass('three processes that speak HTTP to each other confirm an order', async () => {
  const shop = await openShop('apart')
  try {
    const { token } = await shop.customer()
    const body = {
      items: [{ productId: 'prod-laptop-001', quantity: 1 }],
      shippingAddress: { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' },
      payment: { method: 'card', token: 'tok_visa' },
    }
    const answer = await shop.request('POST', '/api/v1/orders', { token, body })
    expect([answer.status, answer.body.status]).toEqual([201, 'confirmed'])
  } finally {
    await shop.close()
  }
})

const breaks = pass(
  'after five failures callers are refused at once, until a health check succeeds',
  async () => {
    let isBack = false
    const probe = () => (isBack ? Promise.resolve() : Promise.reject(new Error('not back')))
    const breaker = openBreaker(probe, systemPorts.timers)
    for (let i = 0; i < 5; i += 1) breaker.failed()
    expect(breaker.isOpen()).toBe(true)
    isBack = true
    await expect.poll(() => breaker.isOpen(), { timeout: 5_000 }).toBe(false)
    breaker.close()
  },
)

const asksAgain = pass(
  'a service that does not answer, or whose answer is lost, is asked again until it does: by the saga, at one layer only',
  async () => {
    const saga = await openSaga()
    try {
      const process = await saga.start()
      const sku = await saga.newSku(5)
      const asked: string[] = []
      process.faults((service, route) => {
        const name = `${service}.${route}`
        if (!['inventory.hold', 'payment.charge'].includes(name)) return 'none'
        asked.push(name)
        const times = asked.filter((other) => other === name).length
        return times === 1 ? 'request_lost' : times === 2 ? 'answer_lost' : 'none'
      })
      const items = [{ productId: sku, quantity: 2 }]
      const { status, body } = await process.place({ items, payment: { token: 'tok_visa' } })
      expect(status).toBe(202)
      const { id } = body as { id: string }
      const reached = await until(
        () => saga.statusOf(id),
        (now) => now === 'confirmed',
        20_000,
      )
      expect(reached).toBe('confirmed')
      // Once in vain, once without hearing the answer, and then heard; after each the order begins where it was.
      for (const name of ['inventory.hold', 'payment.charge'])
        expect(asked.filter((other) => other === name).length).toBeGreaterThanOrEqual(3)
      expect(await saga.look('inventory').rows`select 1 from hold where skus = array[${sku}]`).toHaveLength(1)
      expect(await saga.look('payment').rows`select 1 from payment where order_id = ${id}`).toHaveLength(1)
    } finally {
      await saga.close()
    }
  },
)

export const topology: Verdicts = joined([
  each('000-B017', alone),
  each('001-B034 002-B015', overHttp),
  each('001-B004', breaks),
  each('002-B011', asksAgain),
])
