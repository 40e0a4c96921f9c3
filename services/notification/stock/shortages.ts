/**
 * Telling staff what runs low: the first at once, and what follows within some minutes in one mail together, so
 * that a busy evening fills nobody's mailbox. What waits is written beside the memory of its event, and leaves
 * with the mail that tells of it: a process that dies loses and doubles none.
 */
import type { Event } from '@rialto/kernel/events/event'
import type { Job } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Cause } from '../domain.ts'
import { tell, type TellingNeeds } from '../telling/telling.ts'
import { beQuietUntil, isAnyWaiting, letWait, lockStockNews, takeWaiting, type Shortage } from './store.ts'

const QUIET_MS = 5 * 60 * 1_000
const LOOK_EVERY_MS = 5_000
/** More make a mail that nobody reads; the stock list has them all. */
const LISTED_MAX = 50

export type StockNeeds = TellingNeeds & {
  /** Who is told that stock runs low. */
  readonly stockAddress: string
}

type Low = Event<Omit<Shortage, 'eventId'>>

/** Each crossing of a threshold is an event of its own. */
export async function hearShortages(needs: StockNeeds, tx: Tx, events: readonly Low[]): Promise<void> {
  const heard = events.map(({ id, data: { sku, available, threshold } }) => ({
    eventId: id,
    sku,
    available,
    threshold,
  }))
  const { isQuiet } = await lockStockNews(tx, new Date(needs.clock.now()))
  if (isQuiet) await letWait(tx, heard)
  else await tellOf(needs, tx, heard)
}

/** Writes of what waited, once it has been quiet for long enough. */
export function shortageJob(needs: StockNeeds): Job {
  const { db, clock } = needs
  return {
    name: 'tell-shortages',
    everyMs: LOOK_EVERY_MS,
    run: async () => {
      if (!(await isAnyWaiting(db, new Date(clock.now())))) return
      await db.transaction(async (tx) => {
        const { isQuiet } = await lockStockNews(tx, new Date(clock.now()))
        if (!isQuiet) await tellOf(needs, tx, await takeWaiting(tx))
      })
    },
  }
}

async function tellOf(needs: StockNeeds, tx: Tx, shortages: readonly Shortage[]): Promise<void> {
  const [first] = shortages
  if (!first) return
  await beQuietUntil(tx, new Date(needs.clock.now() + QUIET_MS))
  const addressee = { userId: null, email: needs.stockAddress, locale: null }
  const about = shortages.length === 1 ? first.sku : 'stock'
  await tell(needs, tx, [{ about, occasion: first.eventId, cause: causeOf(first, shortages), addressee }])
}

function causeOf({ sku, available, threshold }: Shortage, all: readonly Shortage[]): Cause {
  if (all.length === 1) return { kind: 'low_stock', sku, available, threshold }
  // Of one that fell twice the last word counts, and what is gone comes first.
  const lows = [...new Map(all.map((one) => [one.sku, { sku: one.sku, available: one.available }])).values()]
  const worst = lows.toSorted((a, b) => a.available - b.available || (a.sku < b.sku ? -1 : 1))
  return { kind: 'low_stock_list', lows: worst.slice(0, LISTED_MAX), count: worst.length }
}
