/** Where each service stands on the map, as what it asks says; and how it is, in a word. */
import type { ServiceView } from '@rialto/contracts/platform'

export type Reading = { readonly items: readonly ServiceView[] }

export type Spot = { readonly name: string; readonly column: number; readonly row: number }

export type Line = {
  readonly from: string
  readonly to: string
  /** Undefined where nobody counted. */
  readonly perMinute: number | undefined
}

export type State = 'well' | 'strained' | 'away'

export const GATEWAY = 'gateway'

/** Of a hundred calls that fail, from which on a service is strained. */
const FAILED_SHARE = 0.05
/** From which on an event waits longer than hearing takes, even when much is said. */
const WAITING_MS = 60_000
const SECONDS_OF_MINUTE = 60

/**
 * Whoever asks stands before whom it asks; services that ask each other in a circle stand below each other. The
 * gateway, where clients come in, is before all.
 */
export function spotsFor(items: readonly ServiceView[]): readonly Spot[] {
  const reached = reachedFrom(items)
  const isCircle = (one: string, other: string) =>
    reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true
  const columnOf = new Map<string, number>()
  const columnFor = (name: string): number => {
    const known = columnOf.get(name)
    if (known !== undefined) return known
    const circle = items.filter((each) => each.name === name || isCircle(each.name, name))
    const before = items.filter(
      (each) => !circle.includes(each) && circle.some((one) => reached.get(each.name)?.has(one.name)),
    )
    const column = Math.max(0, ...before.map((each) => columnFor(each.name))) + 1
    for (const one of circle) columnOf.set(one.name, column)
    return column
  }
  const columns = Map.groupBy(items, ({ name }) => columnFor(name))
  return [
    { name: GATEWAY, column: 0, row: 0 },
    ...[...columns].flatMap(([column, services]) =>
      services.map(({ name }, row, all) => ({ name, column, row: row - (all.length - 1) / 2 })),
    ),
  ]
}

/** Whom each asks, through others too. */
function reachedFrom(items: readonly ServiceView[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asks = new Map(items.map(({ name, asks: all }) => [name, all.map(({ service }) => service)]))
  return new Map(
    items.map(({ name }) => {
      const reached = new Set<string>()
      const next = [...(asks.get(name) ?? [])]
      for (let one = next.pop(); one !== undefined; one = next.pop()) {
        if (reached.has(one) || !asks.has(one)) continue
        reached.add(one)
        next.push(...(asks.get(one) ?? []))
      }
      return [name, reached]
    }),
  )
}

/** Lines to services that are there: first from the gateway, which makes all calls that no service makes. */
export function linesFor(items: readonly ServiceView[]): readonly Line[] {
  const secondsOf = new Map(items.map(({ name, calls }) => [name, calls?.seconds]))
  const between = items.flatMap(({ name, asks }) =>
    asks.flatMap(({ service, count }) =>
      secondsOf.has(service)
        ? [{ from: name, to: service, perMinute: rateOf(count, secondsOf.get(name)) }]
        : [],
    ),
  )
  const fromOutside = items.map(({ name, calls }) => {
    const inside = between.flatMap(({ to, perMinute }) => (to === name ? [perMinute] : []))
    const all = rateOf(calls?.count ?? null, calls?.seconds)
    const isKnown = all !== undefined && inside.every((rate) => rate !== undefined)
    return {
      from: GATEWAY,
      to: name,
      perMinute: isKnown ? Math.max(0, all - inside.reduce((sum, rate) => sum + rate, 0)) : undefined,
    }
  })
  return [...fromOutside, ...between]
}

function rateOf(count: number | null, seconds: number | undefined): number | undefined {
  if (count === null || seconds === undefined || seconds === 0) return undefined
  return (count / seconds) * SECONDS_OF_MINUTE
}

/** How thick a line is: ten times as many calls are one step. */
export function widthOf({ perMinute = 0 }: Line): number {
  return Math.min(7, 1 + 1.5 * Math.log10(1 + perMinute))
}

/** Away is what does not answer; strained, what answers and fails often, waits for its database, or hears late. */
export function stateOf({ status, calls, oldestUnreadMs, connections }: ServiceView): State {
  if (status === 'down') return 'away'
  const isFailing = calls !== null && calls.failed > 0 && calls.failed >= calls.count * FAILED_SHARE
  const isLate = (oldestUnreadMs ?? 0) >= WAITING_MS
  return isFailing || isLate || (connections?.waiting ?? 0) > 0 ? 'strained' : 'well'
}

export function callsPerMinute({ calls }: ServiceView): number | undefined {
  return rateOf(calls?.count ?? null, calls?.seconds)
}
