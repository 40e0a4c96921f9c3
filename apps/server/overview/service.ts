/** What the shop is, for everybody; and its services, wherever they live, for staff. It lives where clients come in. */
import { platform as contract, type ServiceView, type ShopView } from '@rialto/contracts/platform'
import { shipping, type ShippingClient } from '@rialto/contracts/shipping'
import type { EventLag } from '@rialto/contracts/event'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { defineService, type ServiceDefinition } from '@rialto/kernel/service/service'
import { lagOfAll } from '../events/lag.ts'
import { openLook, type Health } from '../gateway/health.ts'
import type { Platform } from '../platform.ts'
import { countCalls, type CallCounts } from './calls.ts'

export type OverviewSettings = {
  readonly shop: Pick<ShopView, 'name' | 'profile' | 'currency' | 'payments'>
  /** Where the services of other processes are. */
  readonly origins: ReadonlyMap<string, string>
  /** Asked when a request comes: the platform is opened with this service. */
  readonly platform: () => Platform | undefined
}

/** A service that does not answer holds nobody up for longer. */
const ANSWER_MS_MAX = 2_000
const SHOP_SECONDS = 60

export function overviewService({ shop, origins, platform }: OverviewSettings): ServiceDefinition {
  const definition = defineService({
    contract,
    uses: { shipping },
    open: (needs) => {
      const counts = countCalls(
        needs.metrics,
        needs,
        () => new Map([...(platform()?.hosts ?? [])].map(([name, { asked }]) => [name, asked])),
      )
      const look = openLook({ ...needs, looks: () => platform()?.looks ?? new Map() })
      return {
        routes: {
          shop: async (_input: unknown, call: Call) =>
            Answer.of({ ...shop, shipsTo: await destinations(needs.clients.shipping, call) }, 200, {
              'cache-control': `public, max-age=${SHOP_SECONDS}`,
            }),
          services: async (_input: unknown, call: Call) => {
            const open = platform()
            if (!open) return { items: [] }
            const hasty = { ...call, deadline: Math.min(call.deadline, needs.clock.now() + ANSWER_MS_MAX) }
            const [health, { calls, asks }, lag] = await Promise.all([
              look(),
              counts.now(),
              lagOfAll(open.desks, open.listeners, hasty),
            ])
            return { items: viewsOf(open, origins, { health, calls, asks, lag }) }
          },
        },
        close: async () => counts.stop(),
      }
    },
  })
  // Typed by its own contract; the platform handles it like all others.
  return definition
}

/** Null where some zone is everywhere else. */
async function destinations(client: Pick<ShippingClient, 'zones'>, call: Call): Promise<string[] | null> {
  const { items } = await client.zones({}, call)
  if (items.some(({ countries }) => countries.length === 0)) return null
  return items.flatMap(({ countries }) => countries).toSorted()
}

/** Whose events a service hears. */
function spokenTo({ listeners }: Platform, name: string): string[] {
  const listens = listeners.filter(({ consumer }) => consumer === name).flatMap((one) => one.listens)
  return [...new Set(listens.map((type) => type.split('.')[0] ?? type))].toSorted()
}

type Seen = {
  readonly health: Health
  readonly lag: EventLag
} & Awaited<ReturnType<CallCounts['now']>>

function viewsOf(open: Platform, origins: ReadonlyMap<string, string>, seen: Seen): ServiceView[] {
  const { health, calls, asks, lag } = seen
  return open.contracts.map(({ name, summary = '' }) => {
    const host = open.hosts.get(name)
    const { status = 'down', latencyMs = 0 } = health.services[name] ?? {}
    const behind = lag.items.filter(({ consumer }) => consumer === name)
    const oldest = behind.flatMap(({ oldestUnreadMs }) => (oldestUnreadMs === null ? [] : [oldestUnreadMs]))
    return {
      name,
      summary,
      origin: host ? null : (origins.get(name) ?? null),
      status,
      latencyMs,
      calls: host ? calls(name) : null,
      asks: (open.uses.get(name) ?? []).map((service) => ({
        service,
        count: host ? asks(name, service) : null,
      })),
      hears: spokenTo(open, name),
      // Speakers count for their listeners: of one that cannot be asked nobody knows what was missed.
      unreadEvents: behind.length === 0 ? null : behind.reduce((sum, { unread }) => sum + unread, 0),
      oldestUnreadMs: oldest.length === 0 ? null : Math.max(...oldest),
      parkedEvents: lag.parked.find(({ consumer }) => consumer === name)?.count ?? null,
      connections: host?.db ? { ...host.db.load() } : null,
    }
  })
}
