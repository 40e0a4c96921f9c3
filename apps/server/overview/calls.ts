/**
 * How services answered over the last minutes. The histograms count from the start of the process on; a sample
 * taken now and then says how far they had come, and the difference is what happened since.
 */
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'

const SAMPLE_EVERY_MS = 30_000
const WINDOW_MS = 300_000
const SECOND_MS = 1_000
/** Questions that wait for something to happen: they would say how long nothing did. */
const WAITING_ROUTES: ReadonlySet<string> = new Set(['catalog.news'])

export type Calls = {
  readonly seconds: number
  readonly count: number
  readonly failed: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
}

/** How often each service of this process called each other, from the start on. */
export type Asked = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Of one service, counted from the start: how many calls took no longer than each bound, in seconds. */
export type Tally = {
  readonly within: ReadonlyMap<number, number>
  readonly count: number
  readonly failed: number
}
type Sample = { readonly at: number; readonly tallies: ReadonlyMap<string, Tally>; readonly asked: Asked }

export type CallCounts = {
  /** Of a service of this process by its name; `asks`: how often it called another within that time. */
  now(): Promise<{
    readonly calls: (service: string) => Calls
    readonly asks: (from: string, to: string) => number
  }>
  stop(): void
}

const NOTHING: Tally = { within: new Map(), count: 0, failed: 0 }

export function countCalls(
  { routeSeconds }: Pick<Metrics, 'routeSeconds'>,
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  askedNow: () => Asked,
): CallCounts {
  let samples: Sample[] = [{ at: clock.now(), tallies: new Map(), asked: new Map() }]
  let cancel = sampleLater()

  function sampleLater(): () => void {
    return timers.after(SAMPLE_EVERY_MS, () => {
      void sample().finally(() => (cancel = sampleLater()))
    })
  }

  async function sample(): Promise<void> {
    const taken = await take()
    samples = [...samples.filter(({ at }) => at >= taken.at - WINDOW_MS), taken]
  }

  async function take(): Promise<Sample> {
    const { values } = await routeSeconds.get()
    // Those that go on counting are copied.
    const asked = new Map([...askedNow()].map(([from, counts]) => [from, new Map(counts)]))
    return { at: clock.now(), tallies: talliesOf(values), asked }
  }

  return {
    now: async () => {
      const { at, tallies, asked } = await take()
      const since = samples.find((earlier) => earlier.at >= at - WINDOW_MS) ?? samples.at(-1)
      const seconds = (at - (since?.at ?? at)) / SECOND_MS
      return {
        calls: (service) => ({
          seconds,
          ...difference(since?.tallies.get(service) ?? NOTHING, tallies.get(service) ?? NOTHING),
        }),
        asks: (from, to) => (asked.get(from)?.get(to) ?? 0) - (since?.asked.get(from)?.get(to) ?? 0),
      }
    },
    stop: () => cancel(),
  }
}

type Value = {
  readonly metricName?: string
  readonly value: number
  readonly labels: Partial<Record<string, string | number>>
}

/** Adds the routes of each service up. */
export function talliesOf(values: readonly Value[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, { within: Map<number, number>; count: number; failed: number }>()
  for (const { metricName = '', value, labels } of values) {
    const { service, route, status, le } = labels
    if (service === undefined || WAITING_ROUTES.has(`${service}.${route}`)) continue
    const tally = tallies.get(String(service)) ?? { within: new Map<number, number>(), count: 0, failed: 0 }
    tallies.set(String(service), tally)
    if (metricName.endsWith('_bucket')) {
      const bound = le === '+Inf' ? Infinity : Number(le)
      tally.within.set(bound, (tally.within.get(bound) ?? 0) + value)
    } else if (metricName.endsWith('_count')) {
      tally.count += value
      if (status === '5xx') tally.failed += value
    }
  }
  return tallies
}

function difference(earlier: Tally, later: Tally): Omit<Calls, 'seconds'> {
  const within = [...later.within]
    .map(([bound, count]): [number, number] => [bound, count - (earlier.within.get(bound) ?? 0)])
    .toSorted(([one], [other]) => one - other)
  const count = later.count - earlier.count
  return {
    count,
    failed: later.failed - earlier.failed,
    p50Ms: quantileMs(within, count, 0.5),
    p95Ms: quantileMs(within, count, 0.95),
  }
}

/** As Prometheus reads it: evenly spread within a bucket; beyond the last bound, that bound. */
export function quantileMs(
  within: readonly (readonly [bound: number, count: number])[],
  count: number,
  share: number,
): number | null {
  if (count === 0) return null
  const wanted = count * share
  let [lower, before] = [0, 0]
  for (const [bound, upTo] of within) {
    if (upTo >= wanted) {
      const seconds =
        bound === Infinity ? lower : lower + ((bound - lower) * (wanted - before)) / (upTo - before)
      return Math.round(seconds * SECOND_MS * 100) / 100
    }
    ;[lower, before] = [bound, upTo]
  }
  return lower * SECOND_MS
}
