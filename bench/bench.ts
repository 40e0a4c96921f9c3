/** The run as a whole: fill, warm, measure case by case, and see whether every count is exact in the end. */
import { join } from 'node:path'
import { BARS } from './bars.ts'
import { openBooks, type Books } from './books.ts'
import { LIST_PATHS, productPaths, runCatalogue } from './cases/catalogue.ts'
import { runCart } from './cases/cart.ts'
import { runEvents } from './cases/events.ts'
import { ORDER_CASES, runOrders, type FigureName, type Figures } from './cases/orders.ts'
import { startDriver } from './driver/driver.ts'
import { compareCounts, runVerify } from './exact.ts'
import { findPgbench, measureLimitLines, type LimitLine } from './limit-line/limit-line.ts'
import { busyCores, type Bench, type Run } from './measure.ts'
import { residentMb, treeProportionalMb } from './meters/processes.ts'
import type { CaseName, Options } from './options.ts'
import { openPlatform, type PlatformUnderTest } from './platform.ts'
import { saveDocument } from './report/document.ts'
import { median, type Figure } from './report/figures.ts'
import { asTable, missed } from './report/table.ts'
import { openShop } from './shop.ts'
import { measureStarts } from './start.ts'

type Report = (line: string) => void
type Outcome = { readonly figures: Figures; readonly run: Run; readonly note?: string }

const CATCH_UP_MS_MAX = 60_000
const LIMIT_LINE_SECONDS_MAX = 10
/** Enough orders that PostgreSQL plans for full tables, as it does in a shop that has been open for a while. */
const FIRST_ORDERS_SECONDS = 5
const FIRST_ORDERS_CLIENTS = 32

/** Gives the exit code: 0 where every bar was met that must be, and every count is exact. */
export async function measureEverything(options: Options, folder: string, report: Report): Promise<number> {
  const data = options.data ?? join(folder, 'data')
  if (options.url === undefined) await warmDatabase(options, data, folder, report)
  const platform = await openPlatform(options, data, report)
  const driver = await startDriver()
  try {
    const bench: Bench = {
      platform,
      driver,
      shop: await openShop(platform.url, report),
      warmupMs: options.warmup * 1000,
      measureMs: options.seconds * 1000,
      acknowledgedFile: join(folder, 'acknowledged'),
      confirmed: 0,
      complaints: [],
    }
    const books =
      platform.adminUrl === undefined ? undefined : await openBooks(platform.adminUrl, platform.prefix)
    try {
      return await measureAll(options, bench, books, folder, report)
    } finally {
      await books?.close()
    }
  } finally {
    driver.stop()
    await platform.stop()
  }
}

/** A first start, filled and used a little, then stopped: what is measured is a warm start. */
async function warmDatabase(options: Options, data: string, folder: string, report: Report): Promise<void> {
  report('a first start, to fill the shop')
  const platform = await openPlatform({ ...options, profile: undefined }, data, report)
  const driver = await startDriver()
  try {
    const shop = await openShop(platform.url, report)
    const run = await driver.run({
      host: platform.host,
      port: platform.port,
      pace: { kind: 'closed', clients: FIRST_ORDERS_CLIENTS },
      warmupMs: 0,
      measureMs: FIRST_ORDERS_SECONDS * 1000,
      work: {
        kind: 'orders',
        tokens: await shop.tokens(),
        products: shop.productIds,
        keyPrefix: `first-${Date.now()}`,
      },
      acknowledgedFile: join(folder, 'acknowledged'),
    })
    report(
      `${run.goodEver.toLocaleString('en')} first orders${run.complaints.map((complaint) => `; ${complaint}`).join('')}`,
    )
  } finally {
    driver.stop()
    await platform.stop()
  }
}

