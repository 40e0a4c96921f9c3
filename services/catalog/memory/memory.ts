/** What this process keeps in memory of the catalogue, and how it hears that something changed. */
import type { Answer } from '@rialto/kernel/contract/contract'
import type { Offer } from '@rialto/contracts/catalog'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import type { CountedCategory } from '../category/store.ts'
import { productView, restocked, type StockLevel } from '../domain.ts'
import { findOffers, findProducts, type ProductRow } from '../product/store.ts'
import { answerText } from './answer.ts'
import { openFreshly, type Tide } from './freshly.ts'
import { openShelf } from './shelf.ts'

/** A text of pure ASCII takes half of this; counted as if none did. */
const BYTES_PER_CHARACTER = 2
const PRODUCT_TEXT_BYTES_MAX = 24 * 1024 * 1024
const LIST_TEXT_BYTES_MAX = 16 * 1024 * 1024
/** About 400 bytes each: every product of a catalogue of this size is sold without asking the database. */
const OFFERS_MAX = 65_536
const TOTALS_MAX = 10_000

/** A product as it goes out, ready-made; its stock is brought up to date in place. */
export type ProductPage = {
  readonly id: string
  readonly sku: string
  readonly slug: string
  readonly version: number
  text: string
  /** What the text says is available, and what is. */
  written: number
  available: number
  stockVersion: number
  answer: Answer | undefined
}

export function openMemory(db: Sql, clock: Clock) {
  const tide: Tide = { products: 0, stock: 0 }
  /** For what no sale can change: its stock stands still. */
  const assortment: Tide = { products: 0, stock: 0 }
  const productsMoved = () => {
    tide.products += 1
    assortment.products += 1
  }
  const pages = openShelf<ProductPage>({
    name: 'products',
    find: async (references) =>
      (await findProducts(db, references)).map(({ reference, ...row }) => ({
        reference,
        value: pageOf(row),
      })),
    idOf: ({ id }) => id,
    namesOf: ({ id, sku, slug }) => [id, sku, slug],
    sizeMax: PRODUCT_TEXT_BYTES_MAX,
    sizeOf: ({ text }) => text.length * BYTES_PER_CHARACTER,
  })
  const offers = openShelf<Offer>({
    name: 'offers',
    find: async (references) =>
      // Frozen, because in one process the cart and the order get these very objects.
      (await findOffers(db, references)).map(({ reference, ...offer }) => ({
        reference,
        value: Object.freeze(offer),
      })),
    idOf: ({ productId }) => productId,
    namesOf: ({ productId, sku, slug }) => [productId, sku, slug],
    sizeMax: OFFERS_MAX,
    sizeOf: () => 1,
  })
  return {
    pages,
    offers,
    lists: openFreshly<Answer>({
      clock,
      tide,
      sizeMax: LIST_TEXT_BYTES_MAX,
      sizeOf: ({ text }) => text.length * BYTES_PER_CHARACTER,
    }),
    totals: openFreshly<number>({ clock, tide: assortment, sizeMax: TOTALS_MAX, sizeOf: () => 1 }),
    categories: openFreshly<readonly CountedCategory[]>({
      clock,
      tide: assortment,
      sizeMax: 1,
      sizeOf: () => 1,
    }),

    /** Products changed: drop what is known of them. Call it after the commit. */
    forgetProducts(ids: readonly string[]): void {
      productsMoved()
      pages.forget(ids)
      offers.forget(ids)
    },

    /** Another process heard of these stocks: drop the pages that show them. */
    forgetStock(skus: readonly string[]): void {
      tide.stock += 1
      pages.forget(skus)
    },

    /** This process heard of these stocks, and they are committed. */
    restock(levels: readonly StockLevel[]): void {
      tide.stock += 1
      pages.outdate(levels.map(({ sku }) => sku))
      for (const { sku, available, version } of levels) {
        const page = pages.peek(sku)
        if (!page || page.stockVersion >= version) continue
        page.stockVersion = version
        if (page.available === available) continue
        page.available = available
        page.answer = undefined
      }
    },

    clear(): void {
      productsMoved()
      pages.clear()
      offers.clear()
    },
  }
}

export type Memory = ReturnType<typeof openMemory>

function pageOf(row: ProductRow): ProductPage {
  const { id, sku, slug, version, available, stockVersion } = row
  const text = JSON.stringify(productView(row, available))
  return { id, sku, slug, version, text, written: available, available, stockVersion, answer: undefined }
}

/** The answer of a page, made when it is first asked for after a change. */
export function answerOf(page: ProductPage): Answer {
  if (page.answer) return page.answer
  if (page.written !== page.available) page.text = restocked(page.text, page.available)
  page.written = page.available
  page.answer = answerText(page.text, page.version)
  return page.answer
}
