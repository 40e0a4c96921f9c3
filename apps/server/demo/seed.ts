/** Fills the demo shop through the services' own doors. What is there already stays as the merchant left it. */
import { catalog, type ImportedProduct } from '@rialto/contracts/catalog'
import { identity } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Platform } from '../platform.ts'
import { DEMO_PRODUCTS } from './products.ts'

const SEED_MS = 60_000

/** Gives how many products were new. */
export async function seedDemo(
  platform: Platform,
  { ids, clock }: Ports,
  products: readonly ImportedProduct[] = DEMO_PRODUCTS,
): Promise<{ made: number }> {
  const call: Call = {
    caller: { kind: 'service', name: 'demo' },
    requestId: ids.next('req'),
    deadline: clock.now() + SEED_MS,
  }
  await platform.client(identity, 'demo').seedAccounts({}, call)
  const shop = platform.client(catalog, 'demo')
  const { offers } = await shop.offers({ body: { references: products.map(({ id }) => id) } }, call)
  const missing = products.filter((_, i) => offers[i] === null)
  if (missing.length === 0) return { made: 0 }
  const { created } = await shop.importProducts({ body: { products: [...missing] } }, call)
  return { made: created }
}
