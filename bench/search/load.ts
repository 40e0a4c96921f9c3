/**
 * Searching: as many products as asked for; questions as people ask them, a few very often and most of them seldom
 * (Zipf), and beside it questions of which hardly any is asked twice.
 */
import { measureRun, type Bench, type Run } from '../measure.ts'
import type { Figures } from '../cases/orders.ts'
import { asker, inParallel, type Ask } from '../shop.ts'
import { goods, question } from './goods.ts'

const PREFIX = 'goods'
const CLIENTS = 8
/** Drawn anew for each run, so that no run is answered from the memory of the one before. */
const QUESTIONS = 20_000
/** What people ask at all, of which the nth is asked in proportion to 1/n. */
const ASKED = 5_000
const INDEXED_MS_MAX = 10 * 60_000
const LOOK_EVERY_MS = 500
const FRESH_TRIES = 5
const FRESH_MS_MAX = 10_000
const PROGRESS_EVERY = 10_000

type Index = { readonly state: string; readonly documents: number }

let runs = 0

/** Puts what is missing on sale, and waits until all of it is found. */
export async function fillSearch(
  bench: Bench,
  products: number,
  report: (line: string) => void,
): Promise<void> {
  const ask = asker(bench.platform.url, FRESH_TRIES)
  const last = goods(products - 1, PREFIX)
  const token = await bench.shop.adminToken()
  if ((await ask('GET', `/products/${last.id}`, undefined, { orElse: 404 })) === undefined) {
    report(`putting ${products.toLocaleString('en')} products on sale, for search`)
    const numbers = Array.from({ length: products }, (_, number) => number)
    for (let from = 0; from < products; from += PROGRESS_EVERY) {
      const renewed = await bench.shop.adminToken()
      await inParallel(numbers.slice(from, from + PROGRESS_EVERY), (number) => put(ask, renewed, number))
    }
  }
  const givenUpAt = performance.now() + INDEXED_MS_MAX
  for (;;) {
    const { documents, state } = await ask<Index>('GET', '/search/index', undefined, { token })
    if (state === 'ready' && documents >= products) return
    if (performance.now() > givenUpAt)
      throw new Error(`search found ${documents} of ${products} products in time`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

async function put(ask: Ask, token: string, number: number): Promise<void> {
  const { price, createdAt: _made, ...product } = goods(number, PREFIX)
  await ask('POST', '/products', { ...product, price: price / 100 }, { token, orElse: 409 })
}

/** Of goods.ts, from where the last run ended. */
function questions(count: number): string[] {
  runs += 1
  return Array.from(
    { length: count },
    (_, i) => `/api/v1/search?q=${encodeURIComponent(question(runs * QUESTIONS + i))}`,
  )
}

/** The driver draws from these evenly: what is asked more often stands there more often. */
function asPeopleAsk(): string[] {
  const asked = questions(ASKED)
  const times = QUESTIONS / asked.reduce((sum, _, i) => sum + 1 / (i + 1), 0)
  return asked.flatMap((path, i) => Array.from({ length: Math.round(times / (i + 1)) || i % 2 }, () => path))
}

export async function runSearch(bench: Bench): Promise<{ figures: Figures; run: Run }> {
  const lone = await measureRun(bench, {
    pace: { kind: 'closed', clients: 1 },
    work: { kind: 'get', paths: questions(QUESTIONS) },
  })
  const uncached = await measureRun(bench, {
    pace: { kind: 'closed', clients: CLIENTS },
    work: { kind: 'get', paths: questions(QUESTIONS) },
  })
  const run = await measureRun(bench, {
    pace: { kind: 'closed', clients: CLIENTS },
    work: { kind: 'get', paths: asPeopleAsk() },
  })
  const figures = {
    searchLoneP50: lone.p50Ms,
    search: run.perSecond,
    searchP99: run.p99Ms,
    searchCpu: cpuPerSearch(run),
    searchUncached: uncached.perSecond,
    searchUncachedP99: uncached.p99Ms,
    searchUncachedCpu: cpuPerSearch(uncached),
    searchFresh: await freshness(bench),
  }
  return { figures, run }
}

function cpuPerSearch({ nodeCpuMs, postgresCpuMs, good }: Run): number {
  return (nodeCpuMs + postgresCpuMs) / good
}

/** From the answer to a change until search shows it; the slowest of a few. */
async function freshness(bench: Bench): Promise<number> {
  const ask = asker(bench.platform.url, FRESH_TRIES)
  const token = await bench.shop.adminToken()
  let slowest = 0
  for (let i = 0; i < FRESH_TRIES; i += 1) {
    const word = `fresh${Date.now()
      .toString(36)
      .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`
    const { id, name, price } = goods(i, PREFIX)
    const changed = (price + 1 + i) / 100
    await ask('PATCH', `/products/${id}`, { name: `${name} ${word}`, price: changed }, { token })
    const from = performance.now()
    for (;;) {
      const { items } = await ask<{ items: { price: number }[] }>('GET', `/search?q=%22${word}%22`)
      const ms = performance.now() - from
      if (items[0]?.price === changed || ms > FRESH_MS_MAX) {
        slowest = Math.max(slowest, ms)
        break
      }
    }
  }
  return slowest
}
