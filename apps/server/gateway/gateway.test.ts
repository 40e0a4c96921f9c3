import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newcomerAt, openTown, type Door, type Town } from './gateway.fixture.ts'

const SHOP = 'https://shop.example'

let town: Town
let door: Door
beforeAll(async () => {
  town = await openTown()
  door = await town.open({ corsOrigins: [SHOP], isBehindTls: true })
})
afterAll(() => town.close())

/** What the door answers to bytes that no client library would send. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(door.port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
    socket.end(bytes)
  })
}

test.each([
  ['GET', '/api/v1/stall'],
  ['GET', '/api/stall'],
  ['GET', '/stall'],
  ['GET', '/stall/'],
  ['GET', '/api/v1/stall/?q=1'],
])('%s %s is answered, and not by a redirect', async (method, path) => {
  expect((await door.send(method, path)).status).toBe(200)
})

test('an unknown path, a wrong method, a bad body and a bad query are problems, each with its code', async () => {
  const { accessToken: token } = await newcomerAt(door)
  const cases = [
    [404, 'not_found', await door.send('GET', '/nowhere')],
    [405, 'method_not_allowed', await door.send('PUT', '/stall', { body: {} })],
    [405, 'method_not_allowed', await door.send('GET', '/users/login')],
    [405, 'method_not_allowed', await door.send('DELETE', '/health')],
    [400, 'not_json', await door.send('POST', '/stall', { token, body: '{"piece"' })],
    [400, 'not_json', await door.send('POST', '/stall', { token, body: '{"piece":"a","piece":"b"}' })],
    [
      400,
      'not_json',
      await door.send('POST', '/login', { body: '{"identifier":"a\\u0000","password":"x"}' }),
    ],
    [422, 'validation_failed', await door.send('POST', '/stall', { token, body: { piece: 5 } })],
    [422, 'validation_failed', await door.send('POST', '/stall', { token, body: { price: 1 } })],
    [
      422,
      'validation_failed',
      await door.send('POST', '/login', { body: { identifier: 'a', password: 'x'.repeat(1_025) } }),
    ],
    [400, 'invalid_query', await door.send('GET', '/stall?unknown=1')],
    [400, 'invalid_path', await door.send('GET', '/users/%ff')],
    [
      413,
      'too_large',
      await door.send('POST', '/login', { body: { identifier: 'a', password: 'x'.repeat(2_000_000) } }),
    ],
    [
      415,
      'unsupported_media_type',
      await door.send('POST', '/stall', { token, body: 'a=1', headers: { 'content-type': 'text/plain' } }),
    ],
  ] as const
  for (const [status, code, answer] of cases) {
    expect([answer.status, answer.body['code'], answer.body['status']]).toEqual([status, code, status])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'))
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*\.ts|select /)
  }
  expect((await door.send('PUT', '/stall', { body: {} })).headers.get('allow')).toBe(
    'GET, POST, HEAD, OPTIONS',
  )
  const options = await door.send('OPTIONS', '/stall')
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS'])
})

test('what is not even HTTP is answered with a problem, too', async () => {
  const malformed = await answerTo('GET / HTTP/1.1\r\nno colon here\r\n\r\n')
  expect(malformed).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(malformed).toContain('"code":"malformed_request"')
  expect(malformed).toContain('x-content-type-options: nosniff')
  const large = await answerTo(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)
  expect(large).toMatch(/^HTTP\/1\.1 431 /)
  expect(large).toContain('"code":"headers_too_large"')
})

test('every answer tells browsers not to guess, frame or go without TLS; a request id is kept if it is one', async () => {
  for (const path of ['/stall', '/nowhere', '/health', '/users/%ff']) {
    const { headers } = await door.send('GET', path, { headers: { 'x-request-id': 'req-7' } })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
    expect(headers.get('x-request-id')).toBe('req-7')
  }
  const { headers } = await door.send('GET', '/stall', { headers: { 'x-request-id': 'a b<script>' } })
  expect(headers.get('x-request-id')).toMatch(/^req_/)
})

test('pages of the listed origins may call, others may not', async () => {
  const ask = (origin: string, method = 'POST') =>
    door.send('OPTIONS', '/api/orders/1/cancel', {
      headers: { origin, 'access-control-request-method': method },
    })
  const allowed = await ask(SHOP)
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe(SHOP)
  expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  for (const origin of ['https://evil.example', `${SHOP}.evil.example`, 'null', 'http://shop.example']) {
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull()
  }
  const read = await door.send('GET', '/stall', { headers: { origin: SHOP } })
  expect(read.headers.get('access-control-allow-origin')).toBe(SHOP)
  expect(read.headers.get('vary')).toContain('Origin')
})

test('health tells of every service, and readiness of this process', async () => {
  let draining = false
  const down = () => Promise.reject(new Error('gone'))
  const platform = { ...town.platform, looks: new Map([...town.platform.looks, ['search', down]]) }
  const gate = await town.open({ platform, isDraining: () => draining })
  for (const path of ['/health', '/health/']) {
    const { status, body } = await gate.send('GET', path, { token: 'expired' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'degraded',
      services: {
        identity: { status: 'ok', latencyMs: expect.any(Number) as number },
        search: { status: 'down' },
      },
    })
  }
  expect((await door.send('GET', '/health')).body['status']).toBe('ok')
  expect((await gate.send('GET', '/health/live')).status).toBe(200)
  await expect.poll(async () => (await gate.send('GET', '/health/ready')).status).toBe(200)
  draining = true
  const { status, body } = await gate.send('GET', '/health/ready')
  expect([status, body['code']]).toEqual([503, 'unavailable'])
  expect((await gate.send('GET', '/health/live')).status).toBe(200)
})

test('nothing that is up means down', async () => {
  const alone = await openTown()
  const gate = await alone.open()
  await alone.platform.close()
  try {
    alone.pass(2_000)
    // The stall keeps nothing, so it cannot fail.
    expect((await gate.send('GET', '/health')).body).toMatchObject({
      status: 'degraded',
      services: { identity: { status: 'down' } },
    })
  } finally {
    await gate.close()
  }
})

test('metrics are for this machine, for the metrics token, or for the permission', async () => {
  const open = await door.send('GET', '/metrics')
  expect(open.status).toBe(200)
  expect(String(open.body['text'])).toContain('rialto_database_connections{service="identity",state="total"}')
  expect((await door.send('GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(
    401,
  )
  const { accessToken } = await newcomerAt(door)
  expect((await door.send('GET', '/metrics', { token: accessToken })).status).toBe(403)

  const gate = await town.open({ metricsToken: 'the metrics token' })
  expect((await gate.send('GET', '/metrics')).status).toBe(401)
  expect((await gate.send('GET', '/metrics', { token: 'another token' })).status).toBe(401)
  expect(
    (await gate.send('GET', '/metrics', { headers: { authorization: 'Bearer the metrics token' } })).status,
  ).toBe(200)
})

test('what a client says of its address counts only behind a trusted proxy, and only what that proxy adds', async () => {
  const addressAt = async (at: Door, forwarded: string) =>
    (await at.send('GET', '/stall', { headers: { 'x-forwarded-for': forwarded } })).body['address']
  expect(await addressAt(door, '203.0.113.9')).toBe('127.0.0.1')
  const behind = await town.open({ trustedProxies: ['127.0.0.0/8', '10.0.0.0/8', '2001:db8::/32'] })
  expect(await addressAt(behind, '203.0.113.9')).toBe('203.0.113.9')
  expect(await addressAt(behind, '198.51.100.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9')
  expect(await addressAt(behind, 'nonsense, 10.1.2.3')).toBe('10.1.2.3')
  expect(await addressAt(behind, '::ffff:203.0.113.9')).toBe('203.0.113.9')
  await expect(town.open({ trustedProxies: ['everybody'] })).rejects.toThrow('everybody')
})

test('who asks too fast is told when to come back; signing in has a bucket of its own', async () => {
  const gate = await town.open({
    unlimitedAddresses: [],
    trustedProxies: ['127.0.0.1'],
    limits: { general: { burst: 3, perMinute: 60 }, signIn: { burst: 2, perMinute: 2 } },
  })
  const at = (address: string) => ({ headers: { 'x-forwarded-for': address } })
  const first = await gate.send('GET', '/stall', at('203.0.113.1'))
  expect(first.headers.get('ratelimit-limit')).toBe('3')
  expect(first.headers.get('ratelimit-remaining')).toBe('2')
  await gate.send('GET', '/stall', at('203.0.113.1'))
  await gate.send('GET', '/stall', at('203.0.113.1'))
  const refused = await gate.send('GET', '/stall', at('203.0.113.1'))
  expect([refused.status, refused.body['code'], refused.headers.get('retry-after')]).toEqual([
    429,
    'too_many_requests',
    '1',
  ])
  expect((await gate.send('GET', '/stall', at('203.0.113.2'))).status).toBe(200)
  const login = () =>
    gate.send('POST', '/login', { ...at('203.0.113.1'), body: { identifier: 'nobody', password: 'x' } })
  const statuses = [(await login()).status, (await login()).status, (await login()).status]
  expect(statuses).toEqual([401, 401, 429])
  const network = (host: string) => gate.send('GET', '/stall', at(`2001:db8:1:2::${host}`))
  for (const host of ['1', '2', '3']) expect((await network(host)).status).toBe(200)
  expect((await network('4')).status).toBe(429)
  for (let times = 0; times < 3; times += 1) {
    await gate.send('GET', '/stall', { ...at('203.0.113.3'), token: 'wrong' })
  }
  expect((await gate.send('GET', '/stall', { ...at('203.0.113.3'), token: 'wrong' })).status).toBe(429)
})

test('a request that arrives while the door closes is answered, and its connection closed', async () => {
  const gate = await town.open()
  let read = () => 0
  gate.app.server.once('connection', (accepted) => (read = () => accepted.bytesRead))
  const socket = connect(gate.port, '127.0.0.1')
  const answers: string[] = []
  const ended = new Promise((resolve) => socket.on('close', resolve))
  socket.on('data', (chunk) => answers.push(chunk.toString()))
  const request = 'GET /stall HTTP/1.1\r\nhost: x\r\n\r\n'
  socket.write('GET /stall HTTP/1.1\r\n')
  // One that has said nothing yet may be closed without an answer.
  await expect.poll(() => read()).toBeGreaterThan(0)
  const closed = gate.close()
  socket.write(request.slice('GET /stall HTTP/1.1\r\n'.length))
  await Promise.all([closed, ended])
  expect(answers.join('')).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(answers.join('').toLowerCase()).toContain('connection: close')
})
