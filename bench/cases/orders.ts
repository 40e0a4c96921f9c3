/** Orders: two lines each, paid by card, confirmed; random SKUs, or one hot SKU in all of them. */
import type { BARS } from '../bars.ts'
import { measureRun, type Bench, type Run } from '../measure.ts'

export type FigureName = keyof typeof BARS
export type Figures = Partial<Record<FigureName, number>>

type OrderCase = { readonly clients: number; readonly hot?: boolean; readonly figures: (run: Run) => Figures }

export const ORDER_CASES = {
  orders: {
    clients: 64,
    figures: (run) => ({
      orders: run.perSecond,
      ordersP50: run.p50Ms,
      ordersP99: run.p99Ms,
      cpuPerOrder: (run.nodeCpuMs + run.postgresCpuMs) / run.good,
      nodeCpuPerOrder: run.nodeCpuMs / run.good,
      postgresCpuPerOrder: run.postgresCpuMs / run.good,
    }),
  },
  hot: { clients: 64, hot: true, figures: ({ perSecond, p99Ms }) => ({ hot: perSecond, hotP99: p99Ms }) },
  'orders-256': { clients: 256, figures: ({ perSecond, p99Ms }) => ({ many: perSecond, manyP99: p99Ms }) },
  'orders-1': { clients: 1, figures: ({ perSecond, p50Ms }) => ({ lone: perSecond, loneP50: p50Ms }) },
} satisfies Record<string, OrderCase>

let jobs = 0

/** Another hot SKU each run, so that none sells out however long the bench runs. */
export async function runOrders(
  bench: Bench,
  { clients, hot, figures }: OrderCase,
): Promise<{ figures: Figures; run: Run }> {
  const { productIds } = bench.shop
  jobs += 1
  const run = await measureRun(bench, {
    pace: { kind: 'closed', clients },
    work: {
      kind: 'orders',
      tokens: await bench.shop.tokens(),
      products: productIds,
      keyPrefix: `bench-${Date.now()}-${jobs}`,
      ...(hot ? { hot: productIds[jobs % productIds.length] as string } : {}),
    },
  })
  return { figures: figures(run), run }
}
