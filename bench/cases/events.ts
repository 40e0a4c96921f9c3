/** How late events are: 500 orders a second, whatever comes back, and how long until everybody has heard of each. */
import { readFileSync } from 'node:fs'
import type { Books } from '../books.ts'
import { measureRun, type Bench, type Run } from '../measure.ts'
import { added, percentileEdge, readHistogram } from '../meters/prometheus.ts'
import { openHistogram } from '../driver/histogram.ts'
import type { Figures } from './orders.ts'

const ORDERS_PER_SECOND = 500
const CONNECTIONS = 128
const LOOK_EVERY_MS = 4
const MS_PER_SECOND = 1000
const LAST_MAIL_MS_MAX = 5_000
const LAG = 'rialto_event_lag_seconds'

export async function runEvents(
  bench: Bench,
  books: Books,
): Promise<{ figures: Figures; run: Run; note: string }> {
  const before = readHistogram(await metricsPage(bench), LAG, 'consumer')
  const seen = new Map<string, number>()
  const answered = readFileSync(bench.acknowledgedFile, { encoding: 'utf8', flag: 'a+' }).length
  const watching = watchMails(books, seen)
  const run = await measureRun(bench, {
    pace: { kind: 'open', perSecond: ORDERS_PER_SECOND, connections: CONNECTIONS },
    work: {
      kind: 'orders',
      tokens: await bench.shop.tokens(),
      products: bench.shop.productIds,
      keyPrefix: `events-${Date.now()}`,
    },
  })
  const lines = readFileSync(bench.acknowledgedFile, 'utf8').slice(answered).trim().split('\n')
  await watching.stop(run.goodEver)
  const after = readHistogram(await metricsPage(bench), LAG, 'consumer')

  // The slowest consumer of all counts; a batch is counted by its oldest event.
  const lags = [...after].map(([consumer, buckets]) => ({
    consumer,
    p99: percentileEdge(added(before.get(consumer), buckets), 0.99) * MS_PER_SECOND,
  }))
  const slowest = lags.filter(({ p99 }) => !Number.isNaN(p99)).toSorted((a, b) => b.p99 - a.p99)
  const mails = openHistogram()
  for (const line of lines) {
    const [id = '', , at] = line.split('\t')
    const visible = seen.get(id)
    if (visible !== undefined) mails.record((visible - Number(at)) * MS_PER_SECOND)
  }
  return {
    figures: { eventLag: slowest[0]?.p99 ?? Number.NaN, mailLag: mails.percentileMs(0.99) },
    run,
    note: slowest.map(({ consumer, p99 }) => `${consumer} ≤ ${p99} ms`).join(', '),
  }
}

/** Notes when each mail could first be seen; the reading itself costs less than one order in a hundred. */
function watchMails(books: Books, seen: Map<string, number>) {
  let until = Number.POSITIVE_INFINITY
  let wanted = Number.POSITIVE_INFINITY
  const finished = (async () => {
    while (seen.size < wanted && performance.now() < until) {
      const last = await books.lastMails()
      const now = Date.now()
      for (const id of last) if (!seen.has(id)) seen.set(id, now)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  })()
  return {
    stop: async (count: number) => {
      wanted = count
      until = performance.now() + LAST_MAIL_MS_MAX
      await finished
    },
  }
}

async function metricsPage({ platform, shop }: Bench): Promise<string> {
  const response = await fetch(`${platform.url}/metrics`, {
    headers: { authorization: `Bearer ${await shop.adminToken()}` },
  })
  if (!response.ok) throw new Error(`GET /metrics answered ${response.status}`)
  return response.text()
}
