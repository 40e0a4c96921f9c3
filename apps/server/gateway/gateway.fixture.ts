/** A gateway before identity and a small service of the test's own, listening on a port of its own. */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { identityService } from '@rialto/identity'
import { contract } from '@rialto/kernel/contract/contract'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import type { App } from '@rialto/kernel/server/app'
import { defineService, type ServiceDefinition } from '@rialto/kernel/service/service'
import { provision, unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import Type from 'typebox'
import { migrateAll, openPlatform, type Platform } from '../platform.ts'
import { openGateway, type GatewayNeeds } from './gateway.ts'

const stall = contract({
  name: 'stall',
  problems: {},
  routes: {
    look: {
      method: 'GET',
      path: '/api/v1/stall',
      summary: 'What lies there, for everybody',
      policy: 'public',
      query: Type.Object({ q: Type.Optional(Type.String()) }),
      output: Type.Object({ caller: Type.String(), address: Type.String() }),
    },
    buy: {
      method: 'POST',
      path: '/api/v1/stall',
      summary: 'Take something, for people who signed in',
      policy: 'signed_in',
      body: Type.Object({ piece: Type.Optional(Type.String()) }),
      output: Type.Object({ buyer: Type.String() }),
      status: 201,
    },
    close: {
      method: 'POST',
      path: '/api/v1/orders/:id/cancel',
      summary: 'A path of the alias table',
      policy: { permission: 'orders:cancel' },
      params: Type.Object({ id: Type.String() }),
      output: Type.Object({ id: Type.String() }),
    },
    secret: {
      method: 'POST',
      path: 'secret',
      summary: 'For services alone',
      policy: 'service',
      output: Type.Object({}),
    },
  },
  events: {},
})

const stallService = defineService({
  contract: stall,
  uses: {},
  open: () => ({
    routes: {
      look: async (_input, { caller }) => ({
        caller: caller.kind === 'user' ? caller.id : caller.kind,
        address: caller.kind === 'service' ? '' : caller.address,
      }),
      buy: async (_input, { caller }) => ({ buyer: caller.kind === 'user' ? caller.id : '' }),
      close: async ({ params }) => ({ id: params.id }),
      secret: async () => ({}),
    },
  }),
})

export type Sent = { status: number; headers: Headers; body: Record<string, unknown> }

export type Door = {
  readonly app: App
  readonly origin: string
  readonly port: number
  send(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Sent>
  close(): Promise<void>
}

export type Town = {
  readonly platform: Platform
  /** Moves the clock of everybody on. */
  pass(ms: number): void
  /** Another gateway before the same services. */
  open(needs?: Partial<GatewayNeeds>): Promise<Door>
  close(): Promise<void>
}

export async function openTown(options: { throughWire?: boolean } = {}): Promise<Town> {
  let shift = 0
  const ports = { ...systemPorts, clock: { now: () => systemPorts.clock.now() + shift } }
  const log = openLog('silent')
  const prefix = `t${randomBytes(6).toString('hex')}`
  const databases = await provision(testDatabaseUrl(), ['identity'], 'test', prefix)
  const definitions = [
    identityService({ profile: 'demo', secret: 'a secret of the tests' }),
    stallService,
  ] as unknown as ServiceDefinition[]
  await migrateAll(definitions, databases)
  const platform = await openPlatform({
    ports,
    log,
    definitions,
    here: new Set(['identity', 'stall']),
    origins: new Map(),
    credential: 'test',
    databases,
    sharedCluster: true,
    checkOutput: true,
    ...options,
  })
  const doors: Door[] = []
  return {
    platform,
    pass: (ms) => (shift += ms),
    open: async (needs = {}) => {
      const app = openGateway({ ...ports, platform, log, unlimitedAddresses: ['127.0.0.1'], ...needs })
      const door = await listen(app)
      doors.push(door)
      return door
    },
    close: async () => {
      await Promise.all(doors.map((door) => door.close()))
      await platform.close()
      await unprovision(testDatabaseUrl(), prefix)
    },
  }
}

async function listen(app: App): Promise<Door> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    app,
    origin,
    port,
    send: async (method, path, { token, body, headers = {} } = {}) => {
      const response = await fetch(`${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        body: (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>,
      }
    },
    close: () => app.close(),
  }
}

export type Person = { readonly id: string; readonly accessToken: string; readonly refreshToken: string }

let newcomers = 0

/** Registers somebody new at a door. */
export async function newcomerAt(door: Door): Promise<Person> {
  newcomers += 1
  const username = `newcomer${newcomers}.${randomBytes(3).toString('hex')}`
  const { status, body } = await door.send('POST', '/register', { body: { username, password: 'secret1' } })
  if (status !== 201) throw new Error(`registration answered ${status}: ${JSON.stringify(body)}`)
  return { ...(body as Person), id: (body['user'] as { id: string }).id }
}
