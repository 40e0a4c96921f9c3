/** The catalogue: what is for sale, read from memory, changed by one transaction and one event. */
import { catalog } from '@rialto/contracts/catalog'
import { inventory } from '@rialto/contracts/inventory'
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call, type Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { forgetOldKeys, once } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Job, type Needs } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import { CHANGES_KEPT_MS, followChanges } from './change/follow.ts'
import { forgetChanges, noteProducts } from './change/store.ts'
import { isReference, productView, type StockLevel } from './domain.ts'
import { openPages } from './listing/pages.ts'
import { etagOf } from './memory/answer.ts'
import { answerOf, openMemory, type Memory } from './memory/memory.ts'
import { addProducts } from './product/add.ts'
import { archive, changeProducts, productToChange, unknownProduct } from './product/change.ts'
import { draftOf, importDraft, replacementOf, wishOf, type Wish } from './product/draft.ts'
import { importProducts } from './product/import.ts'
import { catalogReactions } from './reactions.ts'
import { snapshotRoutes } from './snapshot/snapshots.ts'
import { openStock, type CatalogStock } from './stock/levels.ts'

const RECEIVE_EVERY_MS = 2_000
const RECONCILE_EVERY_MS = 10 * 60_000
const FORGET_EVERY_MS = 30_000
const CHANGES_PER_SWEEP_MAX = 5_000

const USES = { inventory }

export type CatalogSettings = {
  /** The demo profile lets anybody who is signed in put products on sale, as the documents do. */
  readonly anyUserMayCreate?: boolean
  /** What a price is an amount of where nobody says it (ISO 4217). */
  readonly currency?: string
}

type CatalogNeeds = Needs<typeof USES>
type Routes = Service<typeof catalog>

/** What the routes share: the settings, the memory, and the transaction in which products change. */
type Shop = {
  readonly needs: CatalogNeeds
  readonly memory: Memory
  readonly stock: CatalogStock
  readonly currency: string
  readonly anyUserMayCreate: boolean
  readonly now: () => Date
  /** To be called in a transaction: notes what changed, and forgets it here once that is committed. */
  readonly changed: (tx: Tx, productIds: readonly string[]) => Promise<void>
}

export function catalogService({ anyUserMayCreate = false, currency = 'USD' }: CatalogSettings = {}) {
  return defineService({
    contract: catalog,
    uses: USES,
    listens: [`${inventory.name}.levels_changed`],
    migrations: new URL('./migrations/', import.meta.url),
    open: async (needs) => {
      const { db, clock, ids } = needs
      // Not the name of the process: it may be given to the next one.
      const writer = ids.next('wrt')
      const memory = openMemory(db.relaxed, clock)
      const following = await followChanges({ ...needs, db: db.relaxed, writer, memory })
      const onLevels = (levels: readonly StockLevel[]) => memory.restock(levels)
      const stock = openStock({ ...needs, inventory: needs.clients.inventory, writer, onLevels })
      const changed: Shop['changed'] = async (tx, productIds) => {
        if (productIds.length === 0) return
        await noteProducts(tx, writer, productIds)
        tx.afterCommit(() => {
          memory.forgetProducts(productIds)
          needs.wake()
        })
      }
      const shop: Shop = {
        needs,
        memory,
        stock,
        currency,
        anyUserMayCreate,
        changed,
        now: () => new Date(clock.now()),
      }
      return {
        routes: {
          ...readRoutes(shop),
          ...createRoute(shop),
          ...changeRoutes(shop),
          ...serviceRoutes(shop),
          ...snapshotRoutes(db.relaxed),
        },
        reactions: catalogReactions(writer, onLevels),
        jobs: jobsOf(needs, stock),
        close: () => following.stop(),
      }
    },
  })
}

function jobsOf({ db }: CatalogNeeds, stock: CatalogStock): Job[] {
  return [
    { name: 'receive-stock', everyMs: RECEIVE_EVERY_MS, run: () => stock.receiveLeft() },
    { name: 'reconcile-stock', everyMs: RECONCILE_EVERY_MS, run: () => stock.reconcile() },
    {
      name: 'forget-changes',
      everyMs: FORGET_EVERY_MS,
      run: () => forgetChanges(db.relaxed, CHANGES_KEPT_MS, CHANGES_PER_SWEEP_MAX),
    },
    { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(db) },
  ]
}

