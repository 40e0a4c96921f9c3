/**
 * Every public address for search engines, in parts: an index names them, and each is read off the catalogue page by
 * page while it goes out. Products stand in the order in which they came, so that a part begins where it always did.
 */
import { LOCALES, localized } from '../region/locales.ts'

/** Each in every language: well below the 50,000 addresses that a part may have. */
export const PRODUCTS_PER_PART = 5_000

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

type Product = { readonly slug: string; readonly updatedAt: string }
type ProductPage = { readonly items: readonly Product[]; readonly nextCursor: string | null }

export type SitemapNeeds = {
  /** What browsers call the shop. */
  readonly origin: string
  readonly countProducts: () => Promise<number>
  /** The paths of everything else that is public. */
  readonly places: () => Promise<readonly string[]>
  /** Products from the oldest on; undefined for a cursor that the catalogue does not know. */
  readonly productsAfter: (cursor: string | undefined) => Promise<ProductPage | undefined>
}

type Lines = AsyncGenerator<string, void, undefined>

export type Sitemap = {
  index(): Promise<string>
  places(): Lines
  /** Undefined for a part that there is not. */
  products(part: number): Promise<Lines | undefined>
}

export function openSitemap({ origin, countProducts, places, productsAfter }: SitemapNeeds): Sitemap {
  /** Where each part begins, as far as that is known: the first one at the beginning. */
  const starts: (string | undefined)[] = [undefined]

  async function pageAfter(cursor: string | undefined): Promise<ProductPage> {
    const page = await productsAfter(cursor)
    if (page) return page
    // Another catalogue has come under this address: nothing that was known of the old one holds.
    starts.length = 1
    throw new Error('the catalogue has lost a place that it gave; ask for the sitemap again')
  }

  /** The pages of a part, and where the next one begins. */
  async function* pagesOf(start: string | undefined) {
    let cursor = start
    for (let read = 0; read < PRODUCTS_PER_PART;) {
      const { items, nextCursor } = await pageAfter(cursor)
      yield { items, nextCursor }
      if (nextCursor === null) return
      read += items.length
      cursor = nextCursor
    }
  }

  async function* productsFrom(start: string | undefined): Lines {
    yield opening()
    for await (const { items } of pagesOf(start))
      for (const { slug, updatedAt } of items) yield urlsOf(`/p/${slug}`, updatedAt)
    yield '</urlset>\n'
  }

  /** One place in all languages; that they are one and the same, the pages say themselves. */
  function urlsOf(path: string, changedAt?: string): string {
    const changed = changedAt === undefined ? '' : `<lastmod>${changedAt}</lastmod>`
    return LOCALES.map(
      (locale) => `<url><loc>${origin}${encodeURI(localized(path, locale))}</loc>${changed}</url>\n`,
    ).join('')
  }

  return {
    async index() {
      const parts = Math.max(Math.ceil((await countProducts()) / PRODUCTS_PER_PART), starts.length)
      const names = ['places', ...Array.from({ length: parts }, (_, index) => `products-${index + 1}`)]
      const entries = names.map((name) => `<sitemap><loc>${origin}/sitemaps/${name}.xml</loc></sitemap>\n`)
      return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${entries.join('')}</sitemapindex>\n`
    },
    async *places() {
      yield opening()
      for (const path of await places()) yield urlsOf(path)
      yield '</urlset>\n'
    },
    async products(part) {
      while (starts.length < part) {
        let next: string | null = null
        for await (const { nextCursor } of pagesOf(starts.at(-1))) next = nextCursor
        if (next === null) return undefined
        starts.push(next)
      }
      return productsFrom(starts[part - 1])
    },
  }
}

function opening(): string {
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n`
}
