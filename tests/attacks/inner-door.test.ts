import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { doorCredential } from '@rialto/server/secret'
import { startServer, type Server } from '@rialto/server/server'
import { services } from '@rialto/server/services'
import { afterAll, beforeAll, expect, test } from 'vitest'

const prefix = `a${randomBytes(5).toString('hex')}`
const secret = randomBytes(32).toString('hex')
/** Tax asks none of them. */
const ELSEWHERE = services({
  profile: 'demo',
  secret,
  openProvider: () => {
    throw new Error('nobody pays here')
  },
  shopUrl: '',
  smtpUrl: undefined,
}).map(({ contract }) => contract.name)

let server: Server
let dataDir: string
let origin: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-attack-'))
  const env = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: secret,
    RIALTO_DATA: dataDir,
    RIALTO_SERVICES: 'tax',
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(
      ELSEWHERE.map((name) => [`RIALTO_ORIGIN_${name.toUpperCase()}`, 'http://127.0.0.1:9']),
    ),
  }
  server = await startServer(readConfig([], env), systemPorts, () => {})
  origin = server.doors.origins['internal'] ?? ''
})
afterAll(async () => {
  await server.stop()
  await unprovision(testDatabaseUrl(), prefix)
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(path: string, authorization?: string, body = '{"questions":[]}') {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body,
  })
  return { status: response.status, text: await response.text() }
}

test('the door between processes opens for its credential, and looks like no door to everybody else', async () => {
  const good = `Bearer ${doorCredential(secret)}`
  expect(await ask('/internal/tax/rates', good)).toEqual({ status: 200, text: '{"answers":[]}' })
  const nothing = await ask('/internal/tax/no-such-question', good)
  expect(nothing.status).toBe(404)
  const said = ({ status, text }: { status: number; text: string }) => [
    status,
    text.replace(/"requestId":"[^"]*"/, ''),
  ]
  for (const wrong of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${secret}`,
    `bearer ${doorCredential(secret)}`,
    `Basic ${doorCredential(secret)}`,
    `${good}x`,
    good.slice(0, -1),
    doorCredential(secret),
    `Bearer ${doorCredential('')}`,
    'Bearer undefined',
  ])
    expect(said(await ask('/internal/tax/rates', wrong)), String(wrong).slice(0, 12)).toEqual(said(nothing))
})

test('nothing but the door and the health of the process is there, and no public route', async () => {
  for (const path of ['/api/v1/tax/rates', '/tax/rates', '/docs', '/metrics', '/openapi.json']) {
    const { status } = await fetch(origin + path)
    expect(status, path).toBe(404)
  }
  const health = await fetch(`${origin}/health`)
  expect([health.status, await health.json()]).toEqual([
    200,
    { status: 'ok', services: { tax: { status: 'ok' } } },
  ])
})

test('who has the credential and talks nonsense is answered, and the process lives', async () => {
  const good = `Bearer ${doorCredential(secret)}`
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"questions":1}',
    '{"questions":[null]}',
    '{"questions":[{"call":{}}]}',
  ]) {
    const { text } = await ask('/internal/tax/rates', good, body)
    expect(text, body).not.toMatch(/node_modules|\.ts:\d/)
  }
  expect((await ask('/internal/tax/rates', good)).status).toBe(200)
})
