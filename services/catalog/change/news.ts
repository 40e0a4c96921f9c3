/**
 * Tells whoever keeps pages of the shop what has changed. A question waits for an answer; a ring of this process
 * wakes it at once, and what another process wrote rings within the time of a look (follow.ts). What is told is
 * read from what was committed, by a point that any process of the catalogue understands.
 */
import { NEWS_PRODUCTS_MAX } from '@rialto/contracts/catalog'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import { OUT_OF_SIGHT_MS_MAX } from './follow.ts'
import { currentSnapshot, newsSince, type Change } from './store.ts'

export type News = {
  /** Says that something was committed which pages show. */
  ring(): void
  since(point: string | null, waitMs: number): Promise<Told>
}

type Told = {
  readonly next: string
  readonly products: readonly string[]
  readonly categories: boolean
  readonly all: boolean
}

type NewsNeeds = { readonly db: Sql; readonly clock: Clock; readonly timers: Timers }

const NOTHING = { products: [], categories: false, all: false }

export function openNews({ db, clock, timers }: NewsNeeds): News {
  let rings = 0
  const waiting = new Set<() => void>()

  /** Ends with the next ring, or the one that was missed since `heard`. */
  function ringBehind(heard: number, ms: number): Promise<void> {
    if (rings !== heard) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        cancel()
        waiting.delete(wake)
        resolve()
      }
      const cancel = timers.after(ms, wake)
      waiting.add(wake)
    })
  }

  return {
    ring: () => {
      rings += 1
      for (const wake of waiting) wake()
    },

    since: async (point, waitMs) => {
      const until = clock.now() + waitMs
      const begins = point === null ? undefined : snapshotOf(point, clock.now())
      if (begins === undefined) {
        const at = clock.now()
        return { ...NOTHING, all: point !== null, next: pointAt(await currentSnapshot(db), at) }
      }
      let snapshot = begins
      for (;;) {
        const [heard, at] = [rings, clock.now()]
        const news = await newsSince(db, snapshot)
        snapshot = news.snapshot
        if (news.changes.length > 0 || at >= until)
          return { ...toldOf(news.changes), next: pointAt(snapshot, at) }
        await ringBehind(heard, until - at)
      }
    },
  }
}

function toldOf(changes: readonly Change[]): Omit<Told, 'next'> {
  const isTree = changes.some(({ kind }) => kind === 'tree')
  const products = [...new Set(changes.flatMap(({ kind, keys }) => (kind === 'tree' ? [] : keys)))]
  if (isTree || products.length > NEWS_PRODUCTS_MAX) return { products: [], categories: true, all: true }
  return { products, categories: changes.some(({ kind }) => kind === 'assortment'), all: false }
}

function pointAt(snapshot: string, ms: number): string {
  return `${snapshot}@${ms}`
}

/** Undefined for what is no point, or one from which changes may be forgotten by now. */
function snapshotOf(point: string, now: number): string | undefined {
  const [, snapshot, at] = /^(\d+:\d+:[\d,]*)@(\d+)$/.exec(point) ?? []
  return now - Number(at) <= OUT_OF_SIGHT_MS_MAX ? snapshot : undefined
}
