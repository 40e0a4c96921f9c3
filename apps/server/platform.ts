/**
 * Wires services into a platform: who calls whom, who hears whom. Whether a call stays in the process,
 * passes through the wire format, or crosses a socket is decided here and nowhere else.
 */
import type { Contract, Endpoints } from '@rialto/kernel/contract/contract'
import { remoteService, type RemoteService } from '@rialto/kernel/client/http'
import { wireEndpoints, type Fault } from '@rialto/kernel/client/wire'
import { clientOf } from '@rialto/kernel/client/client'
import { deskContract, type Desk } from '@rialto/kernel/events/desk'
import type { Client } from '@rialto/kernel/contract/contract'
import type { Listening } from '@rialto/kernel/document/asyncapi'
import { startRelay, type Listener, type Relay } from '@rialto/kernel/events/relay'
import { openMetrics, type Metrics } from '@rialto/kernel/observe/observe'
import type { Ports } from '@rialto/kernel/ports/ports'
import { openHost, type Host } from '@rialto/kernel/service/host'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { migrate } from '@rialto/kernel/sql/migrate'
import { permits } from '@rialto/contracts/roles'
import type { Logger } from 'pino'
import { doorCredential } from './secret.ts'

export type PlatformOptions = {
  readonly ports: Ports
  readonly log: Logger
  /** All services of the platform, in the order in which they start. */
  readonly definitions: readonly ServiceDefinition[]
  /** The services that live in this process; the others are reached at their origin. */
  readonly here: ReadonlySet<string>
  readonly origins: ReadonlyMap<string, string>
  /** Known to all processes; what proves to another that a service is asking is made of it. */
  readonly credential: string
  /** The database URL of each service here that keeps anything. */
  readonly databases: ReadonlyMap<string, string>
  readonly sharedCluster: boolean
  /** Whether calls in the process pass through the wire format, as the tests' second runner wants. */
  readonly throughWire?: boolean
  readonly fault?: (service: string, route: string) => Fault
  readonly checkOutput?: boolean
  readonly connectionsMax?: number
}

export type Platform = {
  readonly hosts: ReadonlyMap<string, Host>
  readonly metrics: Metrics
  readonly contracts: readonly Contract[]
  /** Whom each service may ask, by name. */
  readonly uses: ReadonlyMap<string, readonly string[]>
  /** Who listens to which events, by full name. */
  readonly listeners: readonly Listening[]
  /** A look at each service, here or elsewhere, which rejects while that cannot do its work. */
  readonly looks: ReadonlyMap<string, () => Promise<void>>
  /** The events of each service that keeps any, here or elsewhere. */
  readonly desks: ReadonlyMap<string, Desk>
  endpointsOf(service: string): Endpoints
  /** A client in the name of `asService`, for seeding and tests. */
  client<C extends Contract>(contract: C, asService: string): Client<C>
  close(): Promise<void>
}

/** Brings every schema here to its version. Safe to run by several processes at once. */
export async function migrateAll(
  definitions: readonly ServiceDefinition[],
  databases: ReadonlyMap<string, string>,
): Promise<void> {
  await Promise.all(
    definitions.map(async ({ contract, migrations }) => {
      const url = databases.get(contract.name)
      if (migrations && url !== undefined) await migrate(url, [migrations])
    }),
  )
}

