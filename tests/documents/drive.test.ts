import { openApiDocument } from '@rialto/server/documents/documents'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../journeys/shop.fixture.ts'
import { openJudge, type OpenApi } from './conformance.fixture.ts'

type Shown = {
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly isLocked: boolean
}

let shop: Shop
beforeAll(async () => {
  shop = await openShop('direct')
})
afterAll(() => shop.close())

/** Every documented operation with the document's own example. */
function operations(): Shown[] {
  const { paths } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, Documented>>
  }
  return Object.entries(paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody, security = [] }]) => ({
      method: method.toUpperCase(),
      url: template.replace(/\{(\w+)\}/g, (_all, name: string) =>
        encodeURIComponent(String(parameters.find((each) => each.name === name)?.example ?? 'x')),
      ),
      body: requestBody?.content['application/json']?.example,
      isLocked: !security.some((way) => Object.keys(way).length === 0),
    })),
  )
}

type Documented = {
  readonly parameters?: readonly { readonly name?: string; readonly example?: string | number }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }
  readonly security?: readonly object[]
}

// `shop.request` holds each answer against openapi.json: status, type and body.

test('every operation, asked as its own example shows, answers as it is documented', async () => {
  const token = await shop.admin()
  const customer = await shop.customer()
  for (const { method, url, body } of operations()) {
    const asked = body === undefined ? {} : { body }
    for (const answer of [
      await shop.request(method, url, asked),
      await shop.request(method, url, {
        token: customer.token,
        key: `drive ${method} ${url}`.replaceAll(' ', '-'),
        ...asked,
      }),
      await shop.request(method, url, { token, ...asked }),
    ])
      expect(answer.status, `${method} ${url} ${answer.text}`).toBeLessThan(500)
  }
})

test('every operation refuses what its schema refuses, and says so as it is documented', async () => {
  for (const { method, url, body } of operations()) {
    const token = await shop.admin()
    const refused = [
      await shop.request(method, `${url}?no_such_parameter=1`, {
        token,
        ...(body === undefined ? {} : { body }),
      }),
      await shop.request(method, url, { headers: { authorization: 'Bearer no.such.token' } }),
    ]
    if (method !== 'GET') {
      refused.push(
        await shop.request(method, url, { token, body: { noSuchField: 1 } }),
        await shop.request(method, url, { token, body: [1] }),
      )
    }
    // What is not signed in may be asked with a stale token: signing in is how one gets a better one.
    for (const { status, text } of refused.filter(({ body: problem }) => problem?.code !== undefined))
      expect(status, `${method} ${url} ${text}`).toBeLessThan(500)
    if (url.startsWith('/api/'))
      expect(refused[0]?.status, `${method} ${url} with an unknown parameter`).toBe(400)
  }
})

test('what is locked asks for a token', async () => {
  for (const { method, url, body } of operations().filter(({ isLocked }) => isLocked)) {
    const { status } = await shop.request(method, url, body === undefined ? {} : { body })
    expect(status, `${method} ${url}`).toBe(401)
  }
})

test('what strange requests have found once is answered as it is documented', async () => {
  const [token, customer] = [await shop.admin(), await shop.customer()]
  const statusOf = async (method: string, url: string, asked: Parameters<Shop['request']>[2] = {}) =>
    (await shop.request(method, url, asked)).status
  for (const url of ['/api/v1/products?maxStock=5', '/api/v1/categories/computers?sort=stock'])
    expect(await statusOf('GET', url, { token: customer.token }), url).toBe(403)
  // As long as its schema lets it be.
  const longest = `/api/v1/categories/${encodeURIComponent('ü'.repeat(300))}`
  expect(await statusOf('GET', longest)).toBe(404)
  expect(await statusOf('DELETE', longest, { token })).toBe(404)
  for (const act of ['capture', 'refunds'])
    expect(await statusOf('POST', `/api/v1/payments/pay_x/${act}`, { token, body: { amount: 0 } })).toBe(422)
})

test('the judge sees an answer outside the document', () => {
  const judge = openJudge(openApiDocument() as unknown as OpenApi)
  const headers = new Headers({ 'content-type': 'application/json', 'x-request-id': 'r' })
  const good = { method: 'GET', url: '/health/live', status: 200, headers }
  const live = { status: 'ok' }
  expect(judge({ ...good, text: JSON.stringify(live) })).toEqual([])
  for (const wrong of [
    { ...good, text: JSON.stringify({ status: 'well' }) },
    { ...good, text: '{}' },
    { ...good, text: JSON.stringify(live), status: 418 },
    { ...good, text: JSON.stringify(live), status: 404 },
    {
      ...good,
      text: JSON.stringify(live),
      headers: new Headers({ 'x-request-id': 'r', 'content-type': 'text/plain' }),
    },
    { ...good, text: JSON.stringify(live), headers: new Headers({ 'content-type': 'application/json' }) },
    { ...good, text: '{}', url: '/api/v1/no-such-thing' },
  ])
    expect(judge(wrong), JSON.stringify(wrong)).not.toEqual([])
})
