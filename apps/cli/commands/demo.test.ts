import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { startServer, type Server } from '@rialto/server/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playGateway, type } from '../played.fixture.ts'

const prefix = `c${randomBytes(5).toString('hex')}`
let dataDir: string
let server: Server
let env: Record<string, string>
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-cli-'))
  const config = readConfig([], {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_DATA: dataDir,
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
    LOG_LEVEL: 'warn',
  })
  server = await startServer(config, systemPorts, () => {})
  const { gateway = '', mail = '' } = server.doors.origins
  env = { RIALTO_URL: gateway, RIALTO_MAIL_URL: mail }
})
afterAll(async () => {
  await server?.stop()
  await unprovision(testDatabaseUrl(), prefix)
  await rm(dataDir, { recursive: true, force: true })
})

test('the first purchase is walked from nobody to money back, with its mails', async () => {
  const { exitCode, out, err } = await type('demo order', env)
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
  for (const words of [
    'Registered ada-',
    'Placed order',
    'is confirmed and paid',
    'Thank you for your order',
    'Cancelled order',
    'came back',
    'Your refund for order',
  ]) {
    expect(out).toContain(words)
  }
  expect(out).not.toContain('curl')
})

test('each step can be shown as the curl that does the same, without the token', async () => {
  const { exitCode, out } = await type('demo order --curl', env)
  expect(exitCode).toBe(0)
  expect(out).toContain('TOKEN=$(curl -sS -X POST')
  expect(out).toContain(
    `${env['RIALTO_URL']}/api/v1/orders' -H "Authorization: Bearer $TOKEN" -H 'Idempotency-Key: `,
  )
  expect(out).not.toMatch(/eyJ[\w-]+\./)
})

test('for programs the walk is one document', async () => {
  const { exitCode, out } = await type('demo order --json', env)
  expect(exitCode).toBe(0)
  const walked = JSON.parse(out) as {
    payment: { amount: number; refunded: number }
    mails: unknown[]
    steps: unknown[]
  }
  expect(walked).toMatchObject({ ok: true, url: env['RIALTO_URL'] })
  expect(walked.payment.refunded).toBe(walked.payment.amount)
  expect(walked.mails).toHaveLength(2)
  expect(walked.steps.length).toBeGreaterThan(10)
})

test('a platform without an inbox is walked without reading mail, and says so', async () => {
  const { exitCode, out, err } = await type('demo order --mail-url http://127.0.0.1:9', env)
  expect(exitCode).toBe(0)
  expect(err).toContain('going on without')
  expect(out).toContain('came back')
})

test('what a shop must refuse is asked for and refused, and leaves the stock as it was', async () => {
  const { exitCode, out, err } = await type('demo refusals --json', env)
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
  const sentences = (JSON.parse(out) as { steps: { sentence: string }[] }).steps.map((step) => step.sentence)
  for (const words of ['wrong password', 'declined card', 'More than there is', 'anybody else', 'order 1'])
    expect(sentences.join('\n')).toContain(words)
  expect(sentences.at(-1)).toMatch(/are free again$/)
})

test('a shop that grants what it must refuse is found out', async () => {
  const lax = await playGateway((_method, path) =>
    path === '/api/v1/auth/register'
      ? { status: 201, body: { accessToken: 'x' } }
      : { status: 200, body: { accessToken: 'y' } },
  )
  const { exitCode, err } = await type(`demo refusals --url ${lax.url}`)
  await lax.close()
  expect(exitCode).toBe(1)
  expect(err).toContain('should be refused as invalid_credentials, and was answered 200')
})
