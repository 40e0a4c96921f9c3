/**
 * Builds the index anew beside the one that is asked, a page of the catalogue at a time, and then
 * switches at once. A build that was interrupted goes on where it was; an index that was never built
 * begins by itself.
 */
import { SNAPSHOTS_PER_PAGE_MAX, type CatalogClient } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { analyzeSlot, clearSlot, nextReading } from '../document/store.ts'
import { keepReading } from '../document/keep.ts'
import { otherSlot } from './slots.ts'
import { lockBuild, noteWalked, readBuild, startBuild, switchSlot, type Build } from './store.ts'

const PRODUCTS_PER_BITE_MAX = Math.min(200, SNAPSHOTS_PER_PAGE_MAX)

export type BuildNeeds = {
  readonly db: Database
  readonly catalog: CatalogClient
  readonly clock: Clock
  readonly ownCall: () => Call
  /** Told after each commit that changed what is searched. */
  readonly onChange: () => void
}

export function openBuild({ db, catalog, clock, ownCall, onChange }: BuildNeeds) {
  const now = () => new Date(clock.now())

  async function begin(by: string): Promise<Build> {
    return db.transaction(async (tx) => {
      const build = await lockBuild(tx)
      if (build.building !== null) return build
      const slot = otherSlot(build.slot)
      await clearSlot(tx, slot)
      await startBuild(tx, slot, by, now())
      return readBuild(tx)
    })
  }

  async function walk(from: Build): Promise<void> {
    const number = await nextReading(db)
    const page = await catalog.snapshotPage(
      { body: { after: from.walkedTo, limit: PRODUCTS_PER_BITE_MAX } },
      ownCall(),
    )
    if (page.next === null && from.building !== null) await analyzeSlot(db.relaxed, from.building)
    await db.relaxed.transaction(async (tx) => {
      const build = await lockBuild(tx)
      // Somebody else walked on, or finished: what was read here is not needed.
      if (build.building === null || build.walkedTo !== from.walkedTo || build.walked !== from.walked) return
      await keepReading(tx, [build.building], { number, products: page.items, goneIds: [] })
      await noteWalked(tx, page.next, page.items.length)
      if (page.next !== null) return
      await switchSlot(tx, now())
      tx.afterCommit(onChange)
    })
  }

  return {
    /** Begins a build, or says how far the one that is under way has come. */
    begin,
    read: () => readBuild(db),

    /** One bite of the build that is under way. */
    async goOn(): Promise<{ more: boolean }> {
      const build = await readBuild(db)
      if (build.building === null) {
        if (build.generation > 0) return { more: false }
        await begin('the first start')
        return { more: true }
      }
      await walk(build)
      return { more: true }
    },
  }
}
