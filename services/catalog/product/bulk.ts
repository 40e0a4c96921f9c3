/** Price and stock of many products: all prices in one transaction, each product done or refused by itself. */
import { catalog, type BulkResult, type ProductView } from '@rialto/contracts/catalog'
import { Answer, type Call, type Input } from '@rialto/kernel/contract/contract'
import { Problem, problemBody } from '@rialto/kernel/contract/problem'
import { callerKey, claimKey, completeKey, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import { toMinor } from '@rialto/kernel/money/money'
import type { Tx } from '@rialto/kernel/sql/database'
import { answerOf } from '../memory/memory.ts'
import type { Shop } from '../shop.ts'
import { priceOf } from '../variant/domain.ts'
import { changeProducts, checkVersion, unknownProduct, type Wished } from './change.ts'
import { piecesOf, settled, wishOf, type Wish } from './draft.ts'
import { lockNamed, readProducts, type ProductRow } from './store.ts'

type BulkItem = Input<(typeof catalog)['routes']['bulk']>['body']['items'][number]
type Asked = { readonly body: { readonly items: readonly BulkItem[] } }

/** What becomes of an item: refused, or a product by its id, with the stock to set by SKU. */
type Decided =
  { readonly refusal: Problem } | { readonly id: string; readonly stock: ReadonlyMap<string, number> }

export function bulkRoute(shop: Shop) {
  const { db } = shop.needs
  return {
    bulk: async ({ body: { items } }: Asked, call: Call): Promise<Answer> => {
      const earlier = await db.transaction((tx) => claimKey(tx, call))
      if (earlier) return earlier
      try {
        const text = JSON.stringify({ items: await changeEach(shop, items, call) })
        if (call.idempotencyKey !== undefined)
          await completeKey(db, callerKey(call.caller), call.idempotencyKey, 200, text)
        return Answer.ofText(text)
      } catch (error) {
        // Prices and stock are set, not added to: what was done of it may be asked for again.
        if (error instanceof Problem) await releaseKey(db, call)
        throw error
      }
    },
  }
}

async function changeEach(shop: Shop, items: readonly BulkItem[], call: Call): Promise<BulkResult[]> {
  const { needs, stock, memory } = shop
  const decided = await needs.db.transaction((tx) => changePrices(tx, shop, items))
  const wanted = new Map(decided.flatMap((one) => ('refusal' in one ? [] : [...one.stock])))
  const refused = wanted.size === 0 ? new Map<string, Problem>() : await stock.setEach(wanted, call)
  return Promise.all(
    decided.map(async (one, i): Promise<BulkResult> => {
      const { id } = items[i] as BulkItem
      if ('refusal' in one) return { id, ok: false, problem: shown(one.refusal) }
      const refusal = [...one.stock.keys()].map((sku) => refused.get(sku)).find((each) => each !== undefined)
      const page = await memory.pages.read(one.id)
      return {
        id,
        ok: refusal === undefined,
        ...(page ? { product: answerOf(page).body as ProductView } : {}),
        ...(refusal ? { problem: shown(refusal) } : {}),
      }
    }),
  )
}

async function changePrices(
  tx: Tx,
  { needs, now, changed }: Shop,
  items: readonly BulkItem[],
): Promise<Decided[]> {
  const idOf = await lockNamed(
    tx,
    items.map(({ id }) => id),
  )
  const rows = new Map((await readProducts(tx, [...new Set(idOf.values())])).map((row) => [row.id, row]))
  const wishes: Wished<ProductRow>[] = []
  const seen = new Set<string>()
  const decided = items.map((item): Decided => {
    try {
      const product = rows.get(idOf.get(item.id) ?? '')
      if (!product || product.archivedAt !== null) throw unknownProduct(item.id)
      if (seen.has(product.id)) throw namedTwice(item.id)
      checkVersion(product, item.ifMatch)
      checkVariants(product, item)
      const pieces = piecesOf(product.sku, product.variants, item, undefined)
      const wish = priceWish(product, item)
      if (wish) wishes.push({ product, wish })
      seen.add(product.id)
      return { id: product.id, stock: pieces }
    } catch (error) {
      if (error instanceof Problem) return { refusal: error }
      throw error
    }
  })
  const { changedIds } = await changeProducts(tx, needs.ids, wishes, now())
  await changed(tx, changedIds)
  return decided
}

function checkVariants({ variants }: ProductRow, { id, variants: named = [] }: BulkItem): void {
  const unknown = named.find(({ sku }) => !variants.some((variant) => variant.sku === sku))
  if (!unknown) return
  throw new Problem('validation_failed', {
    detail: `${id} has no variant ${unknown.sku}.`,
    errors: [{ path: '/variants', message: `names ${unknown.sku}, which is none of them`, code: 'variants' }],
  })
}

/** What is wished of the prices; undefined where the item says nothing of them. */
function priceWish(product: ProductRow, { price, variants: named = [] }: BulkItem): Wish | undefined {
  const { currency } = product
  const prices = new Map(
    named.flatMap((one) =>
      one.price === undefined ? [] : [[one.sku, toMinor(one.price, currency, '/variants')] as const],
    ),
  )
  if (price === undefined && prices.size === 0) return undefined
  const wish = wishOf(price === undefined ? {} : { price }, currency)
  if (prices.size === 0) return wish
  const variants = product.variants.map((variant) => {
    // Nobody else's price follows where the one that stands for the product gets another.
    const kept = price === undefined ? priceOf(product, variant) : variant.price
    return { ...variant, price: prices.get(variant.sku) ?? kept }
  })
  // Refused here, it spoils nothing of the others.
  return { ...wish, ...settled(product, { price: wish.price, variants }) }
}

function namedTwice(name: string): Problem {
  return new Problem('validation_failed', {
    detail: `${name} is a product that stands in the list before; say all of it once.`,
  })
}

function shown(problem: Problem): NonNullable<BulkResult['problem']> {
  const { status, code, title, detail } = problemBody(problem, catalog.problems)
  return { status, code, title, ...(detail === undefined ? {} : { detail }) }
}
