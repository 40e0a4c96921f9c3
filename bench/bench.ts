/** The run as a whole: fill, warm, measure case by case, and see whether every count is exact in the end. */
import { join } from 'node:path'
import { openBooks, type Books } from './books.ts'
import { runCases } from './cases/cases.ts'
import type { Figures } from './cases/orders.ts'
import { startDriver } from './driver/driver.ts'
import { compareCounts, runVerify } from './exact.ts'
import { findPgbench, measureLimitLines, type LimitLine } from './limit-line/limit-line.ts'
import type { Bench } from './measure.ts'
import { residentMb, treeProportionalMb } from './meters/processes.ts'
import type { Options } from './options.ts'
import { openPlatform, type PlatformUnderTest } from './platform.ts'
import { saveDocument } from './report/document.ts'
import { asTable, missed } from './report/table.ts'
import { openShop } from './shop.ts'
import { measureStarts } from './start.ts'

type Report = (line: string) => void

const LIMIT_LINE_SECONDS_MAX = 10
/** Enough orders that PostgreSQL plans for full tables, as it does in a shop that has been open for a while. */
const FIRST_ORDERS_SECONDS = 5
const FIRST_ORDERS_CLIENTS = 32
/** More than this taken by others, and the rates are not about us. */
const OTHERS_CORES_MAX = 0.2
const COMPLAINTS_SHOWN_MAX = 10

/** Gives the exit code: 0 where every bar was met that must be, and every count is exact. */
export async function measureEverything(options: Options, folder: string, report: Report): Promise<number> {
  const data = options.data ?? join(folder, 'data')
  const acknowledgedFile = join(folder, 'acknowledged')
  if (options.url === undefined) await warmDatabase(options, data, acknowledgedFile, report)
  const platform = await openPlatform(options, data, report)
  const driver = await startDriver()
  try {
    const bench: Bench = {
      platform,
      driver,
      shop: await openShop(platform.url, report),
      warmupMs: options.warmup * 1000,
      measureMs: options.seconds * 1000,
      acknowledgedFile,
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
async function warmDatabase(
  options: Options,
  data: string,
  acknowledgedFile: string,
  report: Report,
): Promise<void> {
  report('a first start, to fill the shop')
  const platform = await openPlatform({ ...options, profile: undefined }, data, report)
  const driver = await startDriver()
  try {
    const shop = await openShop(platform.url, report)
    const tokens = await shop.tokens()
    const run = await driver.run({
      host: platform.host,
      port: platform.port,
      pace: { kind: 'closed', clients: FIRST_ORDERS_CLIENTS },
      warmupMs: 0,
      measureMs: FIRST_ORDERS_SECONDS * 1000,
      work: { kind: 'orders', tokens, products: shop.productIds, keyPrefix: `first-${Date.now()}` },
      acknowledgedFile,
    })
    report([`${run.goodEver.toLocaleString('en')} first orders`, ...run.complaints].join('; '))
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
  const { platform, acknowledgedFile } = bench
  const { adminUrl } = platform
  const before = await books?.count()
  const cases = await runCases(options, bench, books, report)
  cases.add(memoryOf(platform))
  const exactness = books && before ? compareCounts(bench.confirmed, before, await books.count()) : undefined
  const verified =
    adminUrl === undefined ? undefined : await runVerify({ ...platform, adminUrl, acknowledgedFile })
  const limit = await limitLinesOf(options, platform, report)
  if (options.only.has('start')) cases.add(await measureStarts(options, folder, report))

  const figures = cases.figures()
  report(`\n${asTable(figures)}\n`)
  for (const { name, says, ordersPerSecond } of limit.lines)
    report(`limit line, ${name}: ${Math.round(ordersPerSecond)} orders/s (${says})`)
  if (limit.none !== undefined) report(`limit line: not measured, ${limit.none}`)
  for (const line of exactness?.lines ?? []) report(line)
  report(`\n${verified?.text ?? 'not verified: without --admin-url nothing can be read'}`)
  for (const complaint of bench.complaints.slice(0, COMPLAINTS_SHOWN_MAX))
    report(`answered otherwise: ${complaint}`)
  const others = cases.othersCores()
  if (others > OTHERS_CORES_MAX)
    report(`others used ${others.toFixed(2)} cores meanwhile: the rates are not about the platform`)

  if (options.save) {
    saveDocument(
      {
        ...options,
        figures,
        limitLines: limit.lines,
        noLimitLine: limit.none,
        postgres: platform.postgresVersion,
        command: 'npm run bench -- --save',
        exactness: exactness?.lines ?? [],
        verified: verified?.text ?? '',
        othersCores: others,
      },
      new Date(),
    )
    report('written: docs/performance.md')
  }
  return missed(figures) === 0 && exactness?.exact !== false && verified?.holds !== false ? 0 : 1
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
