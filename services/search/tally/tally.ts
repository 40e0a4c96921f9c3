/** What was searched for, counted for a moment and told in one event: a search itself writes nothing. */
import { search } from '@rialto/contracts/search'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'

const TELL_EVERY_MS = 2_000
/** More different ones in a moment are a machine at work; they are not counted. */
const QUERIES_MAX = 1_000

export type TallyNeeds = {
  readonly db: Database
  readonly timers: Timers
  readonly log: Needs<Uses>['log']
  readonly wake: () => void
}

export function openTally({ db, timers, log, wake }: TallyNeeds) {
  let counted = new Map<string, { times: number; total: number }>()
  let cancel: (() => void) | undefined

  async function tell(): Promise<void> {
    cancel?.()
    cancel = undefined
    if (counted.size === 0) return
    const searches = [...counted].map(([query, { times, total }]) => ({ query, times, total }))
    counted = new Map()
    try {
      await db.relaxed.transaction(async (tx) => {
        await publish(tx, [eventOf(search, 'performed', 'searches', { searches })])
        tx.afterCommit(wake)
      })
    } catch (error) {
      log.warn({ err: error, searches: searches.length }, 'what was searched for is not counted')
    }
  }

  return {
    /** A page of results that somebody saw; of a list only the first page counts. */
    note(query: string, total: number): void {
      if (query === '') return
      const known = counted.get(query)
      if (known) {
        known.times += 1
        known.total = total
      } else if (counted.size < QUERIES_MAX) counted.set(query, { times: 1, total })
      cancel ??= timers.after(TELL_EVERY_MS, () => void tell())
    },
    stop: tell,
  }
}
