/** All cases, run after each other as often as was asked, and the figures they give. */
import { BARS } from '../bars.ts'
import type { Books } from '../books.ts'
import type { Bench, Run } from '../measure.ts'
import type { CaseName, Options } from '../options.ts'
import { median, type Figure } from '../report/figures.ts'
import { runCart } from './cart.ts'
import { LIST_PATHS, productPaths, runCatalogue } from './catalogue.ts'
import { runEvents } from './events.ts'
import { runRelevance } from '../search/relevance.ts'
import { fillSearch, runSearch } from '../search/load.ts'
import { ORDER_CASES, runOrders, type FigureName, type Figures } from './orders.ts'

type Outcome = { readonly figures: Figures; readonly run: Run; readonly note?: string }
type Case = readonly [name: CaseName, run: () => Promise<Outcome>]

const CATCH_UP_MS_MAX = 60_000

export type Collected = {
  add(figures: Figures): void
  figures(): Figure[]
  /** Cores that were used by others in the middle one of all runs. */
  othersCores(): number
}

/** Runs those that were asked for; `report` is told of each run. */
export async function runCases(
  { only, runs, products }: Options,
  bench: Bench,
  books: Books | undefined,
  report: (line: string) => void,
): Promise<Collected> {
  const values = new Map<FigureName, number[]>()
  const notes = new Map<FigureName, string>()
  const others: number[] = []
  const add = (figures: Figures) => {
    for (const [name, value] of Object.entries(figures) as [FigureName, number][])
      values.set(name, [...(values.get(name) ?? []), value])
  }
  if (only.has('relevance')) add(await runRelevance(bench, report))
  for (const [name, runCase] of casesOf(bench, books)) {
    if (!only.has(name)) continue
    if (name === 'search') await fillSearch(bench, products, report)
    for (let number = 1; number <= runs; number += 1) {
      const { figures, run, note } = await runCase()
      add(figures)
      others.push(run.othersCores)
      if (note !== undefined) notes.set('eventLag', note)
      report(`${name} ${number}/${runs}: ${progressOf(run)}`)
      if (books && bench.confirmed > 0) add({ caughtUp: await books.caughtUp(CATCH_UP_MS_MAX) })
    }
  }
  return {
    add,
    figures: () =>
      [...values].map(([name, each]) => {
        const note = notes.get(name)
        return { bar: BARS[name], runs: each, ...(note === undefined ? {} : { note }) }
      }),
    othersCores: () => median(others),
  }
}

/** In the order in which they are measured: reading before writing, the fullest tables last. */
function casesOf(bench: Bench, books: Books | undefined): Case[] {
  const orders = (name: keyof typeof ORDER_CASES): Case => [name, () => runOrders(bench, ORDER_CASES[name])]
  const { productIds } = bench.shop
  const product = (perSecond: number, share: number) => ({ product: perSecond, productShare: share })
  const list = (perSecond: number, share: number) => ({ list: perSecond, listShare: share })
  return [
    ['product', () => runCatalogue(bench, productPaths(productIds), product)],
    ['list', () => runCatalogue(bench, LIST_PATHS, list)],
    ['cart', () => runCart(bench)],
    orders('orders-1'),
    orders('orders'),
    orders('hot'),
    orders('orders-256'),
    ...(books ? [['events', () => runEvents(bench, books)] satisfies Case] : []),
    ['search', () => runSearch(bench)],
  ]
}

function progressOf(run: Run): string {
  const cores = (ms: number) => (ms / run.seconds / 1000).toFixed(2)
  const others = Object.entries(run.statuses).filter(([status]) => !/^20[01]$/.test(status))
  return [
    `${Math.round(run.perSecond).toLocaleString('en')}/s`,
    `p50 ${run.p50Ms.toFixed(1)} ms`,
    `p99 ${run.p99Ms.toFixed(1)} ms`,
    `max ${run.maxMs.toFixed(0)} ms`,
    `cores: platform ${cores(run.nodeCpuMs)}, PostgreSQL ${cores(run.postgresCpuMs)}, driver ${cores(run.driverCpuMs)}, others ${run.othersCores.toFixed(2)}`,
    ...others.map(([status, count]) => `${count} × ${status}`),
  ].join(', ')
}
