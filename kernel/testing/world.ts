/**
 * One service on a real database of its own, with its neighbours played by the test. Everything it
 * says is checked against its contract, both ways.
 */
import { pino } from 'pino'
import type { Call, Caller, Contract, Endpoints, Client, RouteInput } from '../contract/contract.ts'
import { Answer } from '../contract/contract.ts'
import { eventCheck } from '../contract/check.ts'
import { clientOf } from '../client/client.ts'
import type { Event } from '../events/event.ts'
import { openMetrics } from '../observe/observe.ts'
import type { Ports } from '../ports/ports.ts'
import { systemPorts } from '../ports/system.ts'
import { openHost, type Host } from '../service/host.ts'
import type { ServiceDefinition } from '../service/service.ts'
import type { Database } from '../sql/database.ts'
import { testDatabases } from './database.ts'

export { testDatabaseUrl } from './database.ts'

const DEADLINE_MS = 10_000

export type World<C extends Contract> = {
  readonly host: Host
  readonly db: Database
  /** Calls in the name of a service, which may do anything. */
  readonly client: Client<C>
  /** Calls a route as somebody; gives the whole answer with status and headers. */
  as(
    caller: Caller,
    route: keyof C['routes'] & string,
    input: RouteInput,
    call?: Partial<Call>,
  ): Promise<Answer>
  /** Delivers events as a relay would; the service must have applied them when this resolves. */
  hear(...events: readonly Event[]): Promise<void>
  /** What the service has said so far, oldest first. */
  said(): Promise<{ type: string; key: string; data: unknown }[]>
  /** Throws where anything that the service has said is outside its contract. */
  close(): Promise<void>
}

export type WorldOptions = {
  /** The neighbours by contract name: a function per route that the service uses. */
  readonly neighbours?: Readonly<
    Record<string, Readonly<Record<string, (input: never, call: Call) => unknown>>>
  >
  readonly permits?: (roles: readonly string[], permission: string) => boolean
  readonly ports?: Partial<Ports>
}

export async function openWorld<C extends Contract>(
  definition: ServiceDefinition<C>,
  options: WorldOptions = {},
): Promise<World<C>> {
  const ports: Ports = { ...systemPorts, ...options.ports }
  const { contract } = definition as { contract: C }
  const databases = await testDatabases([contract.name], definition.migrations ? [definition.migrations] : [])
  const host = await openHost(definition, {
    ...ports,
    databaseUrl: databases.urls.get(contract.name),
    sharedCluster: true,
    holder: 'test',
    log: pino({ level: 'silent' }),
    metrics: openMetrics(),
    permits: options.permits ?? (() => false),
    checkOutput: true,
    endpointsOf: (service) => played(service, options.neighbours?.[service] ?? {}),
    wake: () => {},
  })
  const db = host.db as Database
  const said = () =>
    db.rows<{
      type: string
      key: string
      data: unknown
    }>`select type, key, data from outbox_event order by id`
  return {
    host,
    db,
    client: clientOf(contract, host.endpoints, 'test'),
    as: (caller, route, input, call = {}) => {
      const endpoint = host.endpoints[route]
      if (!endpoint) throw new Error(`${contract.name} has no route ${route}`)
      // A request over the wire always has a query, if an empty one.
      return endpoint({ query: {}, ...input }, { ...callAs(caller, ports.clock.now()), ...call })
    },
    hear: async (...events) => {
      if (!host.inbox) throw new Error(`${contract.name} listens to nothing`)
      await host.inbox.deliver(events)
    },
    said,
    close: async () => {
      const check = eventCheck(contract)
      for (const { type, data } of host.db ? await said() : []) check(type, data)
      await host.close()
      await databases.drop()
    },
  }
}

/** A call with everything that must be there. */
export function callAs(caller: Caller, now = systemPorts.clock.now()): Call {
  return { caller, requestId: systemPorts.ids.next('req'), deadline: now + DEADLINE_MS }
}

export function user(id: string, ...roles: readonly string[]): Caller {
  return {
    kind: 'user',
    id,
    roles: roles.length > 0 ? roles : ['customer'],
    sessionId: 'ses_test',
    address: '127.0.0.1',
  }
}

export const anonymous: Caller = { kind: 'anonymous', address: '127.0.0.1' }
export const aService: Caller = { kind: 'service', name: 'test' }

/** An event as a relay delivers it. */
export function heard(
  type: string,
  key: string,
  data: unknown,
  id: string = systemPorts.ids.next('evt'),
): Event {
  return {
    id,
    source: type.slice(0, type.indexOf('.')),
    type,
    version: 1,
    key,
    time: new Date(systemPorts.clock.now()).toISOString(),
    data,
    meta: null,
  }
}

function played(
  service: string,
  routes: Readonly<Record<string, (input: never, call: Call) => unknown>>,
): Endpoints {
  return new Proxy<Record<string, Endpoints[string]>>(
    {},
    {
      get: (_target, route: string) => {
        const play = routes[route]
        if (!play) throw new Error(`the test does not play ${service}.${route}`)
        return async (input: RouteInput, call: Call) => Answer.of(await play(input as never, call))
      },
    },
  )
}
