import type { ServiceView } from '@rialto/contracts/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, RUNNERS, type Shop } from './shop.fixture.ts'

describe.each(RUNNERS)('the platform about itself, %s', (runner) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(runner)
  })
  afterAll(() => shop.close())

  test('anybody may read what the shop is, and a demo shop names its test cards', async () => {
    const { status, body, headers } = await shop.request('GET', '/api/v1/shop')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body).toMatchObject({
      name: 'Rialto',
      profile: 'demo',
      currency: 'USD',
      payments: { provider: 'sandbox' },
      shipsTo: null,
    })
    expect(body.payments.testCards).toContainEqual({
      number: '4242 4242 4242 4242',
      token: 'tok_visa',
      what: 'pays',
    })
  })

  test('staff sees each service, where it is and how it answers; others see nothing', async () => {
    const token = await shop.admin()
    await shop.request('GET', '/api/v1/products')
    const { body } = await shop.request('GET', '/api/v1/services', { token })
    const items = body.items as readonly ServiceView[]
    const named = (name: string) => items.find((service) => service.name === name)
    expect(items.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(named('order')).toMatchObject({ origin: null, connections: { waiting: 0 }, parkedEvents: 0 })
    expect(named('order')?.unreadEvents).toBeGreaterThanOrEqual(0)
    expect(named('platform')).toMatchObject({ origin: null, connections: null, parkedEvents: null })
    const catalog = named('catalog')
    expect(named('cart')?.asks.map(({ service }) => service)).toContain('catalog')
    expect(named('search')?.hears).toEqual(['catalog'])
    if (runner === 'apart') {
      expect(catalog?.origin).toMatch(/^http:/)
      expect(catalog).toMatchObject({ calls: null, connections: null, parkedEvents: 0 })
      expect(named('search')?.asks).toContainEqual({ service: 'catalog', count: null })
    } else {
      expect(catalog?.origin).toBeNull()
      expect(catalog?.calls?.count).toBeGreaterThan(0)
      expect(catalog?.calls?.p95Ms).toBeGreaterThan(0)
      // The page of what the shop is asks where it sends.
      await shop.request('GET', '/api/v1/shop')
      const again = (await shop.request('GET', '/api/v1/services', { token })).body.items as ServiceView[]
      const asked = again.find(({ name }) => name === 'platform')?.asks[0]
      expect(asked?.service).toBe('shipping')
      expect(asked?.count).toBeGreaterThan(0)
    }
    const { token: customer } = await shop.customer()
    expect((await shop.request('GET', '/api/v1/services', { token: customer })).status).toBe(403)
    expect((await shop.request('GET', '/api/v1/services')).status).toBe(401)
  })
})
