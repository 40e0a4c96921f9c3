/** What search does when the catalogue speaks: it notes what to read anew, and reads it after the commit. */
import { catalog } from '@rialto/contracts/catalog'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Tx } from '@rialto/kernel/sql/database'
import { note } from './feed/store.ts'

const PRODUCT_EVENTS = [
  'product_created',
  'product_updated',
  'product_archived',
  'product_restored',
  'availability_changed',
] as const

export const LISTENS = [...PRODUCT_EVENTS, 'category_changed'].map((name) => `${catalog.name}.${name}`)

export function searchReactions(wake: () => void): readonly Reaction[] {
  const noting = async (tx: Tx, kind: 'product' | 'category', keys: readonly string[]) => {
    await note(tx, kind, keys)
    tx.afterCommit(wake)
  }
  return [
    ...PRODUCT_EVENTS.map((name) =>
      on(catalog, name, (events, tx) =>
        noting(
          tx,
          'product',
          events.map(({ data }) => data.productId),
        ),
      ),
    ),
    on(catalog, 'category_changed', (events, tx) =>
      noting(
        tx,
        'category',
        events.map(({ data }) => data.categoryId),
      ),
    ),
  ]
}
