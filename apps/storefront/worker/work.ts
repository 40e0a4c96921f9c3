/**
 * Shows something where there is no connection: the product pages seen last, and a page that says so for all others.
 * What is one's own is never kept: of pages, only those of products, which are the same for everybody.
 *
 * The text of the function is what browsers run (app/sw.js/route.ts), so it knows of nothing outside of itself. Each
 * build has a name of its own, and what an older one kept goes.
 */

type Waiting = { waitUntil(work: Promise<unknown>): void }
export type Asked = Waiting & {
  readonly request: Request
  readonly clientId: string
  readonly preloadResponse?: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

/** Of a service worker's scope, what is used here. */
export type Scope = {
  readonly location: { readonly origin: string }
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>
  readonly clients: { get(id: string): Promise<{ readonly url: string } | undefined>; claim(): Promise<void> }
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } }
  fetch(asked: RequestInfo, settings?: RequestInit): Promise<Response>
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listen: (event: Waiting) => void): void
  addEventListener(name: 'fetch', listen: (event: Asked) => void): void
}

export function work(scope: Scope, build: string): void {
  const PREFIX = 'rialto-'
  /** For where there is no connection, from the beginning on. */
  const BASE = `${PREFIX}base-${build}`
  const PAGES = `${PREFIX}pages-${build}`
  const FILES = `${PREFIX}files-${build}`
  const PAGES_MAX = 20
  const FILES_MAX = 200

  const PRODUCT = /^(?:\/(?:de|fr|ar))?\/p\//
  const LANGUAGE = /^\/(de|fr|ar)(?:\/|$)/
  const OFFLINE = ['/offline', '/de/offline', '/fr/offline', '/ar/offline']
  const DRAWN = ['/terrazzo.svg', '/terrazzo-dark.svg', '/icon.svg']
  /** What has its content in its name, or is a picture. */
  const LASTING = /^\/(?:_next\/static\/|media\/|terrazzo|icon\.svg)/
  const NEEDED = /\/_next\/static\/[^"'\\\s)]+\.(?:css|js|woff2)/g

  scope.addEventListener('install', (event) => event.waitUntil(install()))
  scope.addEventListener('activate', (event) => event.waitUntil(activate()))
  scope.addEventListener('fetch', (event) => {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    if (request.method !== 'GET' || origin !== scope.location.origin) return
    if (request.mode === 'navigate') event.respondWith(page(event, pathname))
    else if (LASTING.test(pathname)) event.respondWith(file(event))
  })

  async function install(): Promise<void> {
    const base = await scope.caches.open(BASE)
    const needed = new Set(DRAWN)
    for (const offline of OFFLINE) {
      const answer = await scope.fetch(offline, { credentials: 'omit' })
      // Read whole before the next one: answers that wait half read hold all connections to the shop.
      const text = await answer.text()
      for (const [path] of text.matchAll(NEEDED)) needed.add(path)
      await base.put(offline, new Response(text, answer))
    }
    await base.addAll([...needed])
    await scope.skipWaiting()
  }

  async function activate(): Promise<void> {
    const names = await scope.caches.keys()
    const old = names.filter((name) => name.startsWith(PREFIX) && !name.endsWith(`-${build}`))
    await Promise.all(old.map((name) => scope.caches.delete(name)))
    await scope.registration.navigationPreload?.enable()
    await scope.clients.claim()
  }

  /** Always that of now, where there is a connection. */
  async function page(event: Asked, pathname: string): Promise<Response> {
    const { request } = event
    try {
      const answer = (await event.preloadResponse) ?? (await scope.fetch(request))
      if (PRODUCT.test(pathname) && answer.status === 200 && !answer.redirected)
        event.waitUntil(keep(PAGES, request, answer.clone(), PAGES_MAX))
      return answer
    } catch (error) {
      const seen = PRODUCT.test(pathname) ? await match(PAGES, request) : undefined
      const language = LANGUAGE.exec(pathname)?.[1]
      const shown = seen ?? (await match(BASE, language === undefined ? '/offline' : `/${language}/offline`))
      if (!shown) throw error
      return shown
    }
  }

  /** Kept for the pages that are kept, and taken from there by all. */
  async function file(event: Asked): Promise<Response> {
    const { request, clientId } = event
    const kept = (await match(BASE, request)) ?? (await match(FILES, request))
    if (kept) return kept
    const answer = await scope.fetch(request)
    const client = await scope.clients.get(clientId)
    const isOfProduct = client !== undefined && PRODUCT.test(new URL(client.url).pathname)
    if (isOfProduct && answer.status === 200) event.waitUntil(keep(FILES, request, answer.clone(), FILES_MAX))
    return answer
  }

  async function match(name: string, request: RequestInfo): Promise<Response | undefined> {
    return (await scope.caches.open(name)).match(request, { ignoreVary: true })
  }

  /** The newest last, and no more than so many. */
  async function keep(name: string, request: Request, answer: Response, max: number): Promise<void> {
    const cache = await scope.caches.open(name)
    await cache.delete(request, { ignoreVary: true })
    await cache.put(request, answer)
    const old = (await cache.keys()).slice(0, -max)
    await Promise.all(old.map((each) => cache.delete(each, { ignoreVary: true })))
  }
}