export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { definitions, here, ports, log } = options
  const metrics = openMetrics({ runtime: true })
  const holder = ports.ids.next('prc')
  const endpoints = new Map<string, Endpoints>()
  const hosts = new Map<string, Host>()
  const relays = new Map<string, Relay>()
  const remotes = openRemotes(options)
  for (const [name, remote] of remotes) endpoints.set(name, remote.endpoints)

  const endpointsOf = (service: string): Endpoints => {
    const found = endpoints.get(service)
    if (!found) throw new Error(`nobody serves ${service}`)
    return found
  }

  for (const definition of definitions) {
    const { name } = definition.contract
    if (!here.has(name)) continue
    const host = await openHost(definition, {
      ...ports,
      databaseUrl: options.databases.get(name),
      sharedCluster: options.sharedCluster,
      ...(options.connectionsMax === undefined ? {} : { connectionsMax: options.connectionsMax }),
      ...(options.checkOutput === undefined ? {} : { checkOutput: options.checkOutput }),
      holder,
      log,
      metrics,
      permits,
      endpointsOf,
      wake: () => relays.get(name)?.wake(),
    })
    hosts.set(name, host)
    endpoints.set(
      name,
      options.throughWire || options.fault
        ? wireEndpoints(name, host.endpoints, {
            ...ports,
            ...(options.fault ? { fault: options.fault } : {}),
          })
        : host.endpoints,
    )
  }

  for (const [name, host] of hosts) {
    if (!host.db) continue
    const listeners = listenersOf(name, definitions, hosts, remotes)
    if (listeners.length === 0) continue
    relays.set(
      name,
      startRelay({
        db: host.db,
        source: name,
        listeners,
        holder,
        clock: ports.clock,
        timers: ports.timers,
        log: log.child({ service: name }),
        onDelivered: (consumer, waitedMs, count) => {
          metrics.eventLagSeconds.observe({ consumer }, waitedMs / 1000)
          metrics.eventsDelivered.inc({ consumer }, count)
        },
      }),
    )
  }
  for (const host of hosts.values()) host.startJobs()
  const { desks, closeDesks } = openDesks(options, hosts)

  return {
    desks,
    hosts,
    metrics,
    contracts: definitions.map(({ contract }) => contract),
    uses: new Map(
      definitions.map(({ contract, uses }) => [contract.name, Object.values(uses).map(({ name }) => name)]),
    ),
    listeners: listeningOf(definitions),
    looks: new Map([...hosts, ...remotes].map(([name, service]) => [name, () => service.ready()])),
    endpointsOf,
    client: (contract, asService) => clientOf(contract, endpointsOf(contract.name), asService),
    close: async () => {
      // First the ears, then the hands: what is not delivered now comes again at the next start.
      await Promise.all([...relays.values()].map((relay) => relay.stop()))
      // All finish before any closes: what one still has to do may need another.
      await Promise.all([...hosts.values()].map((host) => host.finish()))
      await Promise.all([...hosts.values()].map((host) => host.close()))
      await Promise.all([...remotes.values()].map((remote) => remote.close()))
      await closeDesks()
    },
  }
}

function openDesks(
  { definitions, origins, credential, ports }: PlatformOptions,
  hosts: ReadonlyMap<string, Host>,
): { desks: ReadonlyMap<string, Desk>; closeDesks: () => Promise<void> } {
  const desks = new Map<string, Desk>()
  const remotes: RemoteService[] = []
  for (const { contract, migrations } of definitions) {
    const { name } = contract
    const origin = origins.get(name)
    const here = hosts.get(name)?.desk
    if (here) desks.set(name, clientOf(here.contract, here.endpoints, 'events'))
    else if (migrations && origin !== undefined) {
      const far = deskContract(name)
      const remote = remoteService(far, { origin, credential: doorCredential(credential), ...ports })
      remotes.push(remote)
      desks.set(name, clientOf(far, remote.endpoints, 'events'))
    }
  }
  return {
    desks,
    closeDesks: async () => {
      await Promise.all(remotes.map((remote) => remote.close()))
    },
  }
}

/** Who of the services reacts to what. */
export function listeningOf(definitions: readonly ServiceDefinition[]): Listening[] {
  return definitions.flatMap(({ contract, listens = [] }) =>
    listens.length > 0 ? [{ consumer: contract.name, listens }] : [],
  )
}

function openRemotes({
  definitions,
  here,
  origins,
  credential,
  ports,
}: PlatformOptions): Map<string, RemoteService> {
  const remotes = new Map<string, RemoteService>()
  for (const { contract } of definitions) {
    if (here.has(contract.name)) continue
    const origin = origins.get(contract.name)
    if (origin === undefined) throw new Error(`${contract.name} is not here and has no origin`)
    remotes.set(
      contract.name,
      remoteService(contract, { origin, credential: doorCredential(credential), ...ports }),
    )
  }
  return remotes
}

function listenersOf(
  source: string,
  definitions: readonly ServiceDefinition[],
  hosts: ReadonlyMap<string, Host>,
  remotes: ReadonlyMap<string, RemoteService>,
): Listener[] {
  return definitions.flatMap(({ contract: { name }, listens }) => {
    const types = new Set((listens ?? []).filter((type) => type.startsWith(`${source}.`)))
    const inbox = hosts.get(name)?.inbox ?? remotes.get(name)
    return types.size > 0 && inbox
      ? [{ consumer: name, types, deliver: (events) => inbox.deliver(events) }]
      : []
  })
}
