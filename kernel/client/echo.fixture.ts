/** A service that says things again, behind a door of its own, and ways to ask it. */
import { createServer, type AddressInfo } from 'node:net'
import { pino } from 'pino'
import Type from 'typebox'
import { Answer, contract, type Call, type Endpoints, type Service } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Event } from '../events/event.ts'
import { systemPorts } from '../ports/system.ts'
import { openApp, type App } from '../server/app.ts'
import { mountInternal } from '../server/internal.ts'
import { serve } from '../service/serve.ts'
import { aService, callAs } from '../testing/world.ts'
import { remoteService, type HttpNeeds, type RemoteService } from './http.ts'

const Body = Type.Object({ text: Type.String() })
const Output = Type.Object({ said: Type.Unknown() })
export const echo = contract({
  name: 'echo',
  problems: { sold_out: { status: 409, title: 'Sold out' } },
  routes: {
    say: {
      method: 'POST',
      path: '/api/v1/echo',
      summary: 'Say it again',
      policy: 'public',
      body: Body,
      output: Output,
      status: 201,
      problems: ['sold_out'],
    },
    many: {
      method: 'POST',
      path: 'many',
      summary: 'Many',
      policy: 'service',
      body: Body,
      output: Output,
      problems: ['sold_out'],
      batched: { itemsMax: 50, lanes: 1 },
    },
  },
  events: {},
})

export const CREDENTIAL = 'a long credential'
/** The sizes of the executions of `many`. */
export const batches: number[] = []

const service: Service<typeof echo> = {
  say: async ({ body: { text } }, call) => {
    if (text === 'refuse')
      throw new Problem('sold_out', {
        detail: 'None left.',
        lines: [{ sku: 'A' }],
        headers: { 'retry-after': '7' },
      })
    if (text === 'bug') throw new Error('select secret')
    if (text === 'kept')
      return Answer.ofText('{"code":"sold_out","z":1,"a":2}', 409, { 'idempotent-replayed': 'true' })
    if (text === 'first kept') return Answer.ofText('{"code":"sold_out","first":true}', 402)
    if (text === 'headers') return Answer.of({ said: null }, 202, { location: '/x' })
    if (text === 'hang') return new Promise(() => {})
    return { said: { text, ...call } }
  },
  many: async (asked) => {
    batches.push(asked.length)
    return asked.map(({ input: { body } }) =>
      body.text === 'refuse' ? new Problem('sold_out', { n: 1 }) : { said: body.text },
    )
  },
}

export const { endpoints } = serve(echo, service, { ...systemPorts, permits: () => false })
const closing: (() => Promise<unknown>)[] = []

/** Closes what a test opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()))
  batches.length = 0
}

export async function openDoor(
  port = 0,
  events: Event[] = [],
): Promise<{ app: App; origin: string; port: number }> {
  const app = openApp({ ...systemPorts, log: pino({ level: 'silent' }) })
  const inbox = {
    types: new Set(['order.placed']),
    deliver: async (delivered: readonly Event[]) => {
      if (delivered.some(({ key }) => key === 'outage')) throw new Problem('unavailable')
      events.push(...delivered)
    },
  }
  mountInternal(app, echo, endpoints, CREDENTIAL, inbox)
  app.get('/health/live', () => ({}))
  app.get('/health/ready', () => ({}))
  const origin = await app.listen({ host: '127.0.0.1', port })
  closing.push(() => app.close())
  return { app, origin, port: (app.server.address() as AddressInfo).port }
}

export function openRemote(origin: string, needs: Partial<HttpNeeds> = {}): RemoteService {
  const remote = remoteService(echo, { ...systemPorts, origin, credential: CREDENTIAL, ...needs })
  closing.push(() => remote.close())
  return remote
}

export const within = (ms: number): Call => ({ ...callAs(aService), deadline: systemPorts.clock.now() + ms })
export const ask = (
  of: Endpoints,
  route: keyof typeof echo.routes,
  text: string,
  call: Call = within(5_000),
) => of[route]?.({ body: { text } }, call) ?? Promise.reject(new Error(route))

/** What a caller sees, as plain data. */
export const outcome = (asked: Promise<Answer>) =>
  asked.then(
    ({ status, headers, text }) => ({ status, headers, text }),
    (error: Problem) => ({ code: error.code, extras: error.extras }),
  )

/** A machine that takes connections and never says a word. */
export async function openSilence(): Promise<string> {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
