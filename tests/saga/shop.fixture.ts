/**
 * The services that an order goes through, on the real sandbox, with catalogue and cart played beside them.
 * Several processes can stand on one set of databases; each can lose requests or answers, stall, and die.
 */
import { randomBytes } from 'node:crypto'
import { openSandbox, SANDBOX_MIGRATIONS } from '@rialto/adapter-sandbox/sandbox'
import { cart } from '@rialto/contracts/cart'
import { catalog } from '@rialto/contracts/catalog'
import { inventory, type InventoryClient } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import type { Answer, Call, Caller } from '@rialto/kernel/contract/contract'
import type { Fault } from '@rialto/kernel/client/wire'
import { openLog } from '@rialto/kernel/observe/log'
import type { Timers } from '@rialto/kernel/ports/ports'
import { systemPorts } from '@rialto/kernel/ports/system'
import { defineService, type ServiceDefinition } from '@rialto/kernel/service/service'
import { openDatabase, type Database } from '@rialto/kernel/sql/database'
import { migrate } from '@rialto/kernel/sql/migrate'
import { provision, unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/database'
import { aService, callAs, user } from '@rialto/kernel/testing/world'
import { migrateAll, openPlatform } from '@rialto/server/platform'
import { services } from '@rialto/server/services'

const LOOK_AGAIN_MS = 50

/** Asks again until it holds; throws what it saw last when that takes too long. */
export async function until<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  withinMs: number,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const value = await ask()
    if (holds(value)) return value
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(value)}`)
    await systemPorts.timers.sleep(LOOK_AGAIN_MS)
  }
}

const buyer = user('usr_buyer')
const ADDRESS = { street: '1 Main St', city: 'Springfield', zipCode: '12345', country: 'DE' }
/** What each piece costs, minor units. */
export const PRICE = 1_999
const HERE = ['inventory', 'tax', 'shipping', 'payment', 'order']
const KEPT = ['inventory', 'tax', 'shipping', 'payment', 'order', 'sandbox']

type Provider = ReturnType<typeof openSandbox>
export type Shop = Awaited<ReturnType<typeof openShop>>
export type Process = Awaited<ReturnType<typeof openProcess>>

const playedCatalog = defineService({
  contract: catalog,
  uses: {},
  open: () => ({
    routes: played(catalog, {
      offers: async ({ body }: { body: { references: string[] } }) => ({
        offers: body.references.map((id) => ({
          productId: id,
          sku: id,
          slug: id.toLowerCase(),
          name: `Thing ${id}`,
          image: null,
          price: PRICE,
          currency: 'USD',
        })),
      }),
    }),
  }),
})
const playedCart = defineService({
  contract: cart,
  uses: {},
  open: () => ({ routes: played(cart, { checkout: async () => null }) }),
})

/** A service of which only some routes are played; the others are not asked here. */
function played(contract: { routes: object }, routes: object): never {
  const silent = Object.keys(contract.routes).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} is not played`)),
  ])
  return { ...Object.fromEntries(silent), ...routes } as never
}

/** Databases of their own, and processes on them. */
export async function openShop() {
  const prefix = `s${randomBytes(5).toString('hex')}`
  const adminUrl = testDatabaseUrl()
  const databases = await provision(adminUrl, KEPT, 'test', prefix)
  const urlOf = (name: string) => databases.get(name) ?? ''
  await migrateAll(definitions(openBank), databases)
  await migrate(urlOf('sandbox'), [SANDBOX_MIGRATIONS])
  const looks = new Map(KEPT.map((name) => [name, openDatabase({ url: urlOf(name), connectionsMax: 2 })]))
  const processes: { readonly platform: { close(): Promise<void> }; readonly inventory: InventoryClient }[] =
    []

  function openBank(): Provider {
    return openSandbox({
      db: openDatabase({ url: urlOf('sandbox'), sharedCluster: true }),
      ...systemPorts,
      secret: 'test',
    })
  }

  async function start(options: ProcessOptions = {}) {
    const process = await openProcess(databases, openBank, options)
    processes.push(process)
    return process
  }

  const look = (name: string) => looks.get(name) as Database
  return {
    adminUrl,
    prefix,
    start,
    /** The database of a service, or the log of the bank, read beside it. */
    look,
    async newSku(quantity: number): Promise<string> {
      const sku = systemPorts.ids.next('SKU')
      const last = processes.at(-1)
      await last?.inventory.receive({ body: { lines: [{ sku, quantity }] } }, callAs(aService))
      return sku
    },
    async statusOf(id: string): Promise<string> {
      const [row] = await look('order').rows<{ status: string }>`select status from orders where id = ${id}`
      return row?.status ?? 'unknown'
    },
    /** Orders that are neither at rest nor waiting for their payment. */
    unfinished: () => look('order').rows`select order_id, task from order_saga where task <> 'await_payment'`,
    close: async () => {
      await Promise.all(processes.map(({ platform }) => platform.close()))
      await Promise.all([...looks.values()].map((db) => db.close()))
      await unprovision(adminUrl, prefix)
    },
  }
}

