/**
 * Answers kept until something changes. A change makes them stale, and yet an answer that was read a
 * moment ago is still given: under constant change a question is asked a few times a second and not
 * as often as somebody asks it, and one that is dear to answer less often than one that is cheap. Who asks
 * while it is being read gets the same reading.
 */
import type { Clock } from '@rialto/kernel/ports/ports'
import { LRUCache } from 'lru-cache'

/** How old an answer may be that a change has overtaken: some times what it took, and never a second. */
const LATE_MS_MIN = 200
const LATE_MS_MAX = 700
const LATE_TIMES_TAKEN = 10

type Kept<V> = {
  readonly tide: string
  readonly readAt: number
  readonly value: Promise<V>
  /** How long it may be given after a change. */
  lateMs: number
}

export type FreshlyOptions<V> = {
  readonly clock: Clock
  /** Another text after each change that this process knows of. */
  readonly tide: () => string
  /** The most that is kept, in whatever `sizeOf` counts. */
  readonly sizeMax: number
  readonly sizeOf: (value: V) => number
}

export type Freshly<V> = (key: string, load: () => Promise<V>) => Promise<V>

export function openFreshly<V>({ clock, tide, sizeMax, sizeOf }: FreshlyOptions<V>): Freshly<V> {
  const kept = new LRUCache<string, Kept<V>>({ maxSize: sizeMax })
  const loading = new Map<string, Kept<V>>()

  const isGood = (known: Kept<V>) => known.tide === tide() || clock.now() - known.readAt <= known.lateMs

  async function keep(key: string, reading: Kept<V>): Promise<void> {
    try {
      const value = await reading.value
      const tookMs = clock.now() - reading.readAt
      reading.lateMs = Math.min(LATE_MS_MAX, Math.max(LATE_MS_MIN, tookMs * LATE_TIMES_TAKEN))
      if (loading.get(key) === reading) kept.set(key, reading, { size: Math.max(1, sizeOf(value)) })
    } catch {
      // Those who wait are told; who asks next reads anew.
    } finally {
      if (loading.get(key) === reading) loading.delete(key)
    }
  }

  return (key, load) => {
    for (const known of [kept.get(key), loading.get(key)]) if (known && isGood(known)) return known.value
    // The tide of before the reading: what changes while it runs makes it stale.
    const reading: Kept<V> = { tide: tide(), readAt: clock.now(), value: load(), lateMs: LATE_MS_MIN }
    loading.set(key, reading)
    void keep(key, reading)
    return reading.value
  }
}
