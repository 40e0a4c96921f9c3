/** Filling carts: 64 people, each putting one of eight products into their own cart. */
import { measureRun, type Bench, type Run } from '../measure.ts'
import { asker } from '../shop.ts'
import type { Figures } from './orders.ts'

const CLIENTS = 64

export async function runCart(bench: Bench): Promise<{ figures: Figures; run: Run }> {
  const tokens = (await bench.shop.tokens()).slice(0, CLIENTS)
  const ask = asker(bench.platform.url)
  // What the run before put in would count towards what a cart may hold.
  for (const token of tokens) await ask('DELETE', '/cart', undefined, { token })
  const run = await measureRun(bench, {
    pace: { kind: 'closed', clients: CLIENTS },
    work: { kind: 'cart', tokens, products: bench.shop.productIds },
  })
  return { figures: { cart: run.perSecond, cartP99: run.p99Ms }, run }
}