export type ProcessOptions = {
  /** What stands between it and the bank. */
  readonly wrap?: (bank: Provider) => Provider
  /** Whether its timers stand still from the beginning: it answers, and nothing comes round by itself. */
  readonly frozen?: boolean
}

/** A process with all services. */
async function openProcess(
  databases: ReadonlyMap<string, string>,
  openBank: () => Provider,
  { wrap = (bank) => bank, frozen = false }: ProcessOptions,
) {
  const power = switchableTimers(frozen)
  let fault: (service: string, route: string) => Fault = () => 'none'
  const platform = await openPlatform({
    ports: { ...systemPorts, timers: power.timers },
    log: openLog('silent'),
    definitions: definitions(() => wrap(openBank())),
    here: new Set([...HERE, 'catalog', 'cart']),
    origins: new Map(),
    credential: 'test',
    databases,
    sharedCluster: true,
    checkOutput: true,
    connectionsMax: 3,
    fault: (service, route) => fault(service, route),
  })
  const ask = (
    service: string,
    route: string,
    input: object,
    who: Caller,
    call: Partial<Call>,
  ): Promise<Answer> => {
    const endpoint = platform.endpointsOf(service)[route]
    if (!endpoint) throw new Error(`nobody answers ${service}.${route}`)
    return endpoint(input, { ...callAs(who), ...call })
  }
  return {
    platform,
    inventory: platform.client(inventory, 'test'),
    order: platform.client(order, 'test'),
    payment: platform.client(payment, 'test'),
    place: (body: object, call: Partial<Call> = {}, who: Caller = buyer) =>
      ask('order', 'place', { body: { shippingAddress: ADDRESS, ...body } }, who, call),
    cancel: (id: string, call: Partial<Call> = {}) =>
      ask('order', 'cancel', { params: { id }, query: {}, body: {} }, buyer, call),
    pay: (body: object, call: Partial<Call> = {}) => ask('payment', 'pay', { query: {}, body }, buyer, call),
    /** What happens to the calls between its services from now on. */
    faults: (decide: typeof fault) => (fault = decide),
    /** Its timers stand still, as in a process that the machine has put to sleep. */
    stall: power.stop,
    /** It asks nobody any more, and nothing comes round by itself: all that it began stays as it is. */
    die: () => {
      power.stop()
      fault = () => 'request_lost'
    },
  }
}

function definitions(openProvider: () => Provider): readonly ServiceDefinition[] {
  const all = services({ profile: 'demo', secret: 'test', openProvider, shopUrl: '', smtpUrl: undefined })
  const real = all.filter(({ contract }) => HERE.includes(contract.name))
  return [playedCatalog, playedCart, ...real] as readonly unknown[] as readonly ServiceDefinition[]
}

/** Timers that can be stopped: what is due then never comes. */
function switchableTimers(frozen: boolean): { timers: Timers; stop(): void } {
  let stopped = frozen
  const { after } = systemPorts.timers
  const unlessStopped = (run: () => void) => () => {
    if (!stopped) run()
  }
  return {
    timers: {
      after: (ms, run) => after(ms, unlessStopped(run)),
      // A deadline that is slept through by nobody would keep the test alive.
      sleep: (ms) => systemPorts.timers.sleep(ms),
    },
    stop: () => (stopped = true),
  }
}
