import { openBucket } from '@rialto/server/gateway/limits'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget({
    RIALTO_RATE_LIMITS: 'all',
    RIALTO_TRUSTED_PROXIES: '127.0.0.0/8,::1',
    RIALTO_BEHIND_TLS: 'yes',
  })
})
afterAll(() => shop.close())

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

test('every answer that was counted says what is left, and the one too many says when to come back', async () => {
  const answers = await Promise.all(
    Array.from({ length: 320 }, () => shop.send('GET', '/products/LAPTOP-001', from('203.0.113.7'))),
  )
  const left = answers.map(({ headers }) => Number(headers.get('ratelimit-remaining')))
  expect(Math.max(...left)).toBe(299)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers, body } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('ratelimit-limit')).toBe('300')
    expect(body.code).toBe('too_many_requests')
  }
  expect((await shop.send('GET', '/products/LAPTOP-001', from('203.0.113.8'))).status).toBe(200)
})

test('a path that is not, a method that is not and a broken body are counted as well', async () => {
  const address = from('203.0.113.20')
  const left = async (method: string, path: string) =>
    Number((await shop.send(method, path, address)).headers.get('ratelimit-remaining'))
  const first = await left('GET', '/nothing/here')
  await left('PATCH', '/products')
  await shop.send('POST', '/cart/items', { ...address, body: '{' })
  expect(await left('GET', '/nothing')).toBeLessThanOrEqual(first - 2)
})

test('who has a whole network of addresses has one bucket, and who lies about the address has their own', async () => {
  const statuses = new Set<number>()
  for (let host = 0; host < 30; host += 1) {
    const body = { email: 'x@example.com', password: `x${host}` }
    const { status } = await shop.send('POST', '/auth/login', {
      body,
      ...from(`2001:db8:7:7::${host.toString(16)}`),
    })
    statuses.add(status)
  }
  expect(statuses).toContain(429)
  const lied = new Set<number>()
  for (let guess = 0; guess < 30; guess += 1) {
    const body = { email: `y${guess}@example.com`, password: 'x' }
    const { status } = await shop.send('POST', '/auth/login', {
      body,
      ...from(`198.51.100.${guess}, 203.0.113.99`),
    })
    lied.add(status)
  }
  expect(lied).toContain(429)
})

test('a million addresses take no more memory than fifty thousand', () => {
  const bucket = openBucket({ burst: 10, perMinute: 60 })
  const before = process.memoryUsage().heapUsed
  for (let address = 0; address < 1_000_000; address += 1)
    bucket.charge(`2001:db8:${address.toString(16)}`, 0)
  const grown = process.memoryUsage().heapUsed - before
  expect(grown).toBeLessThan(120 * 1024 * 1024)
  expect(bucket.charge('2001:db8:f423f', 0).remaining).toBe(8)
  expect(bucket.charge('2001:db8:0', 0).remaining).toBe(9)
})

test('behind TLS browsers are told to stay with it', async () => {
  const { headers } = await shop.send('GET', '/products', from('203.0.113.50'))
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
})
