import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { identity } from '@rialto/contracts/identity'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openLog } from '@rialto/kernel/observe/log'
import type { Database } from '@rialto/kernel/sql/database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOME, SECRET, openIdentity, payloadOf, signedInAs, type IdentityWorld } from '../identity.fixture.ts'
import { nextTerm, signingKey } from './domain.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { openSecrets } from './secrets.ts'

const DAY_MS = 24 * 60 * 60_000
const SOMEBODY = { userId: 'usr_1', roles: ['customer'], sessionId: 'ses_1' }

let world: IdentityWorld
let now = systemPorts.clock.now()
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.db.rows`delete from signing_key`
  now = systemPorts.clock.now()
})

const ringOf = (secret = SECRET, db: Database = world.db): Keyring =>
  openKeyring({
    db,
    clock: { now: () => now },
    ids: systemPorts.ids,
    log: openLog('silent'),
    secrets: openSecrets(secret),
  })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>

test('a token proves who signed in until it expires, to every process', async () => {
  const [one, other] = [ringOf(), ringOf()]
  const token = await one.sign(SOMEBODY)
  expect(await other.prove(token)).toMatchObject(SOMEBODY)
  expect(decode(token.split('.')[0])).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' })
  now += 15 * 60_000 + 1_000
  expect(await other.prove(token)).toBeUndefined()
})

test('processes that start together make one key', async () => {
  const rings = Array.from({ length: 5 }, () => ringOf())
  const tokens = await Promise.all(rings.map((ring) => ring.sign(SOMEBODY)))
  expect(new Set(tokens.map((token) => decode(token.split('.')[0])['kid'])).size).toBe(1)
})

test('a key is announced a day before it signs, and believed for an hour after it signed last', async () => {
  const ring = ringOf()
  const kidNow = async () => decode((await ring.sign(SOMEBODY)).split('.')[0])['kid']
  const first = await kidNow()
  now += 29 * DAY_MS + 1_000
  await ring.rotate()
  const announced = (await ring.publicKeys()).map(({ kid }) => kid)
  expect(announced).toHaveLength(2)
  expect(await kidNow()).toBe(first)
  now += DAY_MS
  expect(await kidNow()).toBe(announced[0])
  expect((await ring.publicKeys()).map(({ kid }) => kid)).toContain(first)
  now += 60 * 60_000
  await ring.rotate()
  expect((await ring.publicKeys()).map(({ kid }) => kid)).toEqual([announced[0]])
})

