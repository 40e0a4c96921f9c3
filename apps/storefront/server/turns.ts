/**
 * Who makes a page that many want at once: after a change to something that is looked at a lot, the first who asks makes
 * the page, and the others wait for it. Only for pages that were kept before: those of one person are not held up.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'

const REMEMBERED_MAX = 5_000
/** A page takes some tens of ms; whoever reads theirs slowly must not hold up the others. */
const WAIT_MS_MAX = 500

export type Turns = {
  /** Waits while somebody else makes this page. */
  pass(key: string): Promise<void>
  /** Makes the page; others wait meanwhile if it is one of those that are kept. */
  take<T>(key: string, make: () => Promise<T>): Promise<T>
  /** Says that this page was kept. */
  remember(key: string): void
}

export function openTurns(): Turns {
  const remembered = new LRUCache<string, true>({ max: REMEMBERED_MAX })
  const underWay = new Map<string, Promise<unknown>>()
  return {
    async pass(key) {
      const made = underWay.get(key)
      if (!made) return
      const late = new AbortController()
      const given = sleep(WAIT_MS_MAX, undefined, { signal: late.signal })
      // Whatever became of it: who waited looks for themselves.
      await Promise.race([made, given]).catch(() => {})
      late.abort()
      await given.catch(() => {})
    },
    async take(key, make) {
      if (!remembered.has(key) || underWay.has(key)) return make()
      const making = make()
      underWay.set(key, making)
      try {
        return await making
      } finally {
        underWay.delete(key)
      }
    },
    remember(key) {
      remembered.set(key, true)
    },
  }
}
