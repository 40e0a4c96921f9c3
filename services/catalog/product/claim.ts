/** Names: ids, SKUs and slugs are one set, and each is the first one’s who asks for it, for good. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Product } from '../domain.ts'
import type { Draft } from './draft.ts'
import { slugCandidates } from './naming.ts'
import { claimReferences, type Claim } from './store.ts'

/**
 * Claims id, SKUs and slug of every draft and gives the slugs. What somebody asked for by name is
 * theirs or refused; a slug that we make gives way to another product’s.
 */
export async function claimNames(tx: Tx, drafts: readonly Draft[]): Promise<string[]> {
  const asked = drafts.flatMap((draft) => {
    const { id, sku, slug } = draft
    const own = [id, sku, ...(slug === undefined ? [] : [slug])].map((reference) => claim(reference, id))
    return [...own, ...variantClaims(draft)]
  })
  const made = drafts.flatMap(({ id, name, slug }) => {
    if (slug !== undefined) return []
    const [short, long] = slugCandidates(name, id, 'product')
    return [{ short: claim(short, id), long: claim(long, id) }]
  })
  const isTheirs = await claimInOrder(tx, [...asked, ...made.map(({ short }) => short)])
  const longer = made.filter(({ short }) => !isTheirs(short)).map(({ long }) => long)
  const isTheirsToo = longer.length === 0 ? isTheirs : await claimInOrder(tx, longer)

  const lost = asked.find((each) => !isTheirs(each)) ?? longer.find((each) => !isTheirsToo(each))
  if (lost) throw referenceTaken(lost.reference)
  const slugs = new Map(made.map(({ short }) => [short.productId, short.reference]))
  for (const { productId, reference } of longer) slugs.set(productId, reference)
  return drafts.map(({ id, slug }) => slug ?? (slugs.get(id) as string))
}

/** Claims the slugs and the variants’ SKUs of products that changed. Old names stay theirs, so that links live on. */
export async function claimChangedNames(tx: Tx, products: readonly Product[]): Promise<void> {
  if (products.length === 0) return
  const claims = products.flatMap((product) => [claim(product.slug, product.id), ...variantClaims(product)])
  const isTheirs = await claimInOrder(tx, claims)
  const lost = claims.find((each) => !isTheirs(each))
  if (lost) throw referenceTaken(lost.reference)
}

function claim(reference: string, productId: string, isVariant = false): Claim {
  return { reference, productId, isVariant }
}

function variantClaims({ id, variants }: Pick<Product, 'id' | 'variants'>): Claim[] {
  return variants.map(({ sku }) => claim(sku, id, true))
}

/** Claims in order: the first to ask for a name gets it. Gives a function that knows whose a name now is. */
async function claimInOrder(tx: Tx, claims: readonly Claim[]): Promise<(claim: Claim) => boolean> {
  const firsts = new Map<string, Claim>()
  for (const each of claims) {
    if (!firsts.has(each.reference)) firsts.set(each.reference, each)
  }
  const theirs = new Set(await claimReferences(tx, [...firsts.values()]))
  return ({ reference, productId }) => theirs.has(reference) && firsts.get(reference)?.productId === productId
}

export function referenceTaken(reference: string): Problem {
  return new Problem('reference_taken', {
    detail: `Another product already goes by ${reference}; ids, SKUs and slugs are unique among all products, archived ones too.`,
    reference,
  })
}
