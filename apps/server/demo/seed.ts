/** Fills the demo shop through the services' own doors. What is there already stays as the merchant left it. */
import { catalog, type ImportedProduct } from '@rialto/contracts/catalog'
import { identity } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Platform } from '../platform.ts'
import { DEMO_PRODUCTS } from './products.ts'

const BATCH_MS_MAX = 60_000
/** As many as the catalogue takes at once. */
const PRODUCTS_PER_BATCH = 1_000

/** Gives how many products were new. */
export async function seedDemo(
  platform: Platform,
  ports: Ports,
  products: readonly ImportedProduct[] = DEMO_PRODUCTS,
  signal?: AbortSignal,
): Promise<{ made: number }> {
  await seedAccounts(platform, ports)
  return seedProducts(platform, ports, products, signal)
}

export async function seedAccounts(platform: Platform, ports: Ports): Promise<void> {
  await platform.client(identity, 'demo').seedAccounts({}, callOf(ports))
}

/** Gives how many were new. Once aborted it throws between two batches; what is in by then stays. */
export async function seedProducts(
  platform: Platform,
  ports: Ports,
  products: readonly ImportedProduct[],
  signal?: AbortSignal,
): Promise<{ made: number }> {
  const shop = platform.client(catalog, 'demo')
  let made = 0
  for (let from = 0; from < products.length; from += PRODUCTS_PER_BATCH) {
    signal?.throwIfAborted()
    const batch = products.slice(from, from + PRODUCTS_PER_BATCH)
    const call = callOf(ports)
    const { offers } = await shop.offers({ body: { references: batch.map(({ id }) => id) } }, call)
    const missing = batch.filter((_, i) => offers[i] === null)
    if (missing.length > 0) made += (await shop.importProducts({ body: { products: missing } }, call)).created
  }
  return { made }
}

function callOf({ ids, clock }: Ports): Call {
  return {
    caller: { kind: 'service', name: 'demo' },
    requestId: ids.next('req'),
    deadline: clock.now() + BATCH_MS_MAX,
  }
}
