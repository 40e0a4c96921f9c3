/** Where each service stands on the map, and whom it asks: as its contracts say (`uses` in services/<name>/service.ts). */

export type Health = { readonly status: string; readonly latencyMs: number | undefined }
export type Reading = {
  readonly time: string
  readonly services: Readonly<Record<string, Health>>
}

export type Spot = { readonly name: string; readonly column: number; readonly row: number }

export const GATEWAY = 'gateway'

const COLUMNS: readonly (readonly string[])[] = [
  [GATEWAY],
  ['identity', 'profile', 'cart', 'order', 'notification'],
  ['search', 'catalog', 'payment', 'shipping'],
  ['inventory', 'tax', 'event'],
]

const ASKS: Readonly<Record<string, readonly string[]>> = {
  cart: ['catalog', 'inventory', 'order', 'shipping'],
  catalog: ['inventory'],
  notification: ['order', 'identity'],
  order: ['cart', 'catalog', 'identity', 'inventory', 'payment', 'profile', 'shipping', 'tax'],
  payment: ['order'],
  profile: ['identity'],
  search: ['catalog'],
}

/** All that answered have a spot; one that nobody drew stands in the last column. */
export function spotsFor(names: readonly string[]): readonly Spot[] {
  const drawn = COLUMNS.map((column) => column.filter((name) => name === GATEWAY || names.includes(name)))
  const others = names.filter((name) => !COLUMNS.some((column) => column.includes(name)))
  return drawn.flatMap((column, index) =>
    [...column, ...(index === drawn.length - 1 ? others : [])].map((name, row, all) => ({
      name,
      column: index,
      // Each column is centred beside the longest.
      row: row - (all.length - 1) / 2,
    })),
  )
}

export function edgesFor(names: readonly string[]): readonly (readonly [from: string, to: string])[] {
  return Object.entries(ASKS).flatMap(([from, all]) =>
    all.flatMap((to) => (names.includes(from) && names.includes(to) ? [[from, to] as const] : [])),
  )
}

/** The latency that one in twenty readings was above; undefined without a reading. */
export function slowest(latencies: readonly number[]): number | undefined {
  const sorted = latencies.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)]
}

/** What `/health` says, whatever it says; undefined for what is no answer of it. */
export function readHealth(body: unknown): Reading | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { services, time } = body as { readonly services?: unknown; readonly time?: unknown }
  if (typeof services !== 'object' || services === null) return undefined
  return {
    time: typeof time === 'string' ? time : new Date(0).toISOString(),
    services: Object.fromEntries(
      Object.entries(services as Record<string, { status?: unknown; latencyMs?: unknown }>).map(
        ([name, { status, latencyMs }]) => [
          name,
          {
            status: typeof status === 'string' ? status : 'unknown',
            latencyMs: typeof latencyMs === 'number' ? latencyMs : undefined,
          },
        ],
      ),
    ),
  }
}
