/** Follows the tide: what this process or another one changed is seen several times a second, or at once when told. */
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Sql } from '@rialto/kernel/sql/database'
import { readTide, type Tide } from '../build/store.ts'

const LOOK_EVERY_MS = 250

export type Follow = {
  /** What was seen last. */
  tide(): Tide
  /** Looks now. Throws where the database does not answer. */
  look(): Promise<Tide>
  /** Looks now, in its own time. */
  wake(): void
  stop(): Promise<void>
}

export type FollowNeeds = {
  readonly db: Sql
  readonly timers: Timers
  readonly log: Needs<Uses>['log']
  /** Called where merchants decided something since the last look, before the new tide is told. */
  readonly onCuration: () => Promise<void>
}

export async function followTide({ db, timers, log, onCuration }: FollowNeeds): Promise<Follow> {
  await onCuration()
  let seen = await readTide(db)
  let isBlind = false
  let isStopped = false
  let cancel = () => {}
  let looking: Promise<Tide> | undefined
  let isAskedAgain = false

  async function lookOnce(): Promise<Tide> {
    do {
      isAskedAgain = false
      const now = await readTide(db)
      if (now.curation !== seen.curation) await onCuration()
      seen = now
    } while (isAskedAgain)
    return seen
  }

  function look(): Promise<Tide> {
    isAskedAgain = true
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function lookQuietly(): Promise<void> {
    try {
      await look()
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, 'changes of the index cannot be seen just now')
      isBlind = true
    }
  }

  function wake(): void {
    void lookQuietly()
  }

  function schedule(): void {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      if (isStopped) return
      wake()
      schedule()
    })
  }

  schedule()
  return {
    tide: () => seen,
    look,
    wake,
    stop: async () => {
      isStopped = true
      cancel()
      await looking?.catch(() => {})
    },
  }
}
