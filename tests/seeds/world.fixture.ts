/**
 * A demo shop as `npm start -- --seed-ports` opens it, on free ports: a URL of a document is asked at the port that stands
 * for its own, and nothing else of it is changed.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { shopCredential } from '@rialto/server/secret'
import { startServer } from '@rialto/server/server'
import { startStorefront, type Storefront } from '@rialto/server/storefront'
import pg from 'pg'
import { expect } from 'vitest'
import { freePort } from '../browser/port.fixture.ts'
import { replay, type Answer, type Outcomes } from './replay.ts'
import { readRequests } from './written-request.ts'

type Asked = {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export type World = {
  /** Where the platform is in truth. */
  readonly origin: string
  /** The real address of a documented one. Throws for a port that nobody listens on. */
  at(url: string): string
  /** Asks a documented URL; a path means the gateway. */
  ask(method: string, url: string, asked?: Asked): Promise<Answer>
  /** A page of the shop (port 3001 of the documents), as somebody without scripts reads it; with a token, signed in. */
  page(path: string, token?: string): Promise<Answer>
  /** What came of the requests of a document; sent once, whoever asks. */
  replayed(document: string): Promise<Outcomes>
  /** Document 002 once more, everything through its gateway on port 5000. */
  replayedThroughGateway(): Promise<Outcomes>
  /** The shop as it was before anybody did anything: products, categories. */
  readonly begun: { readonly products: readonly Row[]; readonly categories: readonly Row[] }
  /** A fresh customer, signed in. */
  customer(): Promise<{ readonly id: string; readonly email: string; readonly token: string }>
  admin(): Promise<string>
  /** Rows of a service's database, seen from outside. */
  rows(service: string, statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** The services that keep anything. */
  readonly databases: readonly string[]
  readonly logFile: string
  close(): Promise<void>
}

// What a client reads is loosely typed JSON.
// oxlint-disable-next-line typescript/no-explicit-any
type Row = Readonly<Record<string, any>>

/** `settings` are variables of the environment, on top of those of a demo. */
export async function openWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const prefix = `s${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-seeds-'))
  const env = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_MAIL_PORT: '0',
    RIALTO_DATA: dataDir,
    PORT: '0',
    LOG_LEVEL: 'info',
    ...settings,
  }
  const server = await startServer(readConfig(['--seed-ports'], env), systemPorts, () => {}, {
    checkOutput: true,
    seedPortFor: () => 0,
  })
  const { origins, seedPorts } = server.doors
  const { gateway: origin = '', mail = '' } = origins

  const at = (url: string): string => {
    if (url.startsWith('/')) return origin + url
    const { port, pathname, search, hostname } = new URL(url)
    const documented = port === '' ? 80 : Number(port)
    const rest = url.endsWith('/') || pathname !== '/' ? pathname + search : search
    if (hostname !== 'localhost') return url
    if (documented === 8000) return origin + rest
    if (documented === 8025) return mail + rest
    const real = seedPorts.get(documented)
    if (real === undefined) throw new Error(`nobody listens on port ${documented}`)
    return `http://127.0.0.1:${real}${rest}`
  }
  const send = async (
    method: string,
    url: string,
    { headers, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<Answer> => {
    const answer = await fetch(at(url), {
      method,
      redirect: 'manual',
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    }
  }
  const ask: World['ask'] = (method, url, { token, body, headers } = {}) =>
    send(method, url, {
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  const [products, categories] = await Promise.all([
    ask('GET', '/api/v1/products?limit=100'),
    ask('GET', '/api/v1/categories'),
  ])
  const replays = new Map<string, Promise<Outcomes>>()
  const once = (name: string, run: () => Promise<Outcomes>) => {
    const running = replays.get(name) ?? run()
    replays.set(name, running)
    return running
  }
  const pools = new Map<string, pg.Pool>()
  let pages: Promise<Storefront> | undefined
  const openPages = async (): Promise<Storefront> =>
    startStorefront({
      config: { dataDir, host: '127.0.0.1', demo: true, shopUrl: origin },
      port: await freePort(),
      gateway: origin,
      credential: shopCredential(env.RIALTO_SECRET),
      env: process.env,
      warn: (what, line) => expect.fail(`${line} ${JSON.stringify(what)}`),
    })
  return {
    origin,
    at,
    ask,
    logFile: join(dataDir, 'log', 'server.log'),
    begun: { products: products.body.items, categories: categories.body.items },
    page: async (path, token) => {
      pages ??= openPages()
      const headers = token === undefined ? {} : { cookie: `rialto_access=${token}` }
      const answer = await fetch((await pages).origin + path, { headers, redirect: 'manual' })
      return { status: answer.status, headers: answer.headers, text: await answer.text(), body: undefined }
    },
    replayed: (document) =>
      once(document, () => replay(readRequests(document), send, { RUN: randomBytes(3).toString('hex') })),
    replayedThroughGateway: () =>
      once('through the gateway', () => {
        const requests = readRequests('002').map((request) => ({
          ...request,
          url: request.url.replace(/:500\d/, ':5000'),
        }))
        return replay(requests, send, { RUN: randomBytes(3).toString('hex') })
      }),
    customer: async () => {
      const email = `c${randomBytes(6).toString('hex')}@example.com`
      const { body } = await ask('POST', '/api/v1/auth/register', {
        body: { email, password: 'a good password' },
      })
      return { id: body.user.id, email, token: body.token }
    },
    admin: async () => {
      const body = { email: 'admin@ecommerce.local', password: 'admin123' }
      return (await ask('POST', '/api/v1/auth/login', { body })).body.token
    },
    databases: [...server.platform.hosts].flatMap(([name, { db }]) => (db ? [name] : [])),
    rows: async (service, statement, values = []) => {
      const url = new URL(testDatabaseUrl())
      url.pathname = `/${prefix}_${service}`
      const pool = pools.get(service) ?? new pg.Pool({ connectionString: url.href, max: 1 })
      pools.set(service, pool)
      return (await pool.query(statement, [...values])).rows as Row[]
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
      await (await pages)?.stop()
      await server.stop()
      await unprovision(testDatabaseUrl(), prefix)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Asks again until it holds, or gives the last answer when that takes too long, for the assertion to show. */
export async function eventually<T>(
  look: () => Promise<T>,
  holds: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const value = await look()
    if (holds(value) || performance.now() > end) return value
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
