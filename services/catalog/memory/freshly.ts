/**
 * Answers about many products at once (a page of a list, a count), kept until the catalogue changes.
 * A change of any product makes them stale at once; a change of stock a moment later, because under
 * load some stock changes all the time and a list would never come from memory.
 */
import type { Clock } from '@rialto/kernel/ports/ports'
import { LRUCache } from 'lru-cache'

/** Counts the changes that this process knows of. */
export type Tide = { products: number; stock: number }

/** A list may show the stock of this long ago. */
export const STOCK_LATE_MS_MAX = 250

type Kept<V> = {
  readonly products: number
  readonly stock: number
  readonly readAt: number
  readonly value: Promise<V>
}

export type FreshlyOptions<V> = {
  readonly clock: Clock
  readonly tide: Tide
  /** The most that is kept, in whatever `sizeOf` counts. */
  readonly sizeMax: number
  readonly sizeOf: (value: V) => number
}

export type Freshly<V> = (key: string, load: () => Promise<V>) => Promise<V>

/** A function that loads what it does not know, once for all who ask at the same time. */
export function openFreshly<V>({ clock, tide, sizeMax, sizeOf }: FreshlyOptions<V>): Freshly<V> {
  const kept = new LRUCache<string, Kept<V>>({ maxSize: sizeMax })
  const loading = new Map<string, Kept<V>>()

  const isFresh = ({ products, stock, readAt }: Kept<V>) =>
    products === tide.products && (stock === tide.stock || clock.now() - readAt <= STOCK_LATE_MS_MAX)

  async function keepOnce(key: string, reading: Kept<V>): Promise<void> {
    try {
      const value = await reading.value
      if (loading.get(key) === reading) kept.set(key, reading, { size: Math.max(1, sizeOf(value)) })
    } catch {
      // Those who wait are told; who asks next reads anew.
    } finally {
      if (loading.get(key) === reading) loading.delete(key)
    }
  }

  return (key, load) => {
    for (const known of [kept.get(key), loading.get(key)]) {
      if (known && isFresh(known)) return known.value
    }
    // The tide of before the reading: what changes while it runs makes it stale.
    const reading: Kept<V> = { ...tide, readAt: clock.now(), value: load() }
    loading.set(key, reading)
    void keepOnce(key, reading)
    return reading.value
  }
}
