/**
 * Gives out the pictures that stand beside links to the shop: `/shop/share/p/desk-lamp.jpg`. What is asked of the
 * catalogue is kept out of Next: nothing here is a page.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { Rialto, isProblem } from '@rialto/client'
import { isLocale, LOCALE_DEFAULT, type Locale } from '../region/locales.ts'
import { formatMoneyRange } from '../region/money.ts'
import type { Shared } from '../share/draw.ts'
import type { Painter } from '../share/painter.ts'
import type { Settings } from './settings.ts'
import { inNameOf } from './visitor.ts'

const PLACE = /^\/shop\/share\/(?:(p|c)\/([a-z0-9-]{1,64})|(home))\.jpg$/
const KEPT_BYTES_MAX = 8 * 1024 * 1024
/** The address carries the version of what it shows; what has none changes seldom. */
const FRESH_SECONDS = 86_400
const PICTURE_MS_MAX = 5_000

export type SharePictures = (request: IncomingMessage, response: ServerResponse, address: string) => void

export function isShared(url: string): boolean {
  return url.startsWith('/shop/share/')
}

export function openSharePictures({
  settings: { gateway, credential },
  painter,
}: {
  readonly settings: Pick<Settings, 'gateway' | 'credential'>
  readonly painter: Painter
}): SharePictures {
  const drawn = new LRUCache<string, Uint8Array>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: (picture) => picture.length,
  })
  const drawing = new Map<string, Promise<Uint8Array>>()

  /** What a picture shows, and what changes with it; undefined for what there is not. */
  async function sharedOf(shop: Rialto, kind: string | undefined, slug: string, locale: Locale) {
    if (kind === 'p') {
      const product = await shop.catalog.get({ params: { id: slug } })
      const { min, max } = product.priceRange
      const price = formatMoneyRange(min, max, product.currency, locale)
      return { name: product.name, price, image: product.images[0]?.url, version: product.updatedAt }
    }
    const query = { limit: 1, ...(kind === 'c' ? { category: [slug] } : {}) }
    const [found, categories] = await Promise.all([shop.search.find({ query }), shop.catalog.categories()])
    const name = kind === 'c' ? categories.items.find((category) => category.slug === slug)?.name : 'Rialto'
    const image = found.items[0]?.image?.url
    return name === undefined ? undefined : { name, price: undefined, image, version: image ?? '' }
  }

  async function pictureOf(url: URL, address: string): Promise<Uint8Array | undefined> {
    const [, kind, slug = '', home] = PLACE.exec(url.pathname) ?? []
    if (kind === undefined && home === undefined) return undefined
    const lang = url.searchParams.get('lang') ?? undefined
    const shop = new Rialto({ origin: gateway, retries: 1, headers: inNameOf(address, credential) })
    const shared = await sharedOf(shop, kind, slug, isLocale(lang) ? lang : LOCALE_DEFAULT)
    if (!shared) return undefined
    const { name, price, image, version } = shared
    const key = [name, price, version].join(' ')
    const kept = drawn.get(key)
    if (kept) return kept
    let picture = drawing.get(key)
    if (!picture) {
      picture = draw({ name, price, picture: await fetched(image) }, key)
      drawing.set(key, picture)
    }
    return picture
  }

  async function draw(shared: Shared, key: string): Promise<Uint8Array> {
    try {
      const picture = await painter.paint(shared)
      drawn.set(key, picture)
      return picture
    } finally {
      drawing.delete(key)
    }
  }

  /** Only what the shop itself keeps: an address that a merchant typed may lead anywhere. */
  async function fetched(path: string | undefined): Promise<Uint8Array | undefined> {
    if (path === undefined || !path.startsWith('/media/')) return undefined
    const response = await fetch(`${gateway}${path}`, { signal: AbortSignal.timeout(PICTURE_MS_MAX) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  }

  return (request, response, address) => {
    void pictureOf(new URL(request.url ?? '/', 'http://shop'), address)
      .then((picture) => {
        if (!picture) return refuse(response, 404)
        response.writeHead(200, {
          'content-type': 'image/jpeg',
          'content-length': picture.length,
          'cache-control': `public, max-age=${FRESH_SECONDS}`,
        })
        return response.end(request.method === 'HEAD' ? undefined : picture)
      })
      .catch((error: unknown) =>
        refuse(response, isProblem(error, 'unknown_product', 'invalid_path', 'invalid_query') ? 404 : 503),
      )
  }
}

function refuse(response: ServerResponse, status: 404 | 503): void {
  response.writeHead(status, {
    'content-type': 'text/plain',
    ...(status === 503 ? { 'retry-after': '10' } : {}),
  })
  response.end(status === 404 ? 'There is no such picture.\n' : 'The picture cannot be drawn just now.\n')
}
