/** The routes by which people put products on sale, change them, and take them off. */
import type { catalog } from '@rialto/contracts/catalog'
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call, type Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { archive, archivedPage, restore } from '../archive/archive.ts'
import { availableIn, productView, type Product } from '../domain.ts'
import { etagOf } from '../memory/answer.ts'
import { answerOf } from '../memory/memory.ts'
import type { Shop } from '../shop.ts'
import { addProducts } from './add.ts'
import { changeProducts, productToChange, unknownProduct } from './change.ts'
import { referenceTaken } from './claim.ts'
import { draftOf, piecesOf, replacementOf, wishOf, type PatchBody, type Pieces, type Wish } from './draft.ts'

type Routes = Service<typeof catalog>

export function createRoute(shop: Shop): Pick<Routes, 'create'> {
  const { needs, stock, currency, now, changed } = shop
  const { db, ids } = needs
  return {
    create: async ({ body }, call) => {
      checkMayCreate(shop, call)
      const draft = draftOf(body, { id: ids.next('prod'), now: now(), currency })
      const answer = await once(db, call, 201, async (tx) => {
        const [added] = await addProducts(tx, ids, [draft], draft.createdAt)
        if (!added) throw referenceTaken(draft.id)
        await changed(tx, [draft.id], 'assortment')
        return productView(added.product, availableIn(added.levels))
      })
      await stock.receiveNow([draft.id], call)
      return madeAnswer(answer)
    },
  }
}

/** Where the new product is, and the tag that a first change may name. */
function madeAnswer({ text, status, headers }: Answer): Answer {
  const { id } = JSON.parse(text) as { id: string }
  return Answer.ofText(text, status, {
    ...headers,
    location: `/api/v1/products/${id}`,
    etag: etagOf(text, 1),
  })
}

function checkMayCreate({ anyUserMayCreate }: Shop, { caller }: Call): void {
  if (caller.kind !== 'user' || anyUserMayCreate || permits(caller.roles, 'products:write')) return
  throw new Problem('forbidden', { detail: 'This needs the permission products:write.' })
}

type Changes = Pick<Routes, 'patch' | 'put' | 'archive' | 'restore' | 'archived'>
type Asked = { readonly params: { readonly id: string }; readonly body: PatchBody }

export function changeRoutes(shop: Shop): Changes {
  const { needs, stock, now, changed } = shop
  const { db, ids } = needs

  async function change({ params, body }: Asked, call: Call, read: (product: Product) => Wish) {
    const { id, pieces } = await db.transaction(async (tx) => {
      const product = await productToChange(tx, params.id, call.ifMatch)
      const wish = read(product)
      const first = piecesOf(product.sku, wish.variants ?? product.variants, body, undefined)
      const done = await changeProducts(tx, ids, [{ product, wish, stock: first }], now())
      await changed(tx, done.changedIds, wish.category === undefined ? 'product' : 'assortment')
      return { id: product.id, pieces: first }
    })
    await setStock(pieces, id, body, call)
    return readAnew(shop, id)
  }

  /** Stock is inventory’s: asked for after the commit, and asked again it changes nothing. */
  async function setStock(pieces: Pieces, id: string, body: PatchBody, call: Call): Promise<void> {
    if (body.variants) await stock.receiveNow([id], call)
    for (const [sku, quantity] of pieces) await stock.set(sku, quantity, call)
  }

  return {
    patch: (asked, call) => change(asked, call, ({ currency }) => wishOf(asked.body, currency)),
    put: (asked, call) => change(asked, call, ({ currency }) => replacementOf(asked.body, currency)),
    archive: async ({ params: { id: reference } }, call) =>
      db.transaction(async (tx) => {
        const { product, archivedAt, isNew } = await archive(tx, reference, call.ifMatch, now())
        if (isNew) await changed(tx, [product.id], 'assortment')
        const { id, sku } = product
        return { id, sku, archived: true as const, archivedAt: archivedAt.toISOString() }
      }),
    restore: async ({ params: { id: reference } }, call) => {
      const { id } = await db.transaction(async (tx) => {
        const restored = await restore(tx, reference, call.ifMatch, now())
        if (restored.isNew) await changed(tx, [restored.id], 'assortment')
        return restored
      })
      return readAnew(shop, id)
    },
    archived: ({ query: { cursor, limit = LIST_LIMIT_DEFAULT } }) => archivedPage(db.relaxed, cursor, limit),
  }
}

/** What a change answers: the product as everybody now sees it, with the tag for the next change. */
async function readAnew({ memory }: Shop, id: string): Promise<Answer> {
  const page = await memory.pages.read(id)
  if (!page) throw unknownProduct(id)
  const { text, status, headers } = answerOf(page)
  return Answer.ofText(text, status, { etag: headers['etag'] ?? '' })
}
