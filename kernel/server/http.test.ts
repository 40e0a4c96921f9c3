import { afterAll, beforeAll, expect, test } from 'vitest'
import { openToys, type Toys } from './toys.fixture.ts'

let shop: Toys

beforeAll(async () => {
  shop = await openToys()
})

afterAll(() => shop.close())

type Sent = {
  status: number
  headers: Headers
  text: string
  body: Record<string, unknown> & { seen?: Record<string, unknown> }
}

async function send(
  method: string,
  path: string,
  { body, ...headers }: Record<string, string> & { body?: string } = {},
): Promise<Sent> {
  const response = await fetch(`${shop.origin}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Sent['body'],
  }
}

const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = {}) =>
  send('POST', '/api/v1/toys', { ...json, ...headers, body })

function expectProblem({ status, headers, body, text }: Sent, wanted: number, code: string): void {
  expect({ status, code: body['code'], type: headers.get('content-type') }, text).toEqual({
    status: wanted,
    code,
    type: 'application/problem+json; charset=utf-8',
  })
  expect(body).toMatchObject({
    status: wanted,
    type: `urn:rialto:problem:${code.replaceAll('_', '-')}`,
    title: expect.any(String) as string,
  })
  expect(body['requestId']).toBe(headers.get('x-request-id'))
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
}

test('an answer is JSON with its status, and its length and request id are told', async () => {
  const answer = await post('{"name":"bear","unit_price":5}')
  expect(answer).toMatchObject({
    status: 201,
    body: { id: 'made', seen: { body: { name: 'bear', unitPrice: 5 } } },
  })
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(answer.text))
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('an unknown path, a wrong method and a service’s own route are refused, each in its way', async () => {
  expectProblem(await send('GET', '/nowhere'), 404, 'not_found')
  expectProblem(await send('POST', '/internal/secret', { ...json, body: '{}' }), 404, 'not_found')
  expectProblem(await send('POST', '/secret', { ...json, body: '{}' }), 404, 'not_found')
  for (const [method, path, allow] of [
    ['PUT', '/api/v1/toys', 'GET, POST, HEAD, OPTIONS'],
    ['PATCH', '/api/v1/toys/1', 'GET, DELETE, HEAD, OPTIONS'],
    ['POST', '/api/v1/toys/1/', 'GET, DELETE, HEAD, OPTIONS'],
  ] as const) {
    const refused = await send(method, path, { ...json, body: '{}' })
    expectProblem(refused, 405, 'method_not_allowed')
    expect(refused.headers.get('allow')).toBe(allow)
  }
  const options = await send('OPTIONS', '/api/v1/toys')
  expect([options.status, options.headers.get('allow'), options.text]).toEqual([
    204,
    'GET, POST, HEAD, OPTIONS',
    '',
  ])
})

test('HEAD says what GET would, without the body', async () => {
  const [get, head] = [await send('GET', '/api/v1/toys/1'), await send('HEAD', '/api/v1/toys/1')]
  expect(head).toMatchObject({ status: 200, text: '' })
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
  expect(await send('HEAD', '/api/v1/toys/none')).toMatchObject({ status: 409, text: '' })
})

test('a body that is no JSON, ambiguous, too large, of another type or outside the contract is refused with its code', async () => {
  for (const body of [
    '{',
    '{"name":"a","name":"b"}',
    '{"name":"\\u0000"}',
    '{"__proto__":1,"name":"a"}',
    '[[[',
    '"\ud800',
  ]) {
    expectProblem(await post(body), 400, 'not_json')
  }
  expectProblem(await post('[1]'), 422, 'validation_failed')
  expectProblem(await post('null'), 422, 'validation_failed')
  const extra = await post('{"name":"a","price":1,"unit_price":"5"}')
  expectProblem(extra, 422, 'validation_failed')
  expect(extra.body['errors']).toEqual([
    expect.objectContaining({ path: '/price' }),
    expect.objectContaining({ path: '/unitPrice' }),
  ])
  const huge = await post(`{"name":"${'x'.repeat(1024 * 1024)}"}`)
  expectProblem(huge, 413, 'too_large')
  expect(huge.body['detail']).toContain('1048576 bytes')
  for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
    const refused = await post('{"name":"a"}', { 'content-type': type })
    expectProblem(refused, 415, 'unsupported_media_type')
    expect(refused.body['detail'], type).toContain('as JSON')
  }
  expect((await post('{"name":"a"}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(201)
})

test('what curl -d sends without a header is refused with the way to mend it', async () => {
  const refused = await send('POST', '/api/v1/toys', {
    'content-type': 'application/x-www-form-urlencoded',
    body: '{"name":"a"}',
  })
  expectProblem(refused, 415, 'unsupported_media_type')
  expect(refused.body['detail']).toContain("-H 'Content-Type: application/json'")
})

test('an empty body is an empty object, and a body where none belongs is refused', async () => {
  const empty = await send('POST', '/api/v1/toys', json)
  expectProblem(empty, 422, 'validation_failed')
  expect(empty.body['errors']).toEqual([{ path: '/name', message: 'is required', code: 'required' }])
  expectProblem(await send('POST', '/api/v1/toys'), 422, 'validation_failed')
  const signedIn = { ...json, authorization: 'Bearer good' }
  expect((await send('DELETE', '/api/v1/toys/1', signedIn)).status).toBe(200)
  expect((await send('DELETE', '/api/v1/toys/1', { ...signedIn, body: '{}' })).status).toBe(200)
  expectProblem(
    await send('DELETE', '/api/v1/toys/1', { ...signedIn, body: '{"a":1}' }),
    422,
    'validation_failed',
  )
})

test('a query is read as it is declared, in any spelling, and strictly', async () => {
  const seen = async (query: string) => (await send('GET', `/api/v1/toys${query}`)).body.seen
  expect(await seen('')).toEqual({})
  expect(await seen('?limit=5&priceMax=-1.50&inStock=true&owner=a.b')).toEqual({
    limit: 5,
    priceMax: -1.5,
    inStock: true,
    owner: 'a.b',
  })
  expect(await seen('?price_max=2E-05&in_stock=false&owner_id=x&&')).toEqual({
    priceMax: 0.00002,
    inStock: false,
    owner: 'x',
  })
  expect(await seen('?tags=1&tags=2')).toEqual({ tags: [1, 2] })
  for (const query of [
    'limit=0', 'limit=101', 'limit=5.5', 'limit=1e1', 'limit=%205', 'limit=+5', 'limit=', 'limit', 'limit=05', 'limit=0x5',
    'priceMax=NaN', 'priceMax=Infinity', 'priceMax=1,5', 'priceMax=1e999', 'priceMax=1e', 'priceMax=.5', 'priceMax=01', 'priceMax=0x1', 'inStock=1', 'inStock=TRUE', 'unknown=1', '__proto__=1',
    'constructor=1', 'toString=1', 'limit=1&limit=2', 'owner=a&ownerId=b', 'owner=a&owner_id=a', 'tags=a', 'tags=1&tags=2&tags=3&tags=4',
    'owner=%', 'owner=%ff', 'owner=%00', 'a%00b=1', 'limit[]=1', 'limit=9007199254740993',
  ]) {
    expectProblem(await send('GET', `/api/v1/toys?${query}`), 400, 'invalid_query')
  } // prettier-ignore
})

test('a path is decoded once, and what cannot be decoded is refused', async () => {
  expect((await send('GET', '/api/v1/toys/a%20b%2Fc%2525')).body['id']).toBe('a b/c%25')
  for (const id of ['%', '%zz', '%ff', '%00', 'a%00b', 'x'.repeat(101)]) {
    const refused = await send('GET', `/api/v1/toys/${id}`)
    expectProblem(refused, 400, 'invalid_path')
    expect(refused.body['detail'], id).toEqual(expect.any(String))
  }
  const long = await send('GET', `/api/v1/toys/${'x'.repeat(300)}`)
  expect([400, 404, 414]).toContain(long.status)
  expect(long.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})

test('a header that the contract reads is checked, and all others stay outside', async () => {
  const made = await post('{"name":"a"}', { 'x-cart-key': 'key', 'x-other': 'x' })
  expect(made.body.seen?.['headers']).toEqual({ 'x-cart-key': 'key' })
  expectProblem(await post('{"name":"a"}', { 'x-cart-key': 'much too long' }), 400, 'invalid_header')
})

test('an Idempotency-Key is visible ASCII, and the same body has the same hash', async () => {
  const keyed = async (key: string, body = '{"name":"a"}') =>
    (await post(body, { 'idempotency-key': key })).body.seen
  const [one, again, other] = [await keyed('k'), await keyed('k'), await keyed('k', '{"name":"b"}')]
  expect(one).toMatchObject({
    idempotencyKey: 'k',
    bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  })
  expect(again?.['bodyHash']).toBe(one?.['bodyHash'])
  expect(other?.['bodyHash']).not.toBe(one?.['bodyHash'])
  expect((await post('{"name":"a"}', { 'idempotency-key': 'x'.repeat(255) })).status).toBe(201)
  for (const key of ['x'.repeat(256), 'a b', 'é', '']) {
    expectProblem(await post('{"name":"a"}', { 'idempotency-key': key }), 400, 'invalid_header')
  }
  const twice = await shop.raw(
    'POST /api/v1/toys HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\nidempotency-key: a\r\nidempotency-key: b\r\nconnection: close\r\n\r\n{"name":"a"}',
  )
  expect(twice).toMatch(/^HTTP\/1\.1 400 .*invalid_header/s)
})

test('a request id is taken over when it is harmless, made otherwise, and always given back', async () => {
  expect(
    (await send('GET', '/api/v1/toys/1', { 'x-request-id': 'abc-1.2:3_4' })).headers.get('x-request-id'),
  ).toBe('abc-1.2:3_4')
  for (const given of ['a b', 'x'.repeat(65), '<script>', '']) {
    const made = await send('GET', '/api/v1/toys/1', { 'x-request-id': given })
    expect(made.headers.get('x-request-id')).toMatch(/^req_[0-9a-z]{26}$/)
    expect(made.body.seen?.['requestId']).toBe(made.headers.get('x-request-id'))
  }
})

test('an ETag that the client knows is answered without the body, on reading only', async () => {
  for (const tag of ['W/"v1"', '"v1"', '"v0", W/"v1"', '*']) {
    const known = await send('GET', '/api/v1/toys/tagged', { 'if-none-match': tag })
    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', 'W/"v1"'])
    expect(known.headers.get('cache-control')).toBe('public, max-age=60')
  }
  expect((await send('GET', '/api/v1/toys/tagged', { 'if-none-match': '"v2"' })).status).toBe(200)
  expect((await send('HEAD', '/api/v1/toys/tagged', { 'if-none-match': '"v1"' })).status).toBe(304)
  expect((await post('{"name":"a"}', { 'if-none-match': '*' })).status).toBe(201)
})

test('what is personal is not cached, and what is public may be', async () => {
  const caching = async (headers: Record<string, string>) =>
    (await send('GET', '/api/v1/toys/1', headers)).headers.get('cache-control')
  expect(await caching({})).toBeNull()
  expect(await caching({ authorization: 'Bearer good' })).toBe('private, no-store')
  expect(
    (await send('DELETE', '/api/v1/toys/1', { authorization: 'Bearer good' })).headers.get('cache-control'),
  ).toBe('private, no-store')
})

test('a refusal keeps its details and headers; a kept one goes out byte for byte', async () => {
  const refused = await send('GET', '/api/v1/toys/none')
  expectProblem(refused, 409, 'sold_out')
  expect(refused.body).toMatchObject({ title: 'Sold out', detail: 'None left.', left: 0 })
  expect(refused.headers.get('retry-after')).toBe('9')
  const kept = await post('{"name":"kept refusal"}')
  expect([kept.status, kept.text]).toEqual([409, '{"code":"sold_out","kept":true}'])
  expect(kept.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})

test('a token that is there and wrong is refused, also where none is needed', async () => {
  expectProblem(await send('GET', '/api/v1/toys/1', { authorization: 'Bearer bad' }), 401, 'unauthenticated')
  expectProblem(await send('DELETE', '/api/v1/toys/1'), 401, 'unauthenticated')
})

test('a bug shows the client nothing of its inside, and the log all of it, beside the request id', async () => {
  const broken = await send('GET', '/api/v1/toys/bug')
  expectProblem(broken, 500, 'internal')
  expect(broken.text).not.toMatch(/select|passwords|at .*\.ts/)
  const lines = shop.logged.filter(({ requestId }) => requestId === broken.body['requestId'])
  expect(lines).toEqual([
    expect.objectContaining({
      msg: 'unexpected error',
      err: expect.objectContaining({ message: expect.stringContaining('passwords') as string }) as object,
    }),
    expect.objectContaining({ status: 500, route: '/api/v1/toys/:id', method: 'GET', caller: 'anonymous' }),
  ])
})

test('an outage tells the log its cause and the client when to come again', async () => {
  const away = await send('GET', '/api/v1/toys/outage')
  expectProblem(away, 503, 'unavailable')
  const lines = shop.logged.filter(({ requestId }) => requestId === away.body['requestId'])
  expect(lines[0]).toMatchObject({ msg: 'unavailable', err: { message: 'connection refused' } })
})

test('a handler that never ends is answered all the same, within five seconds', async () => {
  const hasty = await openToys({ behindMs: 4_400 })
  const late = await fetch(`${hasty.origin}/api/v1/toys/forever`)
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await late.json()).toMatchObject({ code: 'deadline_exceeded' })
  await hasty.close()
})

test('every request leaves one line, without its query or body', async () => {
  await post('{"name":"secret name"}', { 'x-request-id': 'one-line' })
  await send('GET', '/api/v1/toys?owner=secret-owner', { 'x-request-id': 'one-line' })
  const lines = shop.logged.filter(({ requestId }) => requestId === 'one-line')
  expect(lines).toHaveLength(2)
  expect(JSON.stringify(lines)).not.toContain('secret')
})
