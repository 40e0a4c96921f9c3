import Type from 'typebox'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, type Endpoints } from '../contract/contract.ts'
import { on } from '../events/reactions.ts'
import { openMetrics } from '../observe/observe.ts'
import { systemPorts } from '../ports/system.ts'
import { openDatabase, type Database } from '../sql/database.ts'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { aService, callAs } from '../testing/world.ts'
import { openHost, type HostNeeds } from './host.ts'
import { runJob } from './job.ts'
import { defineService, type Job, type ServiceDefinition } from './service.ts'

const MIGRATIONS = new URL('../migrations/', import.meta.url)

let databases: TestDatabases
let url: string
let db: Database

beforeAll(async () => {
  databases = await testDatabases(['echo'])
  url = databases.urls.get('echo') as string
  db = openDatabase({ url })
})

afterAll(async () => {
  await db.close()
  await databases.drop()
})

const log = pino({ level: 'silent' })
const jobNeeds = (holder: string) => ({ db, timers: systemPorts.timers, holder, log })

function job(name: string, run: Job['run'], everyMs = 5): Job {
  return { name, everyMs, run }
}

test('a job runs again and again, and at once while there is more to do', async () => {
  let rounds = 0
  const work = runJob(
    job('again', async () => ({ more: ++rounds % 3 !== 0 }), 20),
    jobNeeds('a'),
  )
  await expect.poll(() => rounds).toBeGreaterThanOrEqual(6)
  await work.stop()
  const then = rounds
  await systemPorts.timers.sleep(60)
  expect(rounds).toBe(then)
})

test('a job that fails runs again', async () => {
  let rounds = 0
  const work = runJob(
    job('failing', () => ((rounds += 1), Promise.reject(new Error('no')))),
    jobNeeds('a'),
  )
  await expect.poll(() => rounds).toBeGreaterThan(2)
  await work.stop()
})

test('of two processes one does the job, and the other takes over once it stops', async () => {
  const rounds = { a: 0, b: 0 }
  const round = (who: 'a' | 'b') => async () => {
    rounds[who] += 1
    return undefined
  }
  const a = runJob(job('shared', round('a')), jobNeeds('a'))
  await expect.poll(() => rounds.a).toBeGreaterThan(0)
  const b = runJob(job('shared', round('b')), jobNeeds('b'))
  await expect.poll(() => rounds.a).toBeGreaterThan(5)
  expect(rounds.b).toBe(0)
  await a.stop()
  await expect.poll(() => rounds.b).toBeGreaterThan(0)
  await b.stop()
})

test('stopping waits for the round that runs, and not for the pause', async () => {
  const gate = Promise.withResolvers<undefined>()
  let ended = false
  const slow = runJob(
    job('slow', () => gate.promise.finally(() => (ended = true)), 60_000),
    jobNeeds('a'),
  )
  const idle = runJob(
    job('idle', async () => undefined, 60_000),
    jobNeeds('a'),
  )
  await expect
    .poll(() => db.rows`select name from lease where name in ('job:slow', 'job:idle')`)
    .toHaveLength(2)
  await idle.stop()
  const stopping = slow.stop().then(() => ended)
  gate.resolve(undefined)
  expect(await stopping).toBe(true)
  expect(await db.rows`select name from lease where name in ('job:slow', 'job:idle')`).toEqual([])
})

const echo = contract({
  name: 'echo',
  problems: {},
  routes: {
    say: {
      method: 'POST',
      path: 'say',
      summary: 'Say it again',
      policy: 'service',
      body: Type.Object({ text: Type.String() }),
      output: Type.Object({ text: Type.String() }),
    },
  },
  events: { said: { version: 1, data: Type.Object({}) } },
})

function needs(change: Partial<HostNeeds> = {}): HostNeeds {
  return {
    ...systemPorts,
    databaseUrl: url,
    sharedCluster: false,
    holder: 'here',
    log,
    metrics: openMetrics(),
    permits: () => false,
    endpointsOf: () => ({}),
    wake: () => {},
    ...change,
  }
}

