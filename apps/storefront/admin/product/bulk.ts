'use server'
/** What is done with many products at a time, each by itself: one that is refused holds no other up. */
import { isProblem, type Rialto } from '@rialto/client'
import type { ProductView } from '@rialto/contracts/catalog'
import { toMajor, toMinor, scale } from '@rialto/kernel/money/money'
import { myShop } from '../../session/shop.ts'
import { readList } from '../ui/table/list.ts'
import type { BulkFailure } from '../ui/table/failure-dialog.tsx'
import { PRODUCT_LIST, productQuestion } from './list.tsx'
import { forgetProducts } from './shown.ts'

type Failures = readonly BulkFailure[]

const PERCENT_MIN = -95
const PERCENT_MAX = 500
const HUNDREDTHS = 10_000
const PAGE = 100
const ALL_MAX = 10_000

/** The ids of all products that a state of the list means. */
export async function allProductIds(view: string): Promise<readonly string[]> {
  const { narrowed } = readList(Object.fromEntries(new URLSearchParams(view)), PRODUCT_LIST)
  const { catalog } = await myShop()
  const products =
    narrowed['state'] === 'archived'
      ? catalog.archived.each({ query: { limit: PAGE } })
      : catalog.list.each({ query: { ...productQuestion(narrowed), limit: PAGE } })
  const ids: string[] = []
  for await (const { id } of products) {
    ids.push(id)
    if (ids.length === ALL_MAX) break
  }
  return ids
}

export async function archiveMany(ids: readonly string[]): Promise<Failures> {
  return each(ids, (shop, id) => shop.catalog.archive({ params: { id } }))
}

export async function restoreMany(ids: readonly string[]): Promise<Failures> {
  return each(ids, (shop, id) => shop.catalog.restore({ params: { id } }))
}

export async function moveMany(ids: readonly string[], form: FormData): Promise<Failures> {
  const category = textOf(form, 'category')
  return each(ids, (shop, id) => shop.catalog.patch({ params: { id }, body: { category } }))
}

/** By so many percent, each price rounded to the smallest coin. */
export async function changePrices(ids: readonly string[], form: FormData): Promise<Failures> {
  const percent = Number(textOf(form, 'percent').replace(',', '.').replace('%', '').trim())
  if (!(percent >= PERCENT_MIN && percent <= PERCENT_MAX) || percent === 0)
    return ids.map((id) => ({
      name: id,
      problem: `Nothing was changed: give percent from ${PERCENT_MIN} to ${PERCENT_MAX}, such as -10 or 5.5.`,
    }))
  return each(ids, async (shop, id) => {
    const { body, etag } = await shop.catalog.get.full({ params: { id } })
    return shop.catalog.patch(
      { params: { id }, body: repriced(body, percent) },
      etag === undefined ? {} : { ifMatch: etag },
    )
  })
}

function repriced({ price, currency, options, variants }: ProductView, percent: number) {
  const numerator = HUNDREDTHS + Math.round(percent * 100)
  const other = (amount: number) => toMajor(scale(toMinor(amount, currency), numerator, HUNDREDTHS), currency)
  return {
    price: other(price),
    ...(options.length === 0
      ? {}
      : {
          variants: variants.map((variant) => ({
            sku: variant.sku,
            options: variant.options,
            images: variant.images.map(({ url, alt }) => ({ url, alt })),
            ...(variant.price === price ? {} : { price: other(variant.price) }),
          })),
        }),
  }
}

async function each(
  ids: readonly string[],
  run: (shop: Rialto, id: string) => Promise<unknown>,
): Promise<Failures> {
  const shop = await myShop()
  const changed: string[] = []
  const failures: BulkFailure[] = []
  for (const [at, id] of ids.entries()) {
    try {
      await run(shop, id)
      changed.push(id)
    } catch (error) {
      if (!isProblem(error)) throw error
      // Of the next one nobody would say anything else: who may do nothing makes no work.
      const isShut = isProblem(error, 'unauthenticated', 'forbidden')
      const refused = ids.slice(at, isShut ? undefined : at + 1)
      failures.push(...refused.map((name) => ({ name, problem: error.message })))
      if (isShut) break
    }
  }
  if (changed.length > 0) forgetProducts(changed)
  return failures
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
