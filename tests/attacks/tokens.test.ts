import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, PASSWORD, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget()
})
afterAll(() => shop.close())

type Part = Readonly<Record<string, unknown>>

function encoded(part: Part | string | Buffer): string {
  const bytes = typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part)
  return Buffer.from(bytes).toString('base64url')
}

function parts(token: string): [Part, Part] {
  const [header = '', payload = ''] = token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part
  return [read(header), read(payload)]
}

async function statusWith(token: string): Promise<number> {
  return (await shop.send('GET', '/profile', { token })).status
}

test('a token without a signature, or signed by what everybody knows, opens nothing', async () => {
  const { token } = await shop.customer()
  const [header, payload] = parts(token)
  const { body: jwks } = await shop.send('GET', '/.well-known/jwks.json')
  const [jwk] = jwks.keys
  const publicBytes = Buffer.from(jwk.x, 'base64url')
  const forged = (claimed: Part, signature: (signed: string) => Buffer | string, said = payload) => {
    const signed = `${encoded(claimed)}.${encoded(said)}`
    const made = signature(signed)
    return `${signed}.${typeof made === 'string' ? made : made.toString('base64url')}`
  }
  const hmac = (secret: Buffer | string) => (signed: string) =>
    createHmac('sha256', secret).update(signed).digest()
  const own = generateKeyPairSync('ed25519')
  const ownJwk = own.publicKey.export({ format: 'jwk' })
  const byOwn = (signed: string) => sign(null, Buffer.from(signed), own.privateKey)
  const admin = { ...payload, roles: ['admin'] }
  const [, , signature = ''] = token.split('.')
  const attempts = {
    none: forged({ ...header, alg: 'none' }, () => ''),
    None: forged({ ...header, alg: 'None' }, () => ''),
    'none with the old signature': forged({ ...header, alg: 'none' }, () => signature),
    'more roles': forged(header, () => signature, admin),
    'HS256 with the public key': forged({ ...header, alg: 'HS256' }, hmac(publicBytes)),
    'HS256 with the public key as text': forged({ ...header, alg: 'HS256' }, hmac(String(jwk.x))),
    'HS256 with the key as JSON': forged({ ...header, alg: 'HS256' }, hmac(JSON.stringify(jwk))),
    'HS256 with nothing': forged({ ...header, alg: 'HS256' }, hmac('')),
    'HS256 with a well-known secret': forged({ ...header, alg: 'HS256' }, hmac('secret')),
    'a key of one’s own': forged(header, byOwn),
    'a key of one’s own, brought along': forged({ ...header, jwk: ownJwk }, byOwn),
    'a key of one’s own, elsewhere': forged({ ...header, jku: 'http://127.0.0.1:9/keys', kid: 'x' }, byOwn),
    'a kid that is a path': forged({ ...header, kid: '../../../dev/null' }, byOwn),
    'a kid that is SQL': forged({ ...header, kid: "x' union select 'a'--" }, byOwn),
    'a kid that is inherited': forged({ ...header, kid: '__proto__' }, byOwn),
    'another kind of token': forged({ ...header, typ: 'JWT' }, () => signature),
    'critical words': forged({ ...header, crit: ['b64'], b64: false }, () => signature),
    'a signature of zeros': forged(header, () => Buffer.alloc(64)),
    'a cut signature': token.slice(0, -4),
    'five parts': `${token}.a.b`,
    'no parts': 'a',
    'a huge one': `${token}${'A'.repeat(8_000)}`,
  }
  for (const [name, attempt] of Object.entries(attempts)) expect(await statusWith(attempt), name).toBe(401)
  expect(await statusWith(token)).toBe(200)
})

