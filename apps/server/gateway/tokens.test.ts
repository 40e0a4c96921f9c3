import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { identity } from '@rialto/contracts/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newcomerAt, openTown, type Door, type Town } from './gateway.fixture.ts'

const WITHIN_A_SECOND_MS = 1_000
const AGAIN_AFTER_MS = 20

let town: Town
let door: Door
let other: Door
beforeAll(async () => {
  town = await openTown()
  door = await town.open()
  other = await town.open()
})
afterAll(() => town.close())

const look = (at: Door, token: string) => at.send('GET', '/stall', { token })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>

test('a token opens what is for people who signed in, again and again, and says who is asking', async () => {
  const person = await newcomerAt(door)
  for (let times = 0; times < 3; times += 1) {
    const { status, body } = await look(door, person.accessToken)
    expect([status, body]).toEqual([200, { caller: person.id, address: '127.0.0.1' }])
  }
  expect((await door.send('POST', '/stall', { token: person.accessToken })).body).toEqual({
    buyer: person.id,
  })
  const none = await door.send('POST', '/stall')
  expect(none.status).toBe(401)
  expect(none.body).toMatchObject({ code: 'unauthenticated', status: 401 })
  expect(none.headers.get('www-authenticate')).toBe('Bearer')
})

test('a wrong token is refused on every route, also where none is needed', async () => {
  const { accessToken } = await newcomerAt(door)
  const [header = '', payload = '', signature = ''] = accessToken.split('.')
  const { body } = await door.send('GET', '/.well-known/jwks.json')
  const [jwk] = body['keys'] as Record<string, string>[]
  const stranger = generateKeyPairSync('ed25519').privateKey
  const text = `${header}.${payload}`
  const hs = `${encode({ ...decode(header), alg: 'HS256' })}.${payload}`
  const wrong = {
    none: `${encode({ ...decode(header), alg: 'none' })}.${payload}.`,
    'none, signed': `${encode({ ...decode(header), alg: 'none' })}.${payload}.${signature}`,
    HS256: `${hs}.${createHmac('sha256', Buffer.from(jwk?.['x'] ?? '', 'base64url'))
      .update(hs)
      .digest('base64url')}`,
    'another’s key': `${text}.${sign(null, Buffer.from(text), stranger).toString('base64url')}`,
    'other roles': `${header}.${encode({ ...decode(payload), roles: ['admin'] })}.${signature}`,
    'an unknown key': `${encode({ ...decode(header), kid: 'key_none' })}.${payload}.${signature}`,
    'a cut signature': accessToken.slice(0, -4),
    garbage: 'garbage',
    'dots only': '..',
    'a very long one': `${header}.${'a'.repeat(9_000)}.${signature}`,
  }
  for (const [what, token] of Object.entries(wrong)) {
    for (const path of ['/stall', '/profile', '/nowhere', '/.well-known/jwks.json']) {
      const answer = await door.send('GET', path, { token })
      expect([what, path, answer.status, answer.body['code']]).toEqual([what, path, 401, 'unauthenticated'])
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  }
  for (const authorization of ['Basic YWxpY2U6cGFzc3dvcmQ=', 'Bearer', `Token ${accessToken}`, accessToken]) {
    expect((await door.send('GET', '/stall', { headers: { authorization } })).status).toBe(401)
  }
})

test('a refresh token is no access token', async () => {
  const { refreshToken } = await newcomerAt(door)
  expect((await look(door, refreshToken)).status).toBe(401)
})

test('after logout is answered the access token is dead here at once, and elsewhere within a second', async () => {
  const person = await newcomerAt(door)
  expect((await look(door, person.accessToken)).status).toBe(200)
  expect((await look(other, person.accessToken)).status).toBe(200)
  expect((await door.send('POST', '/logout', { token: person.accessToken })).body).toEqual({
    loggedOut: true,
  })
  expect((await look(door, person.accessToken)).status).toBe(401)
  expect(await diesWithinASecond(other, person.accessToken)).toBe(true)
})

test('a refresh token that is used twice takes the access tokens of its session with it', async () => {
  const first = await newcomerAt(door)
  const refreshed = await door.send('POST', '/auth/refresh', { body: { refreshToken: first.refreshToken } })
  expect(refreshed.status).toBe(200)
  const second = String(refreshed.body['accessToken'])
  expect((await look(door, second)).status).toBe(200)
  expect((await look(other, second)).status).toBe(200)
  const stolen = await door.send('POST', '/auth/refresh', { body: { refreshToken: first.refreshToken } })
  expect([stolen.status, stolen.body['code']]).toEqual([401, 'invalid_refresh_token'])
  expect((await look(door, second)).status).toBe(401)
  expect((await look(door, first.accessToken)).status).toBe(401)
  expect(await diesWithinASecond(other, second)).toBe(true)
})

test('a gateway that starts afterwards knows what ended before', async () => {
  const person = await newcomerAt(door)
  await door.send('POST', '/logout', { token: person.accessToken })
  const fresh = await town.open()
  expect((await look(fresh, person.accessToken)).status).toBe(401)
})

test('a new password ends the other sessions at once and leaves the own', async () => {
  const here = await newcomerAt(door)
  const { body: profile } = await door.send('GET', '/profile', { token: here.accessToken })
  const there = await door.send('POST', '/login', {
    body: { username: profile['username'], password: 'secret1' },
  })
  const change = { current_password: 'secret1', new_password: 'secret2' }
  const changed = await door.send('POST', '/api/v1/users/change-password', {
    token: here.accessToken,
    body: change,
  })
  expect([changed.status, changed.body]).toEqual([200, { changed: true }])
  expect((await look(door, String(there.body['accessToken']))).status).toBe(401)
  expect((await look(door, here.accessToken)).status).toBe(200)
})

test('a stale token in the header does not stand in the way of signing in again', async () => {
  const person = await newcomerAt(door)
  const { accessToken, refreshToken } = person
  await door.send('POST', '/logout', { token: accessToken })
  const again = await newcomerAt(door)
  const refreshed = await door.send('POST', '/refresh', {
    token: accessToken,
    body: { refresh_token: again.refreshToken },
  })
  expect(refreshed.status).toBe(200)
  const login = await door.send('POST', '/login', {
    token: 'garbage',
    body: { identifier: 'nobody', password: 'x' },
  })
  expect(login.body['code']).toBe('invalid_credentials')
  expect((await door.send('POST', '/refresh', { token: refreshToken })).status).toBe(401)
})

test('a refresh token may come in the header, as one of the dialects sends it', async () => {
  const { refreshToken } = await newcomerAt(door)
  const { status, body } = await door.send('POST', '/refresh', { token: refreshToken })
  expect(status).toBe(200)
  expect((await door.send('POST', '/logout', { token: String(body['refreshToken']) })).status).toBe(200)
  expect((await look(door, String(body['accessToken']))).status).toBe(401)
})

test('validate judges the token of the body or of the header', async () => {
  const { id, accessToken } = await newcomerAt(door)
  expect((await door.send('POST', '/auth/validate', { body: { token: accessToken } })).body).toMatchObject({
    valid: true,
    user: { id },
  })
  expect((await door.send('POST', '/validate', { token: accessToken })).body).toMatchObject({
    valid: true,
    user: { id },
  })
  expect((await door.send('POST', '/validate', { token: `${accessToken}x` })).body).toEqual({ valid: false })
  expect((await door.send('POST', '/validate', { body: { token: 'x' } })).body).toEqual({ valid: false })
})

test('a permission is asked of the roles in the token', async () => {
  const person = await newcomerAt(door)
  const refused = await door.send('DELETE', '/orders/ord_1/cancel', { token: person.accessToken })
  expect([refused.status, refused.body['code']]).toEqual([403, 'forbidden'])
  const token = await adminToken()
  expect((await door.send('DELETE', '/orders/ord_1/cancel', { token })).body).toEqual({ id: 'ord_1' })
  expect((await door.send('GET', `/users/${person.id}`, { token })).body).toMatchObject({ id: person.id })
})

test('routes for services alone do not exist for anybody else', async () => {
  const token = await adminToken()
  for (const path of [
    '/secret',
    '/api/v1/secret',
    '/internal/stall/secret',
    '/internal/identity/seedAccounts',
    '/seed-accounts',
  ]) {
    expect((await door.send('POST', path, { token, body: {} })).status).toBe(404)
  }
})

test('a token that was remembered ends with its time', async () => {
  const short = await openTown()
  try {
    const gate = await short.open()
    const { accessToken, refreshToken } = await newcomerAt(gate)
    expect((await look(gate, accessToken)).status).toBe(200)
    short.pass(15 * 60_000 + 1_000)
    expect((await look(gate, accessToken)).status).toBe(401)
    const { body } = await gate.send('POST', '/refresh', { body: { refreshToken } })
    expect((await look(gate, String(body['accessToken']))).status).toBe(200)
  } finally {
    await short.close()
  }
})

test('it is all the same through the wire format', async () => {
  const apart = await openTown({ throughWire: true })
  try {
    const gate = await apart.open()
    const person = await newcomerAt(gate)
    expect((await look(gate, person.accessToken)).status).toBe(200)
    await gate.send('POST', '/logout', { token: person.accessToken })
    expect((await look(gate, person.accessToken)).status).toBe(401)
  } finally {
    await apart.close()
  }
})

async function adminToken(): Promise<string> {
  const call = {
    caller: { kind: 'service', name: 'test' },
    requestId: 'r',
    deadline: Date.now() + 10_000,
  } as const
  await town.platform.client(identity, 'test').seedAccounts({}, call)
  const { body } = await door.send('POST', '/login', {
    body: { email: 'admin@ecommerce.local', password: 'admin123' },
  })
  return String(body['token'])
}

async function diesWithinASecond(at: Door, token: string): Promise<boolean> {
  const until = Date.now() + WITHIN_A_SECOND_MS
  while (Date.now() < until) {
    if ((await look(at, token)).status === 401) return true
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
  }
  return false
}
