/** How many carts became orders: told to staff, and forgotten when nobody compares with it any more. */
import { PERIOD_DAYS_MAX } from '@rialto/kernel/contract/schema'
import { readPeriod, type PeriodQuery } from '@rialto/kernel/list/period'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Job } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'
import { countStarts, forgetStarts, type Starts } from './store.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** The longest period and the one before it, and a few days more for who asks late. */
const KEPT_MS = (2 * PERIOD_DAYS_MAX + 7) * DAY_MS
const STARTS_PER_SWEEP_MAX = 5_000
const FORGET_EVERY_MS = 60 * 60 * 1_000

type StartNeeds = { readonly db: Database; readonly clock: Clock }

export function summaryRoute({ db, clock }: StartNeeds) {
  return {
    summary: async ({ query }: { query: PeriodQuery }) => {
      const period = await readPeriod(db.relaxed, query, clock.now())
      const { now, before, countedSince } = await countStarts(db.relaxed, period)
      const from = period.from.toISOString()
      return {
        from,
        to: period.to.toISOString(),
        timeZone: period.timeZone,
        ...shown(now),
        previous: { from: period.before.toISOString(), to: from, ...shown(before) },
        countedSince: countedSince?.toISOString() ?? null,
      }
    },
  }
}

function shown({ begun, ordered }: Starts) {
  return { begun, ordered, conversion: begun === 0 ? null : ordered / begun }
}

export function forgetStartsJob({ db, clock }: StartNeeds): Job {
  return {
    name: 'forget-starts',
    everyMs: FORGET_EVERY_MS,
    run: async () => {
      const gone = await forgetStarts(db.relaxed, new Date(clock.now() - KEPT_MS), STARTS_PER_SWEEP_MAX)
      return { more: gone === STARTS_PER_SWEEP_MAX }
    },
  }
}
