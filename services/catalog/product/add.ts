/** Making products: their names claimed, their category found, the rows and the events in one transaction. */
import { catalog } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Tx } from '@rialto/kernel/sql/database'
import { resolveCategories } from '../category/naming.ts'
import type { Product } from '../domain.ts'
import type { Draft } from './draft.ts'
import { slugCandidates } from './naming.ts'
import { claimReferences, insertProducts, type Claim } from './store.ts'

export type Added = { readonly product: Product; readonly available: number }

/** Puts drafts on sale, all or none. One whose id is there already by now is left out. */
export async function addProducts(tx: Tx, ids: Ids, drafts: readonly Draft[], now: Date): Promise<Added[]> {
  if (drafts.length === 0) return []
  const categories = await resolveCategories(
    tx,
    ids,
    drafts.map(({ category }) => category),
    now,
  )
  const slugs = await claimNames(tx, drafts)
  const products = drafts.map((draft, i) => {
    const category = categories.get(draft.category)
    const slug = slugs[i]
    if (!category || slug === undefined) throw new Error(`the product ${draft.id} has no category or no slug`)
    return { ...draft, slug, category, version: 1 }
  })
  const inserted = new Map((await insertProducts(tx, products)).map(({ id, available }) => [id, available]))
  const added = products.flatMap(({ stock: _stock, ...product }) => {
    const available = inserted.get(product.id)
    return available === undefined ? [] : [{ product, available }]
  })
  await publish(
    tx,
    added.map(({ product }) => eventOf(catalog, 'product_created', product.id, tell(product))),
  )
  return added
}

/** What the events say of a product, in minor units. */
export function tell({ id, sku, slug, name, price, currency, category, version }: Product) {
  return { productId: id, sku, slug, name, price, currency, categoryId: category.id, version }
}

/**
 * Claims id, SKU and slug of every draft and gives the slugs. What somebody asked for by name is
 * theirs or refused; a slug that we make gives way to another product’s.
 */
async function claimNames(tx: Tx, drafts: readonly Draft[]): Promise<string[]> {
  const asked = drafts.flatMap(({ id, sku, slug }) =>
    [id, sku, ...(slug === undefined ? [] : [slug])].map((reference) => ({ reference, productId: id })),
  )
  const made = drafts.flatMap(({ id, name, slug }) => {
    if (slug !== undefined) return []
    const [short, long] = slugCandidates(name, id, 'product')
    return [{ short: { reference: short, productId: id }, long: { reference: long, productId: id } }]
  })
  const isTheirs = await claimInOrder(tx, [...asked, ...made.map(({ short }) => short)])
  const longer = made.filter(({ short }) => !isTheirs(short)).map(({ long }) => long)
  const isTheirsToo = longer.length === 0 ? isTheirs : await claimInOrder(tx, longer)

  const lost = asked.find((claim) => !isTheirs(claim)) ?? longer.find((claim) => !isTheirsToo(claim))
  if (lost) throw referenceTaken(lost.reference)
  const slugs = new Map(made.map(({ short }) => [short.productId, short.reference]))
  for (const { productId, reference } of longer) slugs.set(productId, reference)
  return drafts.map(({ id, slug }) => slug ?? (slugs.get(id) as string))
}

/** Claims in order: the first to ask for a name gets it. Gives a function that knows whose a name now is. */
async function claimInOrder(tx: Tx, claims: readonly Claim[]): Promise<(claim: Claim) => boolean> {
  const firsts = new Map<string, string>()
  for (const { reference, productId } of claims) {
    if (!firsts.has(reference)) firsts.set(reference, productId)
  }
  const granted = await claimReferences(
    tx,
    [...firsts].map(([reference, productId]) => ({ reference, productId })),
  )
  const theirs = new Set(granted)
  return ({ reference, productId }) => theirs.has(reference) && firsts.get(reference) === productId
}

export function referenceTaken(reference: string): Problem {
  return new Problem('reference_taken', {
    detail: `Another product already goes by ${reference}; ids, SKUs and slugs are unique among all products, archived ones too.`,
    reference,
  })
}
