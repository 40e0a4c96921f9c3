/**
 * Opens one service: schema, database, endpoints, inbox, and the jobs that come round by themselves.
 * Who calls it and who hears it is wired by the app, through late-bound clients and `startRelay`.
 */
import type { Logger } from 'pino'
import type { Client, Contract, Endpoints } from '../contract/contract.ts'
import { openInbox, type Inbox } from '../events/inbox.ts'
import type { Metrics } from '../observe/observe.ts'
import type { Ports } from '../ports/ports.ts'
import { openDatabase, type Database } from '../sql/database.ts'
import { endLease, holdLease } from '../sql/lease.ts'
import { clientOf } from '../client/client.ts'
import { serve, type ServeNeeds } from './serve.ts'
import type { Job, Needs, ServiceDefinition, Uses } from './service.ts'

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
  readonly db: Database | undefined
  startJobs(): void
  /** Rejects while the service cannot do its work. */
  ready(): Promise<void>
  /** Finishes what runs, then closes the database. */
  close(): Promise<void>
}

export async function openHost(definition: ServiceDefinition, needs: HostNeeds): Promise<Host> {
  const { contract } = definition
  const log = needs.log.child({ service: contract.name })
  const db = openStore(definition, needs, log)
  const opened = await definition.open({
    ...pick(needs),
    log,
    // A service without migrations never touches its database.
    db: db as Database,
    clients: clientsOf(definition.uses, needs.endpointsOf, contract.name),
  })
  const served = serve(contract, opened.routes, needs)
  const reactions = opened.reactions ?? []
  checkListens(
    definition,
    reactions.map(({ type }) => type),
  )
  const inbox =
    reactions.length === 0 || !db
      ? undefined
      : openInbox({
          db,
          consumer: contract.name,
          reactions,
          timers: needs.timers,
          log,
          onParked: () => needs.metrics.eventsParked.inc({ consumer: contract.name }),
        })
  const jobs: { stop(): Promise<void> }[] = []
  return {
    contract,
    endpoints: served.endpoints,
    inbox,
    db,
    startJobs: () => {
      for (const job of opened.jobs ?? []) jobs.push(runJob(job, db as Database, { ...needs, log }))
    },
    ready: async () => {
      if (db) await db.rows`select 1`
    },
    close: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await served.drain()
      await opened.close?.()
      await db?.close()
    },
  }
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

function clientsOf(uses: Uses, endpointsOf: HostNeeds['endpointsOf'], asService: string) {
  const clients = Object.entries(uses).map(([name, contract]) => {
    const late = Object.fromEntries(
      Object.keys(contract.routes).map((route) => [
        route,
        (input: object, call: Parameters<Endpoints[string]>[1]) => {
          const endpoint = endpointsOf(contract.name)[route]
          if (!endpoint) throw new Error(`${contract.name} does not serve ${route}`)
          return endpoint(input, call)
        },
      ]),
    )
    return [name, clientOf(contract, late, asService)]
  })
  return Object.fromEntries(clients) as Readonly<Record<string, Client<Contract>>>
}

/** What a service says it listens to is what others wire; a difference would lose events in silence. */
function checkListens(definition: ServiceDefinition, reacts: readonly string[]): void {
  const said = [...(definition.listens ?? [])].toSorted().join()
  const done = reacts.toSorted().join()
  if (said !== done)
    throw new Error(`${definition.contract.name} says it listens to “${said}” but reacts to “${done}”`)
}

const JOB_LEASE_MS_MIN = 15_000

function runJob(job: Job, db: Database, { timers, holder, log }: Ports & { holder: string; log: Logger }) {
  const lease = `job:${job.name}`
  let stopped = false
  let interrupt: (() => void) | undefined
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = timers.after(ms, resolve)
      interrupt = () => {
        cancel()
        resolve()
      }
    })
  const finished = (async () => {
    while (!stopped) {
      try {
        const held = await holdLease(db.relaxed, lease, holder, Math.max(JOB_LEASE_MS_MIN, job.everyMs * 3))
        if (held && (await job.run())?.more && !stopped) continue
      } catch (error) {
        log.warn({ job: job.name, err: error }, 'a job failed and will run again')
      }
      if (!stopped) await pause(job.everyMs)
    }
    await endLease(db, lease, holder).catch(() => {})
  })()
  return {
    stop: async () => {
      stopped = true
      interrupt?.()
      await finished
    },
  }
}
