/** nDCG@10 over the judged questions, beside BM25 over the same text, kind by kind. */
import type { Figures } from '../cases/orders.ts'
import type { Bench } from '../measure.ts'
import { asker, inParallel, type Ask } from '../shop.ts'
import { bm25 } from './bm25.ts'
import { JUDGED, SHELF, SYNONYMS, type Shelved } from './judged.ts'
import { ndcg } from './ndcg.ts'

const PREFIX = 'judged-'
const FOUND_MAX = 10
const TRIES_MAX = 5
const INDEXED_MS_MAX = 60_000
const LOOK_EVERY_MS = 200

/** As many as a filter takes: the products that the load is put on are of none of them. */
const BRANDS = [...new Set(SHELF.map(({ brand }) => brand))]
const PAGES_MAX = 20

type Page = { readonly items: readonly { readonly id: string }[]; readonly nextCursor: string | null }

type Scored = {
  readonly kind: string
  readonly ours: number
  readonly baseline: number
  readonly query: string
}

/** All of the shelf lies in the shop beside everything else; what is not of the shelf is left out of both orders. */
export async function runRelevance(bench: Bench, report: (line: string) => void): Promise<Figures> {
  const ask = asker(bench.platform.url, TRIES_MAX)
  const token = await bench.shop.adminToken()
  await inParallel(SHELF, (product) => ask('POST', '/products', body(product), { token, orElse: 409 }))
  const known = await ask<{ items: { terms: string[] }[] }>('GET', '/search/synonyms?limit=100', undefined, {
    token,
  })
  for (const terms of SYNONYMS) {
    if (!known.items.some((group) => group.terms.join() === terms.join()))
      await ask('POST', '/search/synonyms', { terms }, { token })
  }
  const find = (query: string) => findShelved(ask, query)
  await untilFound(find)
  const rank = bm25(SHELF.map((product) => ({ id: product.id, text: textOf(product) })))
  const scored = await inParallel(JUDGED, async ({ kind, query, grades }): Promise<Scored> => {
    return {
      kind,
      query,
      ours: ndcg(await find(query), grades),
      baseline: ndcg(rank(query, FOUND_MAX), grades),
    }
  })
  for (const [kind, each] of Map.groupBy(scored, (one) => one.kind))
    report(
      `relevance, ${kind}: ${mean(each, 'ours').toFixed(3)}, BM25 ${mean(each, 'baseline').toFixed(3)} (${each.length})`,
    )
  for (const { query, ours } of scored.filter((one) => one.ours < 0.9))
    report(`relevance, could be better: “${query}” ${ours.toFixed(2)}`)
  const ours = mean(scored, 'ours')
  return { relevance: ours, relevanceShare: ours / mean(scored, 'baseline') }
}

/** The first of the shelf; a question like “lamp” may find a thousand others before, which are not judged. */
async function findShelved(ask: Ask, query: string): Promise<string[]> {
  const own: string[] = []
  const asked = new URLSearchParams({ limit: '100', q: query })
  for (const brand of BRANDS) asked.append('brand', brand)
  for (let page = 1; page <= PAGES_MAX && own.length < FOUND_MAX; page += 1) {
    const { items, nextCursor } = await ask<Page>('GET', `/search?${asked.toString()}`)
    own.push(...items.flatMap(({ id }) => (id.startsWith(PREFIX) ? [id.slice(PREFIX.length)] : [])))
    if (nextCursor === null) break
    asked.set('cursor', nextCursor)
  }
  return own.slice(0, FOUND_MAX)
}

function body({ id, ...product }: Shelved) {
  return { ...product, id: PREFIX + id, sku: (PREFIX + id).toUpperCase(), price: 10, stock: 10 }
}

function textOf({ id, name, category, brand, attributes, description }: Shelved): string {
  const traits = Object.entries(attributes).flat().join(' ')
  return `${PREFIX}${id} ${name} ${category} ${brand} ${traits} ${description}`
}

function mean(scored: readonly Scored[], of: 'ours' | 'baseline'): number {
  return scored.reduce((sum, each) => sum + each[of], 0) / scored.length
}

/** The index follows the shop: the last product that was put on sale is found when all are. */
async function untilFound(find: (query: string) => Promise<string[]>): Promise<void> {
  const givenUpAt = performance.now() + INDEXED_MS_MAX
  for (;;) {
    const missing = []
    for (const { id } of SHELF) if ((await find(PREFIX + id))[0] !== id) missing.push(id)
    if (missing.length === 0) return
    if (performance.now() > givenUpAt) throw new Error(`search does not find ${missing.join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