test('what is no access token is taken for none', async () => {
  const { token, refreshToken } = await shop.customer()
  expect(await statusWith(refreshToken)).toBe(401)
  for (const authorization of [
    `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
    `Token ${token}`,
    token,
    `Bearer ${token}, Bearer ${token}`,
    'Bearer',
    'Bearer  ',
  ]) {
    const { status } = await shop.send('GET', '/profile', { headers: { authorization } })
    expect(status, authorization.slice(0, 12)).toBe(401)
  }
  const { status } = await shop.send('GET', `/profile?access_token=${token}`)
  expect([400, 401]).toContain(status)
  const { status: byCookie } = await shop.send('GET', '/profile', { headers: { cookie: `token=${token}` } })
  expect(byCookie).toBe(401)
})

test('after logout neither token opens anything', async () => {
  const { token, refreshToken } = await shop.customer()
  await shop.send('POST', '/auth/logout', { token })
  expect(await statusWith(token)).toBe(401)
  const { status } = await shop.send('POST', '/auth/refresh', { body: { refreshToken } })
  expect(status).toBe(401)
})

test('of many who bring the same refresh token at once, one gets a session, and its family ends with the second use', async () => {
  const { refreshToken } = await shop.customer()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.send('POST', '/auth/refresh', { body: { refreshToken } })),
  )
  const good = answers.filter(({ status }) => status === 200)
  expect(good.length).toBeLessThanOrEqual(1)
  for (const { status } of answers) expect([200, 401, 409]).toContain(status)
  const again = await shop.send('POST', '/auth/refresh', { body: { refreshToken } })
  expect(again.status).toBe(401)
  for (const { body } of good) expect(await statusWith(body.accessToken)).toBe(401)
})

test('no answer tells whether somebody has an account', async () => {
  const { email } = await shop.customer()
  const said = async (path: string, body: unknown) => {
    const { status, body: answer } = await shop.send('POST', path, { body })
    const { requestId: _requestId, ...rest } = answer
    return [status, rest]
  }
  const stranger = 'nobody.at.all@example.com'
  const password = 'a wrong password'
  expect(await said('/auth/login', { email, password })).toEqual(
    await said('/auth/login', { email: stranger, password }),
  )
  expect(await said('/auth/forgot-password', { email })).toEqual(
    await said('/auth/forgot-password', { email: stranger }),
  )
})

test('passwords that are guessed for one account are held up, known account or not, also from a trusted address', async () => {
  const { email } = await shop.customer()
  for (const name of [email, 'guess.me@example.com']) {
    const statuses = new Set<number>()
    for (let guess = 0; guess < 30; guess += 1) {
      const { status } = await shop.send('POST', '/auth/login', {
        body: { email: name, password: `guess ${guess}` },
      })
      statuses.add(status)
    }
    expect([...statuses], name).toContain(429)
  }
})

test('two passwords that begin the same for 72 bytes are two passwords', async () => {
  const email = `long${Math.trunc(performance.now())}@example.com`
  const long = 'é'.repeat(40)
  await shop.send('POST', '/auth/register', { body: { email, password: `${long}one` } })
  expect((await shop.send('POST', '/auth/login', { body: { email, password: `${long}two` } })).status).toBe(
    401,
  )
  expect((await shop.send('POST', '/auth/login', { body: { email, password: `${long}one` } })).status).toBe(
    200,
  )
})

test('nobody becomes more than a customer by saying so', async () => {
  for (const extra of [
    { roles: ['admin'] },
    { role: 'admin' },
    { isAdmin: true },
    { id: 'usr_admin' },
    { emailVerified: true },
    { status: 'active' },
  ]) {
    const email = `m${Object.keys(extra)[0]}@example.com`.toLowerCase()
    const { status } = await shop.send('POST', '/auth/register', {
      body: { email, password: PASSWORD, ...extra },
    })
    expect(status, JSON.stringify(extra)).toBe(422)
    const { token } = await shop.customer()
    for (const method of ['PUT', 'PATCH']) {
      const changed = await shop.send(method, '/profile', { token, body: { firstName: 'A', ...extra } })
      expect(changed.status, `${method} ${JSON.stringify(extra)}`).toBe(422)
    }
    expect((await shop.send('GET', '/users', { token })).status).toBe(403)
  }
})
