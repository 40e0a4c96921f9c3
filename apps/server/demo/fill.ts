/**
 * The demo shop as `npm start` gives it: accounts and products before the doors open (two hundred take half a
 * second), orders and pictures behind them. What is done is stamped, so that what a merchant takes down stays
 * down, and a second start has nothing to do; products that had to be made mean a new shop, and new stamps.
 */
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Config } from '../config.ts'
import type { Platform } from '../platform.ts'
import { hangPictures } from './hang.ts'
import { makeHistory } from './history/history.ts'
import { daysOf } from './history/plan.ts'
import { seedDemo } from './seed.ts'
import { demoShop } from './shop.ts'
import { beginAnew, openStamps, ORDERS_STAMP, PICTURES_STAMP } from './stamps.ts'

type Needs = {
  readonly config: Pick<Config, 'dataDir' | 'demoShop' | 'smtpUrl'>
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  /** Where each service here keeps its data, by name. */
  readonly databases: ReadonlyMap<string, string>
  /** Ends the filling between two batches of products. */
  readonly signal: AbortSignal
}

export type Filling = {
  /** What a person reads beside the step. */
  readonly about: string
  /** Goes on behind the open doors; returns at once. */
  begin(origin: string): void
  /** Ends with what is at hand; what is left, the next start does. */
  stop(): Promise<void>
}

/** Puts accounts and products in; the small shop is that, the full one has more to come. */
export async function fillDemo({
  config,
  platform,
  ports,
  log: parent,
  databases,
  signal: starting,
}: Needs): Promise<Filling> {
  if (config.demoShop === 'small') {
    await seedDemo(platform, ports)
    return finished('')
  }
  if (config.demoShop !== 'full') {
    await seedDemo(platform, ports, demoShop(config.demoShop).products, starting)
    return finished(`${config.demoShop} products`)
  }
  const log = parent.child({ service: 'demo' })
  const stamps = openStamps(config.dataDir)
  const shop = demoShop()
  const { made } = await seedDemo(platform, ports, shop.products, starting)
  if (made > 0) await beginAnew(stamps)
  const ending = new AbortController()
  const { signal } = ending
  let running: Promise<unknown> = Promise.resolve()

  /** A shop without is a shop all the same: what fails is logged, and tried again at the next start. */
  async function once(stamp: string, work: () => Promise<void>): Promise<void> {
    if (signal.aborted || (await stamps.has(stamp))) return
    const begun = ports.clock.now()
    try {
      await work()
      if (signal.aborted) return
      await stamps.set(stamp)
      log.info({ tookMs: ports.clock.now() - begun }, `${stamp} are done`)
    } catch (error) {
      log.warn({ err: error }, `${stamp} could not be finished; the next start goes on`)
    }
  }

  const isNew = made > 0
  const history = {
    platform,
    ports,
    log,
    databases,
    journalPath: stamps.journalOf(ORDERS_STAMP),
    days: daysOf(config),
  }
  return {
    about: `${shop.products.length} products${isNew ? ', their pictures come in the background' : ''}`,
    begin: (origin) => {
      // Orders take a minute, pictures rather more, and who looks in first sees the pictures.
      running = Promise.all([
        once(PICTURES_STAMP, () => hangPictures(shop, { platform, ports, log, signal })),
        once(ORDERS_STAMP, () => makeHistory(shop, history, origin, signal)),
      ])
    },
    stop: async () => {
      ending.abort()
      await running
    },
  }
}

function finished(about: string): Filling {
  return { about, begin: () => {}, stop: async () => {} }
}