const define = (change: Partial<ServiceDefinition> = {}) =>
  defineService({
    contract: echo,
    uses: {},
    open: () => ({ routes: { say: async ({ body }) => body } }),
    ...change,
  } as ServiceDefinition)

test('a service that keeps nothing needs no database; one that keeps something does not start without', async () => {
  const host = await openHost(define(), needs({ databaseUrl: undefined }))
  expect(await host.endpoints['say']?.({ body: { text: 'hi' } }, callAs(aService))).toMatchObject({
    body: { text: 'hi' },
  })
  await host.ready()
  await host.close()
  await expect(
    openHost(define({ migrations: MIGRATIONS }), needs({ databaseUrl: undefined })),
  ).rejects.toThrow(/needs a database/)
})

test('what a service says it listens to is what it reacts to, or it does not start', async () => {
  const react = on(echo, 'said', async () => {})
  const open = () => ({ routes: { say: async ({ body }: { body: unknown }) => body }, reactions: [react] })
  const reacting = { open, migrations: MIGRATIONS } as unknown as Partial<ServiceDefinition>
  await expect(openHost(define(reacting), needs())).rejects.toThrow(
    /says it listens to “” but reacts to “echo.said”/,
  )
  await expect(openHost(define({ listens: ['echo.said'] }), needs())).rejects.toThrow(/listens/)
  await expect(
    openHost(define({ open: reacting.open as never, listens: ['echo.said'] }), needs()),
  ).rejects.toThrow(/no database/)
  const host = await openHost(define({ ...reacting, listens: ['echo.said'] }), needs())
  expect(host.inbox?.types).toEqual(new Set(['echo.said']))
  await host.close()
})

test('services may use each other in a circle: who is called is looked up at the call', async () => {
  const endpoints = new Map<string, Endpoints>()
  const open = ({
    clients,
  }: {
    clients: { other: { say(input: object, call: object): Promise<{ text: string }> } }
  }) => ({
    routes: {
      say: async ({ body }: { body: { text: string } }, call: object) =>
        body.text.length > 3 ? body : clients.other.say({ body: { text: `${body.text}!` } }, call),
    },
  })
  const circular = define({ uses: { other: echo }, open } as unknown as Partial<ServiceDefinition>)
  const host = await openHost(circular, needs({ endpointsOf: (name) => endpoints.get(name) ?? {} }))
  await expect(host.endpoints['say']?.({ body: { text: 'a' } }, callAs(aService))).rejects.toThrow(
    /echo does not serve say/,
  )
  endpoints.set('echo', host.endpoints)
  expect(await host.endpoints['say']?.({ body: { text: 'a' } }, callAs(aService))).toMatchObject({
    body: { text: 'a!!!' },
  })
  expect([...host.asked]).toEqual([['echo', 3]])
  await host.close()
})

test('a host finishes what runs, then what the service closes, then its database, and all of it once', async () => {
  const steps: string[] = []
  const gate = Promise.withResolvers<void>()
  const open = ({ db: own }: { db: Database }) => ({
    routes: {
      say: async ({ body }: { body: unknown }) => {
        await gate.promise
        await own.rows`select 1`
        steps.push('said')
        return body
      },
    },
    close: async () => {
      await own.rows`select 1`
      steps.push('closed')
    },
  })
  const host = await openHost(
    define({ open, migrations: MIGRATIONS } as unknown as Partial<ServiceDefinition>),
    needs(),
  )
  const saying = host.endpoints['say']?.({ body: { text: 'x' } }, callAs(aService))
  const finishing = Promise.all([host.finish(), host.finish()])
  gate.resolve()
  await Promise.all([saying, finishing])
  await host.ready()
  await host.close()
  expect(steps).toEqual(['said', 'closed'])
  await expect(host.ready()).rejects.toMatchObject({ code: 'unavailable' })
})
