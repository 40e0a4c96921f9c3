/** Tells inventory what its SKUs are called: people look for stock by the names of the goods. */
import type { InventoryClient } from '@rialto/contracts/inventory'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import { soldVariants, variantName } from '../variant/domain.ts'
import { forgetTold, namesToTell } from './store.ts'

/** With as many variants as a product has at most, one message holds them all. */
const PRODUCTS_PER_BITE_MAX = 100
const ANSWER_WITHIN_MS = 5_000

export function openLabels({
  db,
  inventory,
  clock,
  ids,
}: {
  readonly db: Sql
  readonly inventory: InventoryClient
  readonly clock: Clock
  readonly ids: Ids
}) {
  const ownCall = (): Call => ({
    caller: { kind: 'service', name: 'catalog' },
    requestId: ids.next('req'),
    deadline: clock.now() + ANSWER_WITHIN_MS,
  })
  return {
    /** Told twice is told once, so a crash between the two lines costs nothing. */
    async tell(): Promise<{ more: boolean }> {
      const named = await namesToTell(db, PRODUCTS_PER_BITE_MAX)
      if (named.length === 0) return { more: false }
      const labels = named.flatMap((product) =>
        soldVariants(product).map((variant) => ({
          sku: variant.sku,
          name: variantName(product.name, variant),
          version: product.version,
        })),
      )
      await inventory.label({ body: { labels } }, ownCall())
      await forgetTold(db, named)
      return { more: named.length === PRODUCTS_PER_BITE_MAX }
    },
  }
}