test('the private half is nowhere in the clear, and opens with the secret only', async () => {
  const ring = ringOf()
  const token = await ring.sign(SOMEBODY)
  for (const jwk of await ring.publicKeys())
    expect(Object.keys(jwk).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  const [row] = await world.db.rows<{
    id: string
    sealed: Buffer
  }>`select id, sealed_seed as sealed from signing_key`
  if (!row) throw new Error('there must be a key')
  const seed = openSecrets(SECRET).unseal('signing key', row.id, row.sealed)
  expect(seed).toHaveLength(32)
  expect(row.sealed.includes(seed ?? '')).toBe(false)
  expect(openSecrets('another').unseal('signing key', row.id, row.sealed)).toBeUndefined()
  expect(openSecrets(SECRET).unseal('signing key', 'key_other', row.sealed)).toBeUndefined()
  row.sealed[20] = (row.sealed[20] ?? 0) ^ 1
  expect(openSecrets(SECRET).unseal('signing key', row.id, row.sealed)).toBeUndefined()

  // A changed secret means a new key; what the old one signed is still believed.
  const after = ringOf('another secret')
  const newer = await after.sign(SOMEBODY)
  expect(decode(newer.split('.')[0])['kid']).not.toBe(row.id)
  expect(await after.prove(token)).toMatchObject(SOMEBODY)
  expect(await ring.prove(newer)).toBeUndefined()
  now += 61_000
  expect(await ring.prove(newer)).toMatchObject(SOMEBODY)
})

test('no forged, altered or misdirected token is believed', async () => {
  const ring = ringOf()
  const token = await ring.sign(SOMEBODY)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const [jwk] = await ring.publicKeys()
  const [row] = await world.db.rows<{
    id: string
    sealed: Buffer
  }>`select id, sealed_seed as sealed from signing_key`
  const seed = openSecrets(SECRET).unseal(
    'signing key',
    row?.id ?? '',
    row?.sealed ?? Buffer.alloc(0),
  ) as Buffer
  const own = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const stranger = generateKeyPairSync('ed25519').privateKey
  const signed = (head: object, body: object, key = own) => {
    const text = `${encode(head)}.${encode(body)}`
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
  }
  const hmac = (head: object, key: string) => {
    const text = `${encode(head)}.${payload}`
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
  const [head, body] = [decode(header), decode(payload)]
  expect(await ring.prove(signed(head, body))).toMatchObject(SOMEBODY)
  const bad = {
    'alg none': `${encode({ ...head, alg: 'none' })}.${payload}.`,
    'alg none with the signature kept': `${encode({ ...head, alg: 'none' })}.${payload}.${signature}`,
    'HS256 with the public key': hmac({ ...head, alg: 'HS256' }, String(jwk?.['x'])),
    'HS256 with the public key as bytes': hmac({ ...head, alg: 'HS256' }, JSON.stringify(jwk)),
    'another’s key': signed(head, body, stranger),
    'another’s key in the header': signed({ ...head, jwk: { ...jwk } }, body, stranger),
    'an unknown key id': signed({ ...head, kid: 'key_x' }, body),
    'no key id': signed({ alg: 'EdDSA', typ: 'at+jwt' }, body),
    'another kind of token': signed({ ...head, typ: 'JWT' }, body),
    'another audience': signed(head, { ...body, aud: 'other' }),
    'another issuer': signed(head, { ...body, iss: 'other' }),
    'no audience': signed(head, { ...body, aud: undefined }),
    'no end': signed(head, { ...body, exp: undefined }),
    'an end that has passed': signed(head, { ...body, exp: Math.floor(now / 1000) - 1 }),
    'no subject': signed(head, { ...body, sub: undefined }),
    'no session': signed(head, { ...body, sid: undefined }),
    'a beginning in the future': signed(head, { ...body, nbf: Math.floor(now / 1000) + 60 }),
    'other roles': `${header}.${encode({ ...body, roles: ['admin'] })}.${signature}`,
    'a critical extension': signed({ ...head, crit: ['b64'], b64: false }, body),
    'half a token': `${header}.${payload}`,
  }
  for (const [what, forged] of Object.entries(bad)) expect(await ring.prove(forged), what).toBeUndefined()
})

test('the public keys are open to everybody and may be cached', async () => {
  const { accessToken } = signedInAs(
    await world.as(HOME, 'register', { headers: {}, body: { username: 'keyed', password: 'secret1' } }),
  )
  const answer = await world.as(HOME, 'jwks', {})
  expect(identity.routes.jwks.path).toBe('/.well-known/jwks.json')
  expect(answer.headers['cache-control']).toBe('public, max-age=300')
  const { keys } = answer.body as { keys: { kid: string }[] }
  expect(keys.map(({ kid }) => kid)).toContain(decode(accessToken.split('.')[0])['kid'])
  expect(payloadOf(accessToken)['jti']).toMatch(/^tok_/)
})

test('a clock that was set back before the first key still finds one to sign with', () => {
  const first = nextTerm([], 1_000_000_000_000)
  expect(first).toBeDefined()
  expect(signingKey(first ? [first] : [], 1_000_000_000_000 - 10 * 60_000)).toEqual(first)
  expect(nextTerm(first ? [first] : [], 1_000_000_000_000)).toBeUndefined()
})
