'use server'
import { act, type Said } from '../act.ts'
import { markOf } from './difference.ts'
import { changesOf, draftOf, type Draft, type Faults } from './draft.ts'
import { forgetProducts } from './shown.ts'

export type Saved = { readonly id: string; readonly etag: string; readonly mark: string }

/** Saves what is other than `before`, if nobody else was faster. */
export async function saveProduct(
  id: string,
  etag: string,
  before: Draft,
  after: Draft,
): Promise<Said<Saved>> {
  const read = changesOf(before, after)
  if ('faults' in read) return refused(read.faults)
  const answer = await act(async (shop) => {
    const saved = await shop.catalog.patch.full({ params: { id }, body: read.changes }, { ifMatch: etag })
    return { id, etag: saved.etag ?? etag, mark: markOf(draftOf(saved.body)) }
  })
  if ('ok' in answer) forgetProducts([id])
  return named(answer)
}

/** Puts a new product on sale. */
export async function createProduct(before: Draft, after: Draft): Promise<Said<Saved>> {
  const read = changesOf(before, after)
  if ('faults' in read) return refused(read.faults)
  const { name = '', price = 0, ...rest } = read.changes
  const sku = after.sku.trim()
  const answer = await act(async (shop) => {
    const made = await shop.catalog.create.full({
      body: { name, price, currency: after.currency, ...(sku === '' ? {} : { sku }), ...rest },
    })
    return { id: made.body.id, etag: made.etag ?? '', mark: markOf(draftOf(made.body)) }
  })
  if ('ok' in answer) forgetProducts([answer.ok.id])
  return named(answer)
}

export async function archiveProduct(id: string): Promise<Said> {
  const answer = await act(async (shop) => (await shop.catalog.archive({ params: { id } })).id)
  if ('ok' in answer) forgetProducts([id])
  return answer
}

export async function restoreProduct(id: string): Promise<Said> {
  const answer = await act(async (shop) => (await shop.catalog.restore({ params: { id } })).id)
  if ('ok' in answer) forgetProducts([id])
  return answer
}

export type PictureDraft = { readonly url: string; readonly alt: string }

/** The pictures of a product as they are to be: in another order, without one, or said otherwise. */
export async function setPictures(id: string, images: readonly PictureDraft[]): Promise<Said> {
  const answer = await act(
    async (shop) => (await shop.catalog.patch({ params: { id }, body: { images: [...images] } })).id,
  )
  if ('ok' in answer) forgetProducts([id])
  return answer
}

export type Known = { readonly id: string; readonly sku: string; readonly name: string }

/** Products with these words in their name, for whoever looks for one to name. */
export async function lookUpProducts(text: string): Promise<readonly Known[]> {
  const q = text.trim().slice(0, 100)
  if (q === '') return []
  const answer = await act(async (shop) => {
    const [named_, exact] = await Promise.all([
      shop.catalog.list({ query: { q, limit: 8 } }),
      /^[A-Za-z0-9_.:@-]{1,64}$/.test(q) ? shop.catalog.list({ query: { ids: q } }) : { items: [] },
    ])
    return [...exact.items, ...named_.items]
  })
  if (!('ok' in answer)) return []
  return [...new Map(answer.ok.map(({ id, sku, name }) => [id, { id, sku, name }])).values()]
}

function refused(fields: Faults): { readonly problem: { text: string; code: string; fields: Faults } } {
  const [only, ...more] = Object.values(fields)
  return {
    problem: {
      text: more.length === 0 && only ? only : 'Some fields cannot be saved like this: look at those in red.',
      code: 'validation_failed',
      fields,
    },
  }
}

const WORDS: Readonly<Record<string, string>> = {
  lost_update:
    'Somebody else changed this product while you worked on it. Nothing of yours is saved yet: choose above what is to stay.',
  reference_taken: 'Another product already goes by this SKU or address. Choose another one.',
  stock_in_use:
    'Orders under way hold more than would be left. Everything but this stock is saved; set it higher.',
}

function named<T>(answer: Said<T>): Said<T> {
  if (!('problem' in answer)) return answer
  const text = WORDS[answer.problem.code]
  return text === undefined ? answer : { problem: { ...answer.problem, text } }
}
