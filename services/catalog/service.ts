/** The catalogue: what is for sale, read from memory, changed by one transaction and one event. */
import { catalog } from '@rialto/contracts/catalog'
import { inventory } from '@rialto/contracts/inventory'
import type { Service } from '@rialto/kernel/contract/contract'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Job } from '@rialto/kernel/service/service'
import { categoryRoutes } from './category/edit.ts'
import { CHANGES_KEPT_MS, followChanges } from './change/follow.ts'
import { openNews } from './change/news.ts'
import { forgetChanges, noteProducts, noteTree } from './change/store.ts'
import { isReference, type StockLevel } from './domain.ts'
import { openLabels } from './label/labels.ts'
import { askNames } from './label/store.ts'
import { openPages } from './listing/pages.ts'
import { checkMayList } from './listing/staff.ts'
import { answerOf, openMemory } from './memory/memory.ts'
import { mediaRoutes } from './picture/edit.ts'
import type { Pictures } from './pictures.ts'
import { bulkRoute } from './product/bulk.ts'
import { unknownProduct } from './product/change.ts'
import { importDraft } from './product/draft.ts'
import { changeRoutes, createRoute } from './product/edit.ts'
import { importProducts } from './product/import.ts'
import { lookAtTables } from './product/store.ts'
import { catalogReactions } from './reactions.ts'
import type { CatalogNeeds, Shop } from './shop.ts'
import { snapshotRoutes } from './snapshot/snapshots.ts'
import { openStock, type CatalogStock } from './stock/levels.ts'
import { offerNamed, type OfferSheet } from './variant/offer.ts'

const RECEIVE_EVERY_MS = 2_000
/** So long after a change people may still find its stock by the old name. */
const TELL_EVERY_MS = 2_000
const RECONCILE_EVERY_MS = 10 * 60_000
const FORGET_EVERY_MS = 30_000
const CHANGES_PER_SWEEP_MAX = 5_000

/** The database plans by what it last saw; by itself it looks a minute later, and a whole catalogue comes in less. */
const PRODUCTS_UNSEEN_MAX = 5_000

const USES = { inventory }

export type CatalogSettings = {
  /** The demo profile lets anybody who is signed in put products on sale, as the documents do. */
  readonly anyUserMayCreate?: boolean
  /** What a price is an amount of where nobody says it (ISO 4217). */
  readonly currency?: string
  /** Where pictures are kept and what makes them; without, none can be uploaded. */
  readonly pictures?: Pictures
}

type Routes = Service<typeof catalog>

export function catalogService({
  anyUserMayCreate = false,
  currency = 'USD',
  pictures,
}: CatalogSettings = {}) {
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
      const news = openNews({ ...needs, db: db.relaxed })
      const following = await followChanges({
        ...needs,
        db: db.relaxed,
        writer,
        memory,
        onNews: () => news.ring(),
      })
      const onLevels = (levels: readonly StockLevel[]) => memory.restock(levels)
      const onTurns = () => {
        news.ring()
        needs.wake()
      }
      const stock = openStock({ ...needs, inventory: needs.clients.inventory, writer, onLevels, onTurns })
      const treeChanged: Shop['treeChanged'] = async (tx, categoryId) => {
        await noteTree(tx, writer, categoryId)
        tx.afterCommit(() => {
          memory.clear()
          news.ring()
          needs.wake()
        })
      }
      const changed: Shop['changed'] = async (tx, productIds, what = 'product') => {
        if (productIds.length === 0) return
        await noteProducts(tx, writer, what, productIds)
        await askNames(tx, productIds)
        tx.afterCommit(() => {
          memory.forgetProducts(productIds)
          news.ring()
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
        treeChanged,
        pictures,
        now: () => new Date(clock.now()),
      }
      return {
        routes: {
          ...readRoutes(shop),
          ...createRoute(shop),
          ...changeRoutes(shop),
          ...bulkRoute(shop),
          ...categoryRoutes(shop),
          ...mediaRoutes(shop),
          ...serviceRoutes(shop),
          ...snapshotRoutes(db.relaxed),
          news: ({ body: { since, waitMs } }) => news.since(since, waitMs),
        },
        reactions: catalogReactions(writer, onLevels, onTurns),
        jobs: jobsOf(
          needs,
          stock,
          openLabels({ ...needs, db: db.relaxed, inventory: needs.clients.inventory }),
        ),
        close: () => following.stop(),
      }
    },
  })
}

function jobsOf({ db }: CatalogNeeds, stock: CatalogStock, labels: ReturnType<typeof openLabels>): Job[] {
  return [
    { name: 'tell-names', everyMs: TELL_EVERY_MS, run: () => labels.tell() },
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
}: Shop): Pick<Routes, 'list' | 'get' | 'related' | 'categories' | 'category' | 'brands'> {
  const pages = openPages({ db: db.relaxed, memory, currency })
  return {
    list: ({ query }, call) => {
      checkMayList(query, call)
      return pages.list(query)
    },
    get: async ({ params: { id } }) => {
      const page = memory.pages.get(id) ?? (await memory.pages.read(id))
      if (!page) throw unknownProduct(id)
      return answerOf(page)
    },
    related: ({ params: { id }, query: { limit } }) => pages.related(id, limit),
    categories: pages.categories,
    brands: ({ query }) => pages.brands(query),
    category: ({ params, query }, call) => {
      checkMayList(query, call)
      return pages.category(params.category, query)
    },
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
  /** Imported since the database last looked at how much there is. */
  let unseen = 0
  /** All that are asked for together and not in memory are read together. What cannot be a name is not looked for. */
  const readSheet = async (reference: string) =>
    isReference(reference) ? memory.offers.read(reference) : undefined
  const offerIn = (sheet: OfferSheet | undefined, reference: string) =>
    sheet ? offerNamed(sheet, reference) : null
  return {
    offers: async ({ body: { references } }) => {
      const known = references.map((reference) => memory.offers.get(reference))
      const sheets = known.every((sheet) => sheet !== undefined)
        ? known
        : await Promise.all(references.map(readSheet))
      return { offers: references.map((reference, i) => offerIn(sheets[i], reference)) }
    },

    importProducts: async ({ body: { products } }, call) => {
      const drafts = products.map((product) => importDraft(product, now(), currency))
      const { created, updated, unchanged } = await db.transaction(async (tx) => {
        const imported = await importProducts(tx, ids, drafts, now())
        await changed(tx, [...imported.created, ...imported.updated], 'assortment')
        return imported
      })
      await stock.receiveNow(created, call)
      unseen += created.length
      if (unseen >= PRODUCTS_UNSEEN_MAX) {
        unseen = 0
        await lookAtTables(db.relaxed)
      }
      return { created: created.length, updated: updated.length, unchanged }
    },
  }
}
