/** A whole shop for a journey, on one of the three runners, spoken to as a client would: over HTTP. */
import { fork, type ChildProcess } from 'node:child_process'
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
import { freePort } from '../browser/port.fixture.ts'
import { expectDocumented } from '../documents/conformance.fixture.ts'

export const RUNNERS = ['direct', 'through the wire', 'apart'] as const
export type Runner = (typeof RUNNERS)[number]

type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON body; undefined where there is none. */
  // A journey reads what a client would: loosely typed JSON.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

type Wanted = {
  readonly token?: string
  readonly body?: unknown
  readonly key?: string
  readonly headers?: Record<string, string>
}

export type Shop = {
  readonly origin: string
  readonly mailOrigin: string
  /** What the process of the shop’s pages shows at the gateway. */
  readonly credential: string
  request(method: string, path: string, wanted?: Wanted): Promise<Reply>
  /** A fresh customer, signed in. */
  customer(): Promise<{ readonly id: string; readonly token: string; readonly email: string }>
  admin(): Promise<string>
  close(): Promise<void>
}

/** Which services share a process when they run apart; the last has the gateway and starts last. */
const PROCESSES = [
  ['identity', 'profile', 'cart', 'notification'],
  ['catalog', 'search', 'inventory', 'tax', 'shipping'],
  ['payment', 'order', 'gateway'],
] as const

export async function openShop(runner: Runner): Promise<Shop> {
  const prefix = `j${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-journey-'))
  const env = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_MAIL_PORT: '0',
    RIALTO_DATA: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
  }
  const running = await (runner === 'apart' ? openApart(env) : openTogether(env, runner))
  return {
    ...speakTo(running.origins),
    credential: shopCredential(env.RIALTO_SECRET),
    close: async () => {
      await running.stop()
      await unprovision(testDatabaseUrl(), prefix)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Env = Readonly<Record<string, string>>
type Running = { readonly origins: Readonly<Record<string, string>>; stop(): Promise<void> }

async function openTogether(env: Env, runner: Runner): Promise<Running> {
  const server = await startServer(readConfig([], env), systemPorts, () => {}, {
    checkOutput: true,
    throughWire: runner === 'through the wire',
  })
  return { origins: server.doors.origins, stop: () => server.stop() }
}

async function openApart(env: Env): Promise<Running> {
  const ports = await Promise.all(PROCESSES.map(freePort))
  const origins = PROCESSES.flatMap((names, i) =>
    names.map((name) => [`RIALTO_ORIGIN_${name.toUpperCase()}`, `http://127.0.0.1:${ports[i]}`] as const),
  )
  const children: ChildProcess[] = []
  let known: Readonly<Record<string, string>> = {}
  for (const [i, names] of PROCESSES.entries()) {
    const started = await startProcess({
      ...env,
      ...Object.fromEntries(origins),
      RIALTO_SERVICES: names.join(','),
      RIALTO_INTERNAL_PORT: String(ports[i]),
    })
    children.push(started.child)
    known = { ...known, ...started.origins }
  }
  return {
    origins: known,
    stop: async () => {
      await Promise.all(children.map(endProcess))
    },
  }
}

async function startProcess(env: Env): Promise<{ child: ChildProcess; origins: Record<string, string> }> {
  const child = fork(new URL('../../apps/server/main.ts', import.meta.url), {
    env: { PATH: process.env['PATH'], ...env },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const origins = await new Promise<Record<string, string>>((resolve, reject) => {
    child.on('message', (message: { type: string; origins?: Record<string, string>; cause?: string }) => {
      if (message.type === 'ready') resolve(message.origins ?? {})
      if (message.type === 'failed') reject(new Error(message.cause))
    })
    child.on('exit', (code) => reject(new Error(`a process ended with ${code} before it was ready`)))
  })
  return { child, origins }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

function speakTo({ gateway = '', mail = '' }: Readonly<Record<string, string>>) {
  const request = async (
    method: string,
    path: string,
    { token, body, key, headers }: Wanted = {},
  ): Promise<Reply> => {
    const response = await fetch(path.startsWith('http') ? path : gateway + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!path.startsWith('http'))
      expectDocumented({ method, url: path, status: response.status, headers: response.headers, text })
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    }
  }
  return {
    origin: gateway,
    mailOrigin: mail,
    request,
    customer: async () => {
      const email = `c${randomBytes(6).toString('hex')}@example.com`
      const { body } = await request('POST', '/api/v1/auth/register', {
        body: { email, password: 'a good password' },
      })
      return { id: body.user.id as string, token: body.accessToken as string, email }
    },
    admin: async () => {
      const { body } = await request('POST', '/api/v1/auth/login', {
        body: { email: 'admin@ecommerce.local', password: 'admin123' },
      })
      return body.accessToken as string
    },
  }
}

/** Asks again until it holds, or gives the last answer after ten seconds for the assertion to show. */
export async function eventually<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 10_000
  for (;;) {
    const value = await ask()
    if (holds(value) || performance.now() > end) return value
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
