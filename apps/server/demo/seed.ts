/** Fills the demo shop through the services' own doors. What is there already stays as the merchant left it. */
import { catalog } from '@rialto/contracts/catalog'
import { identity } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Platform } from '../platform.ts'
import { DEMO_PRODUCTS } from './products.ts'

const SEED_MS = 60_000

export async function seedDemo(platform: Platform, { ids, clock }: Ports): Promise<void> {
  const call: Call = {
    caller: { kind: 'service', name: 'demo' },
    requestId: ids.next('req'),
    deadline: clock.now() + SEED_MS,
  }
  await platform.client(identity, 'demo').seedAccounts({}, call)
  const shop = platform.client(catalog, 'demo')
  const { offers } = await shop.offers({ body: { references: DEMO_PRODUCTS.map(({ id }) => id) } }, call)
  const missing = DEMO_PRODUCTS.filter((_, i) => offers[i] === null)
  if (missing.length > 0) await shop.importProducts({ body: { products: missing } }, call)
}
