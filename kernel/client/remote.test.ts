import { createServer, type AddressInfo, type Server } from 'node:net'
import { pino } from 'pino'
import Type from 'typebox'
import { afterEach, expect, test } from 'vitest'
import { Answer, contract, type Call, type Endpoints, type Service } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Event } from '../events/event.ts'
import { systemPorts } from '../ports/system.ts'
import { openApp, type App } from '../server/app.ts'
import { mountInternal } from '../server/internal.ts'
import { serve } from '../service/serve.ts'
import { aService, callAs, heard, user } from '../testing/world.ts'
import { clientOf } from './client.ts'
import { remoteService, type RemoteService } from './http.ts'
import { wireEndpoints } from './wire.ts'

const Body = Type.Object({ text: Type.String() })
const Output = Type.Object({ said: Type.Unknown() })
const echo = contract({
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

const CREDENTIAL = 'a long credential'
let batches: number[] = []

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

const { endpoints } = serve(echo, service, { ...systemPorts, permits: () => false })
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  batches = []
})

async function openDoor(port = 0, events: Event[] = []): Promise<{ app: App; origin: string; port: number }> {
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

function openRemote(origin: string, credential = CREDENTIAL): RemoteService {
  const remote = remoteService(echo, { ...systemPorts, origin, credential })
  closing.push(() => remote.close())
  return remote
}

const within = (ms: number): Call => ({ ...callAs(aService), deadline: systemPorts.clock.now() + ms })
const ask = (of: Endpoints, route: keyof typeof echo.routes, text: string, call: Call = within(5_000)) =>
  of[route]?.({ body: { text } }, call) ?? Promise.reject(new Error(route))

/** What a caller sees, as plain data. */
const outcome = (asked: Promise<Answer>) =>
  asked.then(
    ({ status, headers, text }) => ({ status, headers, text }),
    (error: Problem) => ({ code: error.code, extras: error.extras }),
  )

test('in process, through the wire format and over a socket, callers see the same', async () => {
  const { origin } = await openDoor()
  const ways = [wireEndpoints('echo', endpoints, systemPorts), openRemote(origin).endpoints]
  for (const text of ['refuse', 'kept', 'first kept', 'headers']) {
    const direct = await outcome(ask(endpoints, 'say', text))
    for (const way of ways) {
      const status = 'status' in direct ? { status: direct.status ?? 201 } : {}
      expect(await outcome(ask(way, 'say', text)), text).toEqual({ ...direct, ...status })
    }
  }
  for (const way of ways) {
    expect(await outcome(ask(way, 'say', 'bug'))).toEqual({
      code: 'internal',
      extras: expect.not.objectContaining({ detail: expect.anything() as unknown }) as object,
    })
    await expect(way['say']?.({ body: { text: 5 } }, within(5_000))).rejects.toMatchObject({
      code: 'validation_failed',
      extras: { errors: [{ path: '/text' }] },
    })
  }
})

test('who asks, why and with which key travels along; what is left of the time survives clocks that differ', async () => {
  const { origin } = await openDoor()
  const clock = { now: () => systemPorts.clock.now() - 600_000 }
  const remote = remoteService(echo, { ...systemPorts, clock, origin, credential: CREDENTIAL })
  closing.push(() => remote.close())
  const call: Call = {
    ...callAs(user('usr_1', 'keeper')),
    deadline: clock.now() + 3_000,
    idempotencyKey: 'k',
    bodyHash: 'h',
    ifMatch: '"1"',
    prefer: 'respond-async',
    traceparent: '00-x',
  }
  const answer = await ask(remote.endpoints, 'say', 'hi', call)
  const { deadline, ...said } = (answer.body as { said: Call }).said
  expect(said).toEqual({ ...call, deadline: undefined, text: 'hi' })
  expect(Math.abs(deadline - systemPorts.clock.now() - 3_000)).toBeLessThan(1_000)
})

test('concurrent callers of a batched route share requests, each with its own answer or refusal', async () => {
  const { origin } = await openDoor()
  const remote = openRemote(origin)
  const texts = Array.from({ length: 120 }, (_, i) => (i % 10 === 3 ? 'refuse' : `t${i}`))
  const outcomes = await Promise.all(texts.map((text) => outcome(ask(remote.endpoints, 'many', text))))
  outcomes.forEach((seen, i) => {
    if (texts[i] === 'refuse') expect(seen).toEqual({ code: 'sold_out', extras: { n: 1, headers: {} } })
    else expect(seen).toMatchObject({ text: JSON.stringify({ said: texts[i] }) })
  })
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(120)
  expect(batches.length).toBeLessThanOrEqual(5)
})

test('the door is a wall to whoever has no credential, whatever the path and the body', async () => {
  const { origin } = await openDoor()
  const knock = async (path: string, authorization?: string, body = '{"questions":[]}') => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
    })
    const { requestId: _id, ...said } = (await response.json()) as { requestId: string }
    return [response.status, said]
  }
  const nowhere = await knock('/internal/echo/nothing', 'Bearer x')
  for (const authorization of [
    undefined,
    '',
    'Bearer ',
    'Bearer x',
    CREDENTIAL,
    `bearer ${CREDENTIAL}`,
    `Bearer ${CREDENTIAL} `.repeat(2),
  ]) {
    for (const path of ['/internal/echo/say', '/internal/echo/events'])
      expect(await knock(path, authorization)).toEqual(nowhere)
  }
  expect(await knock('/internal/echo/say', 'Bearer x', 'x'.repeat(2_000_000))).toEqual(nowhere)
  expect(await knock('/internal/echo/say', `Bearer ${CREDENTIAL}`)).toEqual([200, { answers: [] }])
  expect((await knock('/internal/echo/say', `Bearer ${CREDENTIAL}`, '{}'))[0]).toBe(422)
  await expect(ask(openRemote(origin, 'wrong').endpoints, 'say', 'hi')).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('events go through the door, and an outage behind it is an outage here', async () => {
  const events: Event[] = []
  const { origin } = await openDoor(0, events)
  const remote = openRemote(origin)
  const event = heard('order.placed', 'k', { n: 1 })
  await remote.deliver([event])
  expect(events).toEqual([event])
  await expect(remote.deliver([heard('order.placed', 'outage', {})])).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('nobody waits past the deadline: neither for a slow answer nor for a silent machine', async () => {
  const { origin } = await openDoor()
  const silent = await openSilence()
  for (const remote of [openRemote(origin), openRemote(silent)]) {
    const started = performance.now()
    await expect(ask(remote.endpoints, 'say', 'hang', within(200))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    })
    expect(performance.now() - started).toBeLessThan(1_500)
    await expect(ask(remote.endpoints, 'say', 'hi', within(-1))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    })
  }
})

