/**
 * Token buckets, one a caller: so many at once, so many a minute after that. Kept as the one number that
 * the generic cell rate algorithm needs (when the bucket will be full again): a map entry and no timer.
 * Those that nobody touched for longest are forgotten first; they are full again anyway.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import { LRUCache } from 'lru-cache'

export type Limit = { readonly burst: number; readonly perMinute: number }

export type Charge = {
  /** How many more would pass now. */
  readonly remaining: number
  /** Milliseconds until the bucket is full again. */
  readonly resetMs: number
  /** Milliseconds until one more passes; 0 if this one did. */
  readonly retryMs: number
}

export type Bucket = {
  readonly limit: Limit
  charge(caller: string, now: number): Charge
}

const CALLERS_MAX = 50_000
const MINUTE_MS = 60_000

export function openBucket(limit: Limit): Bucket {
  const spacing = MINUTE_MS / limit.perMinute
  const capacity = spacing * limit.burst
  const fullAt = new LRUCache<string, number>({ max: CALLERS_MAX })
  return {
    limit,
    charge: (caller, now) => {
      // A clock that was set back must not leave a bucket empty for as long as the step.
      const before = Math.min(Math.max(fullAt.get(caller) ?? now, now), now + capacity)
      const after = before + spacing
      const tooEarly = after - now - capacity
      if (tooEarly > 0) return { remaining: 0, resetMs: before - now, retryMs: tooEarly }
      fullAt.set(caller, after)
      return { remaining: Math.floor((capacity - (after - now)) / spacing), resetMs: after - now, retryMs: 0 }
    },
  }
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers in the three names that clients know. */
export function limitHeaders({ limit }: Bucket, { remaining, resetMs }: Charge): Record<string, string> {
  return {
    'ratelimit-limit': String(limit.burst),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  }
}

export function tooManyRequests({ retryMs }: Charge): Problem {
  const seconds = String(Math.max(1, Math.ceil(retryMs / 1000)))
  return new Problem('too_many_requests', {
    detail: `You ask faster than you may. Wait ${seconds} s.`,
    headers: { 'retry-after': seconds },
  })
}
