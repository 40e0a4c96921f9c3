/** What this process keeps in memory of the catalogue, and how it hears that something changed. */
import type { Answer } from '@rialto/kernel/contract/contract'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Sql } from '@rialto/kernel/sql/database'
import type { CountedCategory } from '../category/store.ts'
import { compose, piecesOf, type Image, type Pieces, type StockLevel } from '../domain.ts'
import { findProducts, findSold, type ProductRow } from '../product/store.ts'
import { sheetOf, type OfferSheet } from '../variant/offer.ts'
import { answerText } from './answer.ts'
import { openFreshly, type Tide } from './freshly.ts'
import { openShelf } from './shelf.ts'

/** Of pure ASCII: once in pieces, once put together, once as it goes out. */
const BYTES_PER_CHARACTER = 3
const PRODUCT_TEXT_BYTES_MAX = 24 * 1024 * 1024
const LIST_TEXT_BYTES_MAX = 16 * 1024 * 1024
/** SKUs, at about 500 bytes each: every one of a catalogue of this size is sold without asking the database. */
const OFFERS_MAX = 65_536
const TOTALS_MAX = 10_000

/** A product as it goes out, in pieces between which its stock is brought up to date. */
export type ProductPage = {
  readonly id: string
  readonly names: readonly string[]
  readonly version: number
  readonly images: readonly Image[]
  readonly pieces: Pieces
  readonly characters: number
  readonly levels: Map<string, StockLevel>
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
    namesOf: ({ names }) => names,
    sizeMax: PRODUCT_TEXT_BYTES_MAX,
    sizeOf: ({ characters }) => characters * BYTES_PER_CHARACTER,
  })
  const offers = openShelf<OfferSheet>({
    name: 'offers',
    find: async (references) =>
      (await findSold(db, references)).map(({ reference, ...row }) => ({ reference, value: sheetOf(row) })),
    idOf: ({ productId }) => productId,
    namesOf: ({ names }) => names,
    sizeMax: OFFERS_MAX,
    sizeOf: ({ bySku }) => Math.max(1, bySku.size),
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
      for (const level of levels) {
        const page = pages.peek(level.sku)
        const known = page?.levels.get(level.sku)
        if (!page || (known && known.version >= level.version)) continue
        page.levels.set(level.sku, level)
        if (known?.available !== level.available) page.answer = undefined
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
  const { id, sku, slug, version, levels } = row
  const pieces = piecesOf(row)
  const skus = pieces.variants.map((variant) => variant.sku)
  const characters = pieces.variants.reduce(
    (sum, { text }) => sum + text.length,
    pieces.head.length + pieces.tail.length,
  )
  return {
    id,
    names: [...new Set([id, sku, slug, ...skus])],
    version,
    images: row.images,
    pieces,
    characters,
    levels: new Map(levels.map((level) => [level.sku, level])),
    answer: undefined,
  }
}

/** The answer of a page, made when it is first asked for after a change. */
export function answerOf(page: ProductPage): Answer {
  if (page.answer) return page.answer
  const text = compose(page.pieces, (sku) => page.levels.get(sku)?.available ?? 0)
  page.answer = answerText(text, page.version)
  return page.answer
}
