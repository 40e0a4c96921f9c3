/**
 * The rates in memory: they stand in the way of every order. A process knows of its own changes at once, and
 * looks for those of others every second; while the database does not answer, what is known goes on.
 */
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Sql } from '@rialto/kernel/sql/database'
import { bookOf, type RateBook } from '../domain.ts'
import { readRates, readRevision, type RateRow } from './store.ts'

const LOOK_EVERY_MS = 1_000

export type RateMemory = {
  book(): RateBook
  /** In the order in which they are listed. */
  rates(): readonly RateRow[]
  /** Reads the rates again; call it after a change has committed. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

type MemoryNeeds = { readonly db: Sql; readonly log: Needs<Uses>['log'] } & Pick<Ports, 'timers'>

export async function openRateMemory({ db, timers, log }: MemoryNeeds): Promise<RateMemory> {
  let revision = 0
  let rates: readonly RateRow[] = []
  let book = bookOf([])
  let isBlind = false
  let stopped = false
  let cancel = () => {}
  let looking = Promise.resolve()

  /** The number first: what changes in between is read twice, never missed. */
  async function refresh(): Promise<void> {
    const seen = await readRevision(db)
    if (seen === revision) return
    const read = await readRates(db)
    // Two readings may overlap: the later revision stands.
    if (seen < revision) return
    revision = seen
    rates = read
    book = bookOf(read)
  }

  async function look(): Promise<void> {
    try {
      await refresh()
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, 'changes of tax rates cannot be seen just now')
      isBlind = true
    }
    if (!stopped) schedule()
  }

  function schedule(): void {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      looking = look()
    })
  }

  await refresh()
  schedule()
  return {
    book: () => book,
    rates: () => rates,
    refresh,
    stop: async () => {
      stopped = true
      cancel()
      await looking
    },
  }
}
