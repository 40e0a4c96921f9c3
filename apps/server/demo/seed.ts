/** Fills the demo shop through the services' own doors. Doing it again changes nothing. */
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
  await platform.client(catalog, 'demo').importProducts({ body: { products: [...DEMO_PRODUCTS] } }, call)
}
