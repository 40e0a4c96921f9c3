/**
 * Opens one service: schema, database, endpoints, inbox, and the jobs that come round by themselves.
 * Who calls it and who hears it is wired by the app, through late-bound clients and `startRelay`.
 */
import type { Logger } from 'pino'
import type { Client, Contract, Endpoints } from '../contract/contract.ts'
import { deskContract, openDesk, type DeskContract } from '../events/desk.ts'
import { openInbox, type Inbox } from '../events/inbox.ts'
import type { Reaction } from '../events/reactions.ts'
import type { Metrics } from '../observe/observe.ts'
import type { Ports } from '../ports/ports.ts'
import { openDatabase, type Database } from '../sql/database.ts'
import { clientOf } from '../client/client.ts'
import { serve, type ServeNeeds } from './serve.ts'
import { runJob } from './job.ts'
import type { Needs, ServiceDefinition, Uses } from './service.ts'

export type HostNeeds = Ports & {
  readonly databaseUrl: string | undefined
  readonly connectionsMax?: number
  readonly sharedCluster: boolean
  readonly holder: string
  readonly log: Logger
  readonly metrics: Metrics
  readonly permits: ServeNeeds['permits']
  readonly checkOutput?: boolean
  /** Finds a service’s endpoints when a call is made: services may use each other in a circle. */
  readonly endpointsOf: (service: string) => Endpoints
  readonly wake: () => void
}

export type Host = {
  readonly contract: Contract
  readonly endpoints: Endpoints
  readonly inbox: Inbox | undefined
  /** A look at its events, for the process that shows those of all services. */
  readonly desk: { readonly contract: DeskContract; readonly endpoints: Endpoints } | undefined
  readonly db: Database | undefined
  /** How often it called each service that it uses, from the start on. */
  readonly asked: ReadonlyMap<string, number>
  startJobs(): void
  /** Rejects while the service cannot do its work. */
  ready(): Promise<void>
  /** Stops the jobs and finishes what runs. While others do so too, close none: they may need each other. */
  finish(): Promise<void>
  /** Finishes, then closes the database. */
  close(): Promise<void>
}

export async function openHost(definition: ServiceDefinition, needs: HostNeeds): Promise<Host> {
  const { contract } = definition
  const log = needs.log.child({ service: contract.name })
  const db = openStore(definition, needs, log)
  const asked = new Map<string, number>()
  const opened = await definition.open({
    ...pick(needs),
    log,
    // A service without migrations never touches its database.
    db: db as Database,
    clients: clientsOf(definition, needs.endpointsOf, asked),
  })
  const served = serve(contract, opened.routes, needs)
  const { reactions = [], jobs = [] } = opened
  checkListens(definition, reactions)
  if (!db && reactions.length + jobs.length > 0)
    throw new Error(`${contract.name} reacts or has jobs, but no database to remember them in`)
  const running: { stop(): Promise<void> }[] = []
  let finished: Promise<void> | undefined

  async function finish(): Promise<void> {
    await Promise.all(running.map((job) => job.stop()))
    await served.drain()
    await opened.close?.()
  }

  const desk = deskContract(contract.name)
  return {
    contract,
    endpoints: served.endpoints,
    desk: db && {
      contract: desk,
      endpoints: serve(
        desk,
        openDesk({ db, consumer: contract.name, reactions, log, clock: needs.clock }),
        needs,
      ).endpoints,
    },
    inbox:
      db && reactions.length > 0
        ? openInbox({ ...inboxNeeds(contract, needs), db, reactions, log })
        : undefined,
    db,
    asked,
    startJobs: () => {
      if (db) running.push(...jobs.map((job) => runJob(job, { ...needs, db, log })))
    },
    ready: async () => {
      if (db) await db.rows`select 1`
    },
    finish: () => (finished ??= finish()),
    close: async () => {
      await (finished ??= finish())
      await db?.close()
    },
  }
}

function inboxNeeds({ name }: Contract, { timers, metrics }: HostNeeds) {
  return { consumer: name, timers, onParked: () => metrics.eventsParked.inc({ consumer: name }) }
}

function openStore(definition: ServiceDefinition, needs: HostNeeds, log: Logger): Database | undefined {
  if (!definition.migrations) return undefined
  if (needs.databaseUrl === undefined) throw new Error(`${definition.contract.name} needs a database`)
  return openDatabase({
    url: needs.databaseUrl,
    sharedCluster: needs.sharedCluster,
    ...(needs.connectionsMax === undefined ? {} : { connectionsMax: needs.connectionsMax }),
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  })
}

function pick({
  clock,
  timers,
  ids,
  metrics,
  holder,
  wake,
}: HostNeeds): Omit<Needs<Uses>, 'db' | 'clients' | 'log'> {
  return { clock, timers, ids, metrics, holder, wake }
}

function clientsOf(
  { contract: { name: asService }, uses }: ServiceDefinition,
  endpointsOf: HostNeeds['endpointsOf'],
  asked: Map<string, number>,
) {
  const clients = Object.entries(uses).map(([name, contract]) => {
    asked.set(contract.name, 0)
    const late = Object.fromEntries(
      Object.keys(contract.routes).map((route) => [
        route,
        (input: object, call: Parameters<Endpoints[string]>[1]) => {
          const endpoint = endpointsOf(contract.name)[route]
          if (!endpoint) throw new Error(`${contract.name} does not serve ${route}`)
          asked.set(contract.name, (asked.get(contract.name) ?? 0) + 1)
          return endpoint(input, call)
        },
      ]),
    )
    return [name, clientOf(contract, late, asService)]
  })
  return Object.fromEntries(clients) as Readonly<Record<string, Client<Contract>>>
}

/** What a service says it listens to is what others wire; a difference would lose events in silence. */
function checkListens(definition: ServiceDefinition, reactions: readonly Reaction[]): void {
  const said = [...(definition.listens ?? [])].toSorted().join()
  const done = reactions
    .map(({ type }) => type)
    .toSorted()
    .join()
  if (said !== done)
    throw new Error(`${definition.contract.name} says it listens to “${said}” but reacts to “${done}”`)
}
