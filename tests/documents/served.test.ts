import newman from 'newman'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../journeys/shop.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop('direct')
})
afterAll(() => shop.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.origin + path, { headers, redirect: 'manual' })

test('the documents are served where people look for them, and told apart by their ETag', async () => {
  for (const [path, member] of [
    ['/openapi.json', 'openapi'],
    ['/api/openapi.json', 'openapi'],
    ['/api/v1/openapi.json', 'openapi'],
    ['/asyncapi.json', 'asyncapi'],
    ['/postman.json', 'item'],
  ] as const) {
    const answer = await get(path)
    expect(answer.headers.get('content-type'), path).toContain('application/json')
    expect(await answer.json(), path).toHaveProperty(member)
    const again = await get(path, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  }
  const changed = await fetch(`${shop.origin}/openapi.json`, { method: 'POST' })
  expect([changed.status, changed.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  const unknown = await fetch(`${shop.origin}/api/v1/products`, { method: 'QUERY' })
  expect([unknown.status, unknown.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
})

test('the pages need no other host: all that they load is here, and their policy allows nothing else', async () => {
  for (const path of ['/', '/docs', '/docs/']) {
    const answer = await get(path)
    const text = await answer.text()
    expect(answer.status, path).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(answer.headers.get('content-security-policy')).not.toMatch(/https?:|\*/)
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//)
    for (const [, link] of text.matchAll(/(?:src|href)="(\/[^"]*)"/g))
      expect((await get(link ?? '')).status, `${path} → ${link}`).toBe(200)
  }
  expect(await (await get('/')).text()).toContain('href="/docs"')
})

test('the Postman collection runs green from its first request to its last', async () => {
  const collection = (await (await get('/postman.json')).json()) as object
  const summary = await new Promise<newman.NewmanRunSummary>((resolve, reject) => {
    newman.run(
      {
        collection,
        envVar: [{ key: 'base_url', value: shop.origin }],
        timeoutRequest: 10_000,
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    )
  })
  const failures = summary.run.failures.map(({ source, error }) => `${source?.name}: ${error.message}`)
  expect(failures).toEqual([])
  expect(summary.run.stats.assertions.total).toBeGreaterThan(80)
})
