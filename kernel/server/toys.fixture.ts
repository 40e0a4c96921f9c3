/** A small service behind a real server, for the tests of everything between a socket and a handler. */
import { connect, type AddressInfo } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { pino } from 'pino'
import Type from 'typebox'
import { Answer, contract, type Call, type Caller, type Service } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import { FreeForm, Id, listQuery, spelled } from '../contract/schema.ts'
import { systemPorts } from '../ports/system.ts'
import { serve } from '../service/serve.ts'
import { openApp, type App, type AppNeeds } from './app.ts'
import { mount, refuseOtherMethods } from './mount.ts'

const Toy = Type.Object({ id: Type.String(), seen: Type.Unknown() })

export const toys = contract({
  name: 'toys',
  problems: { sold_out: { status: 409, title: 'Sold out' } },
  routes: {
    get: {
      method: 'GET',
      path: '/api/v1/toys/:id',
      summary: 'One toy',
      policy: 'public',
      params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
      output: Toy,
      problems: ['sold_out'],
    },
    list: {
      method: 'GET',
      path: '/api/v1/toys',
      summary: 'Toys',
      policy: 'public',
      query: listQuery({
        priceMax: Type.Optional(Type.Number()),
        inStock: Type.Optional(Type.Boolean()),
        owner: Type.Optional(spelled(Id, 'ownerId')),
        tags: Type.Optional(Type.Array(Type.Integer(), { maxItems: 3 })),
      }),
      output: Toy,
    },
    make: {
      method: 'POST',
      path: '/api/v1/toys',
      summary: 'Make a toy',
      policy: 'public',
      headers: Type.Object({ 'x-cart-key': Type.Optional(Type.String({ maxLength: 10 })) }),
      body: Type.Object({
        name: Type.String(),
        unitPrice: Type.Optional(Type.Number()),
        attributes: Type.Optional(FreeForm),
      }),
      output: Toy,
      status: 201,
      problems: ['sold_out'],
      idempotent: true,
    },
    scrap: {
      method: 'DELETE',
      path: '/api/v1/toys/:id',
      summary: 'Scrap a toy',
      policy: 'signed_in',
      params: Type.Object({ id: Id }),
      output: Toy,
    },
    secret: { method: 'POST', path: 'secret', summary: 'For services', policy: 'service', output: Toy },
  },
  events: {},
})

/** Answers with what it was asked; some ids and names have consequences. */
const service: Service<typeof toys> = {
  get: async ({ params: { id } }, call) => {
    if (id === 'none')
      throw new Problem('sold_out', { detail: 'None left.', left: 0, headers: { 'retry-after': '9' } })
    if (id === 'bug') throw new Error('select secret from passwords failed at line 1')
    if (id === 'outage')
      throw Object.assign(new Problem('unavailable'), { cause: new Error('connection refused') })
    if (id === 'tagged')
      return Answer.of({ id, seen: null }, undefined, {
        etag: 'W/"v1"',
        'cache-control': 'public, max-age=60',
      })
    if (id === 'forever') return new Promise(() => {})
    return { id, seen: spoken(call) }
  },
  list: async ({ query }) => ({ id: 'list', seen: query }),
  make: async ({ body, headers }, call) => {
    if (body.name === 'kept refusal')
      return Answer.ofText('{"code":"sold_out","kept":true}', 409, { 'idempotent-replayed': 'true' })
    return { id: 'made', seen: { body, headers, ...spoken(call) } }
  },
  scrap: async ({ params }) => ({ id: params.id, seen: null }),
  secret: async () => ({ id: 'secret', seen: null }),
}

function spoken({ idempotencyKey, bodyHash, ifMatch, prefer, traceparent, caller, requestId }: Call) {
  return { idempotencyKey, bodyHash, ifMatch, prefer, traceparent, caller: caller.kind, requestId }
}

export type Toys = {
  readonly app: App
  readonly origin: string
  /** The lines of the log, parsed. */
  readonly logged: Record<string, unknown>[]
  /** What the server answers to these bytes. */
  raw(bytes: string | Buffer): Promise<string>
  close(): Promise<void>
}

/** `behindMs`: requests are taken for so much older than they are. */
export async function openToys({
  behindMs = 0,
  ...needs
}: Partial<AppNeeds> & { behindMs?: number } = {}): Promise<Toys> {
  const logged: Record<string, unknown>[] = []
  const log = pino(
    { base: null },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const app = openApp({ ...systemPorts, log, headers: { 'x-content-type-options': 'nosniff' }, ...needs })
  const { endpoints } = serve(toys, service, { ...systemPorts, permits: () => false, checkOutput: true })
  mount(app, toys, endpoints, { now: () => systemPorts.clock.now() - behindMs, identify: callerOf })
  refuseOtherMethods(app, [toys])
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    origin: `http://127.0.0.1:${port}`,
    logged,
    raw: (bytes) => answerTo(port, bytes),
    close: () => app.close(),
  }
}

function callerOf({ headers }: Pick<FastifyRequest, 'headers'>): Caller {
  if (headers.authorization === undefined) return { kind: 'anonymous', address: '127.0.0.1' }
  if (headers.authorization !== 'Bearer good')
    throw new Problem('unauthenticated', { detail: 'The token is not valid.' })
  return { kind: 'user', id: 'usr_1', roles: [], sessionId: 'ses_1', address: '127.0.0.1' }
}

function answerTo(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const chunks: Buffer[] = []
    socket.setTimeout(5_000, () =>
      socket.destroy(new Error(`no end of: ${Buffer.concat(chunks).toString()}`)),
    )
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error) =>
      chunks.length > 0 ? resolve(String(Buffer.concat(chunks))) : reject(error),
    )
    socket.on('close', () => resolve(String(Buffer.concat(chunks))))
  })
}
