import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, RUNNERS, type Shop } from './shop.fixture.ts'

describe.each(RUNNERS)('the events of all services, %s', (runner) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(runner)
  })
  afterAll(() => shop.close())

  test('staff reads what services in other processes said, and deals with what they could not take in', async () => {
    const { id } = await shop.customer()
    const token = await shop.admin()
    const said = await shop.request('GET', `/api/v1/events?service=identity&key=${id}`, { token })
    expect(said).toMatchObject({ status: 200, body: { missing: [] } })
    expect(said.body.items[0]).toMatchObject({ source: 'identity', key: id })
    const letters = await shop.request('GET', '/api/v1/events/dead-letters', { token })
    expect(letters).toMatchObject({ status: 200, body: { items: [], nextCursor: null, missing: [] } })
    const { body: lag } = await shop.request('GET', '/api/v1/events/lag', { token })
    expect(lag.missing).toEqual([])
    expect(lag.items).toContainEqual(expect.objectContaining({ service: 'order', consumer: 'notification' }))
    const one = await shop.request('GET', `/api/v1/events/${said.body.items[0].id}`, { token })
    expect(one.body).toEqual(said.body.items[0])
    const all = await shop.request('POST', '/api/v1/events/dead-letters/retry-all', { token, body: {} })
    expect(all.body).toEqual({ applied: 0, failed: [], left: 0, missing: [] })
    const path = '/api/v1/events/dead-letters/notification:order-999999999/discard'
    const gone = await shop.request('POST', path, { token, body: { reason: 'never was' } })
    expect(gone).toMatchObject({ status: 404, body: { code: 'unknown_dead_letter' } })
  })
})
