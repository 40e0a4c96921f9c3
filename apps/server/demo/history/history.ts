/**
 * Two months of orders for the demo shop, made in the minutes after its first start: planned, done, and then
 * moved to the days of the plan. Interrupted at any point, the next start goes on.
 */
import { identity } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import { lagOfAll } from '../../events/lag.ts'
import type { Platform } from '../../platform.ts'
import type { DemoShop } from '../shop.ts'
import { openDoor } from './door.ts'
import { openJournal } from './journal.ts'
import { doDeeds } from './orders.ts'
import { MOVED_SERVICES, moveToThePast } from './past.ts'
import { CUSTOMER_PASSWORD, joinedAt } from './people.ts'
import { planOf, type Shelf } from './plan.ts'

/** The documented twelve are left alone, for their stock is documented, and so is what is short already. */
const STOCK_MIN = 25
const DOCUMENTED_FROM = '2025-03-01'

/** Keys are kept for a day: whoever comes later could not tell what was done from what was not. */
const RESUMED_WITHIN_MS = 20 * 60 * 60 * 1_000
const CALL_MS_MAX = 30_000
const SETTLED_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 40

/** Tells that it is time to end. */
export type Ending = Pick<AbortSignal, 'aborted'>

export type HistoryNeeds = {
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  /** Where each service here keeps its data, by name. */
  readonly databases: ReadonlyMap<string, string>
  readonly journalPath: string
  /** How long a past. */
  readonly days: number
  /** Told how many steps of how many are done. */
  readonly onStep?: ((done: number, of: number) => void) | undefined
}

/** Throws where the shop does not answer as it should; ends early, and says nothing of it, once it is told to. */
export async function makeHistory(
  { products }: DemoShop,
  needs: HistoryNeeds,
  origin: string,
  signal: Ending,
): Promise<void> {
  const { platform, ports, log, databases } = needs
  const settled = (names?: readonly string[]) => untilHeard(needs, signal, names)
  const journal = await openJournal(needs.journalPath, async () => {
    // What came with the products is not what comes with the orders.
    await settled()
    return { since: new Date(ports.clock.now()), secret: ports.ids.secret() }
  })
  const { since, made } = journal
  const shelves = shelvesOf(products)
  const plan = planOf(shelves, since, { days: needs.days })
  const customers = plan.people
    .filter(({ account }) => account?.isDocumented === false)
    .map((person) => ({
      email: person.email,
      firstName: person.firstName,
      lastName: person.lastName,
      joinedAt: joinedAt(person, since.getTime()).toISOString(),
    }))
  await platform
    .client(identity, 'demo')
    .seedCustomers({ body: { password: CUSTOMER_PASSWORD, customers } }, callOf(ports))
  if (ports.clock.now() - since.getTime() < RESUMED_WITHIN_MS) {
    const door = openDoor(origin, ports.clock)
    const isDone = await doDeeds({
      plan,
      door,
      journal,
      settled: () => settled(['order', 'payment']),
      signal,
      onStep: needs.onStep,
    })
    if (!isDone) return
  }
  await settled(MOVED_SERVICES)
  if (signal.aborted) return
  if (!MOVED_SERVICES.every((name) => databases.has(name))) {
    log.info('the demo orders are of today: the services that know them keep their data elsewhere')
    return
  }
  const now = new Date(ports.clock.now())
  await moveToThePast({ plan, since, made, shelves: allShelves(products), databases, now })
}

/** Until everybody has heard what these services said; without names, what any did. */
async function untilHeard(
  { platform, ports }: Pick<HistoryNeeds, 'platform' | 'ports'>,
  signal: Ending,
  names?: readonly string[],
): Promise<void> {
  const desks = new Map([...platform.desks].filter(([name]) => names?.includes(name) ?? true))
  const until = ports.clock.now() + SETTLED_WITHIN_MS
  while (!signal.aborted) {
    const { items, missing } = await lagOfAll(desks, platform.listeners, callOf(ports))
    if (missing.length === 0 && items.every(({ unread }) => unread === 0)) return
    if (ports.clock.now() > until) throw new Error('the services are still behind what was said')
    await ports.timers.sleep(LOOK_EVERY_MS)
  }
}

function allShelves(products: DemoShop['products']): Shelf[] {
  return products.flatMap(({ sku, stock = 0, variants = [] }) =>
    variants.length > 0 ? variants.map((one) => ({ sku: one.sku, stock: one.stock ?? 0 })) : [{ sku, stock }],
  )
}

function shelvesOf(products: DemoShop['products']): Shelf[] {
  const ours = products.filter(({ createdAt = '' }) => createdAt < DOCUMENTED_FROM)
  return allShelves(ours).filter(({ stock }) => stock >= STOCK_MIN)
}

function callOf({ ids, clock }: Ports): Call {
  return {
    caller: { kind: 'service', name: 'demo' },
    requestId: ids.next('req'),
    deadline: clock.now() + CALL_MS_MAX,
  }
}
