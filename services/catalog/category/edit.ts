/** The routes by which staff shape the tree of categories. */
import type { catalog } from '@rialto/contracts/catalog'
import { Answer, type Service } from '@rialto/kernel/contract/contract'
import { once } from '@rialto/kernel/idempotency/idempotency'
import type { Tx } from '@rialto/kernel/sql/database'
import { etagOf } from '../memory/answer.ts'
import type { Shop } from '../shop.ts'
import { categoryView, countBelow, createCategory, patchCategory, removeCategory } from './change.ts'
import { countedCategories, type CategoryRow } from './store.ts'

type Routes = Pick<Service<typeof catalog>, 'createCategory' | 'patchCategory' | 'removeCategory'>

export function categoryRoutes({ needs: { db, ids }, now, treeChanged }: Shop): Routes {
  const shown = async (tx: Tx, category: CategoryRow) =>
    categoryView(category, countBelow(await countedCategories(tx), category.id))
  return {
    createCategory: async ({ body }, call) => {
      const answer = await once(db, call, 201, async (tx) => {
        const made = await createCategory(tx, ids, body, now())
        await treeChanged(tx, made.id)
        return shown(tx, made)
      })
      const { id } = JSON.parse(answer.text) as { id: string }
      return tagged(answer, 1, { location: `/api/v1/categories/${id}` })
    },
    patchCategory: async ({ params, body }, call) =>
      db.transaction(async (tx) => {
        const { category, isNew } = await patchCategory(tx, params.category, body, call.ifMatch)
        if (isNew) await treeChanged(tx, category.id)
        return tagged(Answer.of(await shown(tx, category)), category.version)
      }),
    removeCategory: async ({ params }, call) =>
      db.transaction(async (tx) => {
        const id = await removeCategory(tx, params.category, call.ifMatch)
        await treeChanged(tx, id)
        return { id, removed: true as const }
      }),
  }
}

function tagged(
  { text, status, headers }: Answer,
  version: number,
  more: Record<string, string> = {},
): Answer {
  return Answer.ofText(text, status, { ...headers, ...more, etag: etagOf(text, version) })
}