function readRoutes({
  needs: { db },
  memory,
  currency,
}: Shop): Pick<Routes, 'list' | 'get' | 'categories' | 'category'> {
  const pages = openPages({ db: db.relaxed, memory, currency })
  return {
    list: ({ query }) => pages.list(query),
    get: async ({ params: { id } }) => {
      const page = memory.pages.get(id) ?? (await memory.pages.read(id))
      if (!page) throw unknownProduct(id)
      return answerOf(page)
    },
    categories: pages.categories,
    category: ({ params, query }) => pages.category(params.category, query),
  }
}

function createRoute(shop: Shop): Pick<Routes, 'create'> {
  const { needs, stock, currency, now, changed } = shop
  const { db, ids } = needs
  return {
    create: async ({ body }, call) => {
      checkMayCreate(shop, call)
      const draft = draftOf(body, { id: ids.next('prod'), now: now(), currency })
      const answer = await once(db, call, 201, async (tx) => {
        const [added] = await addProducts(tx, ids, [draft], draft.createdAt)
        if (!added) throw new Error(`the id ${draft.id} was free and is not`)
        await changed(tx, [draft.id])
        return productView(added.product, added.available)
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

function changeRoutes({
  needs,
  memory,
  stock,
  now,
  changed,
}: Shop): Pick<Routes, 'patch' | 'put' | 'archive'> {
  const { db, ids } = needs
  type Asked = { readonly params: { readonly id: string }; readonly body: { readonly stock?: number } }

  async function change({ params, body }: Asked, call: Call, read: (currency: string) => Wish) {
    const { id, sku } = await db.transaction(async (tx) => {
      const product = await productToChange(tx, params.id, call.ifMatch)
      const { changedIds } = await changeProducts(tx, ids, [{ product, wish: read(product.currency) }], now())
      await changed(tx, changedIds)
      return product
    })
    if (body.stock !== undefined) await stock.set(sku, body.stock, call)
    const page = await memory.pages.read(id)
    if (!page) throw unknownProduct(id)
    const { text, status, headers } = answerOf(page)
    return Answer.ofText(text, status, { etag: headers['etag'] ?? '' })
  }

  return {
    patch: ({ params, body }, call) => change({ params, body }, call, (currency) => wishOf(body, currency)),
    put: ({ params, body }, call) =>
      change({ params, body }, call, (currency) => replacementOf(body, currency)),
    archive: async ({ params: { id: reference } }, call) =>
      db.transaction(async (tx) => {
        const { product, archivedAt, isNew } = await archive(tx, reference, call.ifMatch, now())
        if (isNew) await changed(tx, [product.id])
        const { id, sku } = product
        return { id, sku, archived: true as const, archivedAt: archivedAt.toISOString() }
      }),
  }
}

function serviceRoutes({
  needs,
  memory,
  stock,
  currency,
  now,
  changed,
}: Shop): Pick<Routes, 'offers' | 'importProducts'> {
  const { db, ids } = needs
  /** All that are asked for together and not in memory are read together. What cannot be a name is not looked for. */
  const offerNamed = async (reference: string) =>
    isReference(reference) ? memory.offers.read(reference) : undefined
  return {
    offers: async ({ body: { references } }) => {
      const known = references.map((reference) => memory.offers.get(reference))
      const found = known.every((offer) => offer !== undefined)
        ? known
        : await Promise.all(references.map(offerNamed))
      return { offers: found.map((offer) => offer ?? null) }
    },

    importProducts: async ({ body: { products } }, call) => {
      const drafts = products.map((product) => importDraft(product, now(), currency))
      const { created, updated, unchanged } = await db.transaction(async (tx) => {
        const imported = await importProducts(tx, ids, drafts, now())
        await changed(tx, [...imported.created, ...imported.updated])
        return imported
      })
      await stock.receiveNow(created, call)
      return { created: created.length, updated: updated.length, unchanged }
    },
  }
}