test('a dead process is unavailable at once, and answers again once it is back', async () => {
  const { app, origin, port } = await openDoor()
  const remote = openRemote(origin)
  expect(await ask(remote.endpoints, 'say', 'hi')).toMatchObject({ status: 201 })
  await remote.ready()
  await app.close()
  const started = performance.now()
  for (let n = 0; n < 10; n += 1) {
    await expect(ask(remote.endpoints, 'say', 'hi')).rejects.toMatchObject({
      code: 'unavailable',
      extras: { headers: { 'retry-after': '1' } },
    })
  }
  expect(performance.now() - started).toBeLessThan(2_000)
  await expect(remote.ready()).rejects.toThrow()
  await openDoor(port)
  await expect
    .poll(() => outcome(ask(remote.endpoints, 'say', 'hi')), { timeout: 5_000 })
    .toMatchObject({ status: 201 })
})

test('after a few waits in vain, callers of a silent machine are refused without waiting', async () => {
  const remote = openRemote(await openSilence())
  const codeOf = (ms: number) =>
    ask(remote.endpoints, 'say', 'hi', within(ms)).catch((error: Problem) => error.code)
  await expect.poll(() => codeOf(20)).toBe('unavailable')
  const started = performance.now()
  expect(await codeOf(5_000)).toBe('unavailable')
  expect(performance.now() - started).toBeLessThan(500)
})

test('a typed client gives bodies and throws problems, also for a refusal that was kept as text', async () => {
  const { origin } = await openDoor()
  for (const way of [
    endpoints,
    wireEndpoints('echo', endpoints, systemPorts),
    openRemote(origin).endpoints,
  ]) {
    const client = clientOf(echo, way, 'order')
    const call = { ...within(5_000), idempotencyKey: 'mine', ifMatch: '"1"' }
    expect(await client.say({ body: { text: 'hi' } }, call)).toMatchObject({
      said: { text: 'hi', caller: { kind: 'service', name: 'order' }, requestId: call.requestId },
    })
    expect((await client.say({ body: { text: 'hi' } }, call)).said).not.toMatchObject({
      idempotencyKey: 'mine',
    })
    for (const text of ['refuse', 'kept']) {
      await expect(client.say({ body: { text } }, call), text).rejects.toMatchObject({ code: 'sold_out' })
    }
  }
})

test('through the wire format, faults can be planted, and nothing is shared', async () => {
  const lost = (fault: 'request_lost' | 'answer_lost') =>
    wireEndpoints('echo', endpoints, { ...systemPorts, fault: () => fault })
  await expect(ask(lost('request_lost'), 'many', 'a')).rejects.toMatchObject({ code: 'unavailable' })
  expect(batches).toEqual([])
  await expect(ask(lost('answer_lost'), 'many', 'a')).rejects.toMatchObject({ code: 'unavailable' })
  expect(batches).toEqual([1])
  const wire = wireEndpoints('echo', endpoints, systemPorts)
  await expect(ask(wire, 'say', 'hang', within(50))).rejects.toMatchObject({ code: 'deadline_exceeded' })
  const refusals = await Promise.all(
    [ask(endpoints, 'say', 'refuse'), ask(wire, 'say', 'refuse')].map((asked) =>
      asked.catch((error: Problem) => error.extras),
    ),
  )
  expect(refusals[1]).toEqual(refusals[0])
  expect(refusals[1]).not.toBe(refusals[0])
})

/** A machine that takes connections and never says a word. */
async function openSilence(): Promise<string> {
  const sockets = new Set<{ destroy(): void }>()
  const server: Server = createServer((socket) => {
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
