/** Reading the catalogue, beside what Fastify alone does with the same bytes: the two take turns in every run. */
import { startBaseline } from '../baseline/baseline.ts'
import { measureRun, type Bench, type Run } from '../measure.ts'
import type { Figures } from './orders.ts'

const CLIENTS = 64
/** As many different answers as the baseline keeps in memory; the platform may be asked for all of them, too. */
const PRODUCTS_READ = 500

export function productPaths(productIds: readonly string[]): string[] {
  return productIds.slice(0, PRODUCTS_READ).map((id) => `/api/v1/products/${id}`)
}

export const LIST_PATHS = ['/api/v1/products?limit=20']

export async function runCatalogue(
  bench: Bench,
  paths: readonly string[],
  figures: (perSecond: number, share: number) => Figures,
): Promise<{ figures: Figures; run: Run }> {
  const wish = { pace: { kind: 'closed', clients: CLIENTS }, work: { kind: 'get', paths } } as const
  const baseline = await startBaseline(bench.platform.url, paths)
  try {
    const raw = await measureRun(bench, { ...wish, port: baseline.port })
    const run = await measureRun(bench, wish)
    return { figures: figures(run.perSecond, run.perSecond / raw.perSecond), run }
  } finally {
    baseline.stop()
  }
}
