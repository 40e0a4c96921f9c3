/**
 * Keeps this process’s memory true to what other processes write: it looks several times a second. Its
 * own writes it knows of already. While the database does not answer, memory goes on serving; where it
 * was out of sight for longer than changes are kept, everything is forgotten.
 */
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Memory } from '../memory/memory.ts'
import { changesSince, currentSnapshot, type Change } from './store.ts'

const LOOK_EVERY_MS = 250
/** Changes are kept at least twice as long as anybody may go without looking. */
export const OUT_OF_SIGHT_MS_MAX = 60_000
export const CHANGES_KEPT_MS = 2 * OUT_OF_SIGHT_MS_MAX

export type FollowNeeds = {
  readonly db: Sql
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Needs<Uses>['log']
  readonly writer: string
  readonly memory: Memory
  /** Told when others changed what pages show. */
  readonly onNews: () => void
}

export async function followChanges({
  db,
  clock,
  timers,
  log,
  writer,
  memory,
  onNews,
}: FollowNeeds): Promise<{ stop(): Promise<void> }> {
  let seenAt = clock.now()
  let snapshot = await currentSnapshot(db)
  let stopped = false
  let isBlind = false
  let cancel = () => {}
  let looking = Promise.resolve()

  async function look(): Promise<void> {
    const now = clock.now()
    try {
      if (now - seenAt > OUT_OF_SIGHT_MS_MAX) {
        snapshot = await currentSnapshot(db)
        memory.clear()
      } else {
        const news = await changesSince(db, snapshot, writer)
        snapshot = news.snapshot
        for (const change of news.changes) apply(memory, change)
        if (news.changes.some(({ kind }) => kind !== 'stock')) onNews()
      }
      seenAt = now
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, 'changes by other processes cannot be seen just now')
      isBlind = true
    }
    if (!stopped) schedule()
  }

  function schedule(): void {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      looking = look()
    })
  }

  schedule()
  return {
    stop: async () => {
      stopped = true
      cancel()
      await looking
    },
  }
}

function apply(memory: Memory, { kind, keys }: Change): void {
  switch (kind) {
    case 'product':
    case 'assortment':
      memory.forgetProducts(keys)
      break
    case 'stock':
      memory.forgetStock(keys)
      break
    case 'availability':
      // Its level is told beside it.
      break
    case 'tree':
      memory.clear()
      break
  }
}
