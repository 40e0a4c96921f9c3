/** Searching: as many products as asked for, and questions of which hardly any is asked twice. */
import { measureRun, type Bench, type Run } from '../measure.ts'
import type { Figures } from '../cases/orders.ts'
import { asker, inParallel, type Ask } from '../shop.ts'
import { goods, question } from './goods.ts'

const PREFIX = 'goods'
const CLIENTS = 8
/** Drawn anew for each run, so that no run is answered from the memory of the one before. */
const QUESTIONS = 20_000
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

function paths(): string[] {
  runs += 1
  return Array.from(
    { length: QUESTIONS },
    (_, i) => `/api/v1/search?q=${encodeURIComponent(question(runs * QUESTIONS + i))}`,
  )
}

export async function runSearch(bench: Bench): Promise<{ figures: Figures; run: Run }> {
  const lone = await measureRun(bench, {
    pace: { kind: 'closed', clients: 1 },
    work: { kind: 'get', paths: paths() },
  })
  const run = await measureRun(bench, {
    pace: { kind: 'closed', clients: CLIENTS },
    work: { kind: 'get', paths: paths() },
  })
  const figures = {
    searchLoneP50: lone.p50Ms,
    search: run.perSecond,
    searchP99: run.p99Ms,
    searchCpu: (run.nodeCpuMs + run.postgresCpuMs) / run.good,
    searchFresh: await freshness(bench),
  }
  return { figures, run }
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
    await ask('PATCH', `/products/${goods(i, PREFIX).id}`, { name: `${goods(i).name} ${word}` }, { token })
    const from = performance.now()
    for (;;) {
      const { total } = await ask<{ total: number }>('GET', `/search?q=%22${word}%22`)
      const ms = performance.now() - from
      if (total > 0 || ms > FRESH_MS_MAX) {
        slowest = Math.max(slowest, ms)
        break
      }
    }
  }
  return slowest
}