async function measureAll(
  options: Options,
  bench: Bench,
  books: Books | undefined,
  folder: string,
  report: Report,
): Promise<number> {
  const { platform } = bench
  const before = await books?.count()
  const runs = new Map<FigureName, number[]>()
  const notes = new Map<FigureName, string>()
  const add = (figures: Figures) => {
    for (const [name, value] of Object.entries(figures) as [FigureName, number][])
      runs.set(name, [...(runs.get(name) ?? []), value])
  }
  for (const [name, runCase] of casesOf(bench, books)) {
    if (!options.only.has(name)) continue
    for (let number = 1; number <= options.runs; number += 1) {
      const { figures, run, note } = await runCase()
      add(figures)
      if (note !== undefined) notes.set('eventLag', note)
      report(progressOf(name, number, options.runs, run))
      if (books && run.statuses['201'] !== undefined && name !== 'cart')
        add({ caughtUp: await books.caughtUp(CATCH_UP_MS_MAX) })
    }
  }
  add(memoryOf(platform))
  if (options.only.has('start')) add(await measureStarts(options, folder, report))
  const limit = await limitLinesOf(options, platform, report)
  const figures = [...runs].map(([name, values]): Figure => {
    const note = notes.get(name)
    return { bar: BARS[name], runs: values, ...(note === undefined ? {} : { note }) }
  })
  report(`\n${asTable(figures)}\n`)
  for (const { name, says, ordersPerSecond } of limit.lines)
    report(`limit line, ${name}: ${Math.round(ordersPerSecond)} orders/s (${says})`)
  if (limit.none !== undefined) report(`limit line: not measured, ${limit.none}`)

  const exactness = books && before ? compareCounts(bench.confirmed, before, await books.count()) : undefined
  for (const line of exactness?.lines ?? []) report(line)
  const verified =
    platform.adminUrl === undefined
      ? undefined
      : await runVerify({
          ...platform,
          adminUrl: platform.adminUrl,
          acknowledgedFile: bench.acknowledgedFile,
        })
  report(`\n${verified?.text ?? 'not verified: without --admin-url nothing can be read'}`)
  for (const complaint of bench.complaints.slice(0, 10)) report(`answered otherwise: ${complaint}`)
  if (options.save) {
    saveDocument(
      {
        figures,
        limitLines: limit.lines,
        noLimitLine: limit.none,
        postgres: platform.postgresVersion,
        command: 'npm run bench -- --save',
        ...options,
        exactness: exactness?.lines ?? [],
        verified: verified?.text ?? '',
        ordersPerSecond: median(runs.get('orders') ?? []),
      },
      new Date(),
    )
    report('written: docs/performance.md')
  }
  return missed(figures) === 0 && exactness?.exact !== false && verified?.holds !== false ? 0 : 1
}

/** The cases in the order in which they are measured: reading before writing, the fullest tables last. */
function casesOf(bench: Bench, books: Books | undefined): [CaseName, () => Promise<Outcome>][] {
  const orders = (name: keyof typeof ORDER_CASES) => (): Promise<Outcome> =>
    runOrders(bench, ORDER_CASES[name])
  const { productIds } = bench.shop
  return [
    [
      'product',
      () =>
        runCatalogue(bench, productPaths(productIds), (product, productShare) => ({ product, productShare })),
    ],
    ['list', () => runCatalogue(bench, LIST_PATHS, (list, listShare) => ({ list, listShare }))],
    ['cart', () => runCart(bench)],
    ['orders-1', orders('orders-1')],
    ['orders', orders('orders')],
    ['hot', orders('hot')],
    ['orders-256', orders('orders-256')],
    ...(books
      ? [['events', () => runEvents(bench, books)] satisfies [CaseName, () => Promise<Outcome>]]
      : []),
  ]
}

function memoryOf({ pid, postmasterPid }: PlatformUnderTest): Figures {
  return {
    nodeMemory: pid === undefined ? Number.NaN : residentMb(pid),
    postgresMemory: postmasterPid === undefined ? Number.NaN : treeProportionalMb(postmasterPid),
  }
}

async function limitLinesOf(
  options: Options,
  { adminUrl }: PlatformUnderTest,
  report: Report,
): Promise<{ lines: LimitLine[]; none?: string }> {
  if (!options.only.has('limit')) return { lines: [], none: 'it was not asked for' }
  if (adminUrl === undefined) return { lines: [], none: 'it needs --admin-url' }
  const pgbench = findPgbench()
  if (pgbench === undefined)
    return { lines: [], none: 'there is no pgbench on this machine (Debian: apt install postgresql-contrib)' }
  const seconds = Math.min(options.seconds, LIMIT_LINE_SECONDS_MAX)
  return { lines: await measureLimitLines(adminUrl, { pgbench, seconds, runs: options.runs }, report) }
}

function progressOf(name: string, number: number, of: number, run: Run): string {
  const others = Object.entries(run.statuses).filter(([status]) => !/^20[01]$/.test(status))
  return [
    `${name} ${number}/${of}: ${Math.round(run.perSecond).toLocaleString('en')}/s`,
    `p50 ${run.p50Ms.toFixed(1)} ms`,
    `p99 ${run.p99Ms.toFixed(1)} ms`,
    `max ${run.maxMs.toFixed(0)} ms`,
    `${busyCores(run).toFixed(2)} cores (driver ${(run.driverCpuMs / run.seconds / 1000).toFixed(2)})`,
    ...others.map(([status, count]) => `${count} × ${status}`),
  ].join(', ')
}
