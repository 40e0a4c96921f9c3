/** What the routes of the catalogue share. */
import type { inventory } from '@rialto/contracts/inventory'
import type { Needs } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Memory } from './memory/memory.ts'
import type { Pictures } from './pictures.ts'
import type { CatalogStock } from './stock/levels.ts'

export type CatalogNeeds = Needs<{ readonly inventory: typeof inventory }>

export type Shop = {
  readonly needs: CatalogNeeds
  readonly memory: Memory
  readonly stock: CatalogStock
  readonly currency: string
  readonly anyUserMayCreate: boolean
  readonly pictures: Pictures | undefined
  readonly now: () => Date
  /**
   * To be called in a transaction: notes what changed, and forgets it here once that is committed. The
   * assortment has changed where a product came, went or moved to another category.
   */
  readonly changed: (tx: Tx, productIds: readonly string[], what?: 'product' | 'assortment') => Promise<void>
  /** The same for the shape and the names of the tree, which every product shows. */
  readonly treeChanged: (tx: Tx, categoryId: string) => Promise<void>
}
