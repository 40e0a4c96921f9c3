/** Reads histograms from a /metrics page, and what was added between two readings of it. */

/** Cumulative counts by upper edge, as the exposition format has them. */
export type Buckets = ReadonlyMap<number, number>

/** The buckets of a histogram by the value of one label. */
export function readHistogram(page: string, name: string, label: string): ReadonlyMap<string, Buckets> {
  const found = new Map<string, Map<number, number>>()
  for (const line of page.split('\n')) {
    const match = /^(\w+)_bucket\{(.*)\} (\S+)/.exec(line)
    if (match?.[1] !== name) continue
    const labels = new Map(
      [...(match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key, value]),
    )
    const edge = labels.get('le')
    const series = labels.get(label)
    if (edge === undefined || series === undefined) continue
    const buckets = found.get(series) ?? new Map<number, number>()
    buckets.set(edge === '+Inf' ? Number.POSITIVE_INFINITY : Number(edge), Number(match[3]))
    found.set(series, buckets)
  }
  return found
}

export function added(before: Buckets | undefined, after: Buckets): Buckets {
  return new Map([...after].map(([edge, count]) => [edge, count - (before?.get(edge) ?? 0)]))
}

/**
 * The edge of the bucket in which the percentile lies: what is known for certain, not what interpolation would
 * make of it. NaN where nothing was counted.
 */
export function percentileEdge(buckets: Buckets, share: number): number {
  const total = buckets.get(Number.POSITIVE_INFINITY) ?? 0
  if (total === 0) return Number.NaN
  const edges = [...buckets.keys()].toSorted((a, b) => a - b)
  return edges.find((edge) => (buckets.get(edge) ?? 0) >= total * share) ?? Number.POSITIVE_INFINITY
}
