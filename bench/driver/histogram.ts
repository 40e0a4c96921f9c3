/**
 * Latencies in logarithmic buckets, as HdrHistogram keeps them: constant memory, one increment a value, and an
 * error of at most 1/64 of the value, so that recording costs the driver nothing it would have to apologise for.
 */

/** Each power of two is cut into this many buckets. */
const STEPS = 64
const EXACT_BELOW = 2 * STEPS
const EXPONENTS_MAX = 26

export type Histogram = {
  /** Adds one value in microseconds. */
  record(us: number): void
  /** The value in milliseconds below which `share` (0..1) of all values lie; NaN where there are none. */
  percentileMs(share: number): number
  count(): number
  maxMs(): number
}

export function openHistogram(): Histogram {
  const buckets = new Uint32Array(EXACT_BELOW + EXPONENTS_MAX * STEPS)
  let count = 0
  let max = 0
  return {
    record(us) {
      const value = Math.max(0, Math.round(us))
      const bucket = Math.min(bucketOf(value), buckets.length - 1)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
      count += 1
      if (value > max) max = value
    },
    percentileMs(share) {
      if (count === 0) return Number.NaN
      let left = Math.ceil(count * share)
      for (let bucket = 0; bucket < buckets.length; bucket += 1) {
        left -= buckets[bucket] ?? 0
        if (left <= 0) return Math.min(upperEdge(bucket), max) / 1000
      }
      return max / 1000
    },
    count: () => count,
    maxMs: () => max / 1000,
  }
}

function bucketOf(us: number): number {
  if (us < EXACT_BELOW) return us
  const shift = 31 - Math.clz32(us) - Math.log2(STEPS)
  return EXACT_BELOW + (shift - 1) * STEPS + (Math.floor(us / 2 ** shift) - STEPS)
}

/** The largest value that falls into a bucket: a percentile is never told too small. */
function upperEdge(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket
  const shift = Math.floor((bucket - EXACT_BELOW) / STEPS) + 1
  const step = (bucket - EXACT_BELOW) % STEPS
  return (STEPS + step + 1) * 2 ** shift - 1
}
