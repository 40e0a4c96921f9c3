/**
 * Keeps the index true to the catalogue: what an event named is read anew and written. An event is only
 * a reason to look, so that one that comes twice, late or out of order ends in the same truth.
 */
import { SNAPSHOTS_PER_PAGE_MAX, type CatalogClient } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'
import { slotsOf } from '../build/slots.ts'
import { lockBuild } from '../build/store.ts'
import { nextReading } from '../document/store.ts'
import { keepReading, type Reading } from '../document/keep.ts'
import { forgetNoted, nextNoted, type Noted } from './store.ts'

const PRODUCTS_PER_BITE_MAX = Math.min(200, SNAPSHOTS_PER_PAGE_MAX)

export type FeedNeeds = {
  readonly db: Database
  readonly catalog: CatalogClient
  readonly log: Needs<Uses>['log']
  readonly ownCall: () => Call
  readonly onChange: () => void
}

export type Feed = {
  /** Reads what is noted, until nothing is left. */
  drain(): Promise<void>
  /** The same, in its own time: after a commit that noted something. */
  wake(): void
  stop(): Promise<void>
}

export function openFeed({ db, catalog, log, ownCall, onChange }: FeedNeeds): Feed {
  let running: Promise<void> | undefined
  let isAskedAgain = false
  let isStopped = false

  async function keep(reading: Reading, read: readonly Noted[]): Promise<void> {
    await db.relaxed.transaction(async (tx) => {
      const build = await lockBuild(tx)
      await keepReading(tx, slotsOf(build), reading)
      await forgetNoted(tx, read)
      tx.afterCommit(onChange)
    })
  }

  async function readProducts(noted: readonly Noted[]): Promise<void> {
    if (noted.length === 0) return
    const number = await nextReading(db)
    const productIds = noted.map(({ key }) => key)
    const { snapshots } = await catalog.snapshots({ body: { productIds } }, ownCall())
    const products = snapshots.filter((snapshot) => snapshot !== null)
    const goneIds = productIds.filter((_, i) => snapshots[i] === null)
    await keep({ number, products, goneIds }, noted)
  }

  /** A category that was renamed or moved is written on all that lies below it. */
  async function readCategory(noted: Noted): Promise<void> {
    for (let after: string | null = null; ;) {
      const number = await nextReading(db)
      const body = { after, limit: PRODUCTS_PER_BITE_MAX, categoryId: noted.key }
      const { items, next } = await catalog.snapshotPage({ body }, ownCall())
      await keep({ number, products: items, goneIds: [] }, next === null ? [noted] : [])
      if (next === null || isStopped) return
      after = next
    }
  }

  async function work(): Promise<void> {
    do {
      isAskedAgain = false
      for (;;) {
        const noted = await nextNoted(db, PRODUCTS_PER_BITE_MAX)
        if (noted.length === 0 || isStopped) break
        await readProducts(noted.filter(({ kind }) => kind === 'product'))
        for (const each of noted) if (each.kind === 'category') await readCategory(each)
      }
    } while (isAskedAgain && !isStopped)
  }

  function drain(): Promise<void> {
    if (isStopped) return Promise.resolve()
    isAskedAgain = true
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    drain,
    wake: () => {
      // The job asks again: what is noted is not forgotten before it is written.
      drain().catch((error: unknown) => log.warn({ err: error }, 'the catalogue cannot be read just now'))
    },
    stop: async () => {
      isStopped = true
      await running?.catch(() => {})
    },
  }
}
