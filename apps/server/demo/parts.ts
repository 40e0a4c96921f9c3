/**
 * The demo shop for an installation whose operator asks for it, all or a part, named by the service that keeps
 * it: the accounts, the products, the orders. Pictures take minutes and are left to the next start.
 */
import { openFiles } from '@rialto/adapter-files/files'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openDoors } from '../doors.ts'
import type { Platform } from '../platform.ts'
import { makeHistory } from './history/history.ts'
import { daysOf } from './history/plan.ts'
import { seedAccounts, seedProducts } from './seed.ts'
import { demoShop, type DemoShop } from './shop.ts'
import { beginAnew, openStamps, ORDERS_STAMP } from './stamps.ts'

export const DEMO_PARTS = ['identity', 'catalog', 'order'] as const
export type DemoPart = (typeof DEMO_PARTS)[number]

/** What is made on the way to a part, in order. */
export const DEMO_STEPS = {
  identity: ['accounts'],
  catalog: ['products'],
  order: ['accounts', 'products', 'orders'],
} as const satisfies Record<DemoPart, readonly string[]>
export type DemoStep = (typeof DEMO_STEPS)['order'][number]

type Needs = {
  readonly config: Config
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  readonly secret: string
  /** Where each service keeps its data, by name. */
  readonly databases: ReadonlyMap<string, string>
  /** Told of each step as it begins, and again with how far it is. */
  readonly tell: (step: DemoStep, detail?: string) => void
}

/** What is there stays as it is. Orders need people and goods, and bring both; only the full shop has any. */
export async function seedPart(part: DemoPart, needs: Needs): Promise<void> {
  const { config, platform, ports, tell } = needs
  const shop = demoShop(productsOf(config))
  if (part !== 'catalog') {
    tell('accounts')
    await seedAccounts(platform, ports)
  }
  if (part === 'identity') return
  tell('products')
  const stamps = openStamps(config.dataDir)
  const { made } = await seedProducts(platform, ports, shop.products)
  if (made > 0) await beginAnew(stamps)
  if (part === 'catalog' || config.demoShop !== 'full' || (await stamps.has(ORDERS_STAMP))) return
  tell('orders')
  await orderAtADoor(shop, needs, stamps.journalOf(ORDERS_STAMP))
  await stamps.set(ORDERS_STAMP)
}

function productsOf({ demoShop: size }: Config): number | undefined {
  if (size === 'small') return 0
  return size === 'full' ? undefined : size
}

/** People order through the gateway, also while no other is open. */
async function orderAtADoor(shop: DemoShop, needs: Needs, journalPath: string): Promise<void> {
  const { config, platform, ports, log, secret, tell } = needs
  const doors = await openDoors({
    config: { ...config, services: undefined, host: '127.0.0.1', port: 0, mailPort: 0, seedPorts: false },
    platform,
    ports,
    log,
    credential: secret,
    files: openFiles(join(config.dataDir, 'media')),
  })
  try {
    const onStep = (done: number, of: number) => tell('orders', `${done} of ${of} steps of their past`)
    const history = { ...needs, journalPath, days: daysOf(config), onStep }
    await makeHistory(shop, history, doors.origins['gateway'] ?? '', new AbortController().signal)
  } finally {
    await doors.close()
  }
}
