import { expect, test } from 'vitest'
import { work, type Asked, type Scope } from './work.ts'

const ORIGIN = 'https://shop.test'

/** A browser with a worker in it, and a shop that it may lose the connection to. */
function openBrowser() {
  const stores = new Map<string, Map<string, Response>>()
  const listeners = new Map<string, (event: never) => void>()
  const shop = { isThere: true, asked: [] as string[] }
  const pathOf = (asked: RequestInfo | URL) => {
    const { pathname, search } = new URL(asked instanceof Request ? asked.url : String(asked), ORIGIN)
    return pathname + search
  }
  const fetch = async (asked: RequestInfo) => {
    if (!shop.isThere) throw new TypeError('no connection')
    shop.asked.push(pathOf(asked))
    return new Response(`${pathOf(asked)} with "/_next/static/a.css"`)
  }
  const cacheOf = (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, store)
    return {
      match: async (asked: RequestInfo) => store.get(pathOf(asked))?.clone(),
      put: async (asked: RequestInfo, answer: Response) => void store.set(pathOf(asked), answer),
      addAll: async (paths: string[]) => {
        for (const path of paths) store.set(path, await fetch(path))
      },
      delete: async (asked: RequestInfo) => store.delete(pathOf(asked)),
      keys: async () => [...store.keys()].map((path) => new Request(`${ORIGIN}${path}`)),
    } as unknown as Cache
  }
  const scope: Scope = {
    location: { origin: ORIGIN },
    caches: {
      open: async (name) => cacheOf(name),
      keys: async () => [...stores.keys()],
      delete: async (name) => stores.delete(name),
    },
    clients: {
      get: async (id) => (id === '' ? undefined : { url: `${ORIGIN}${id}` }),
      claim: async () => {},
    },
    registration: {},
    fetch,
    skipWaiting: async () => {},
    addEventListener: (name: string, listen: (event: never) => void) => void listeners.set(name, listen),
  }

  async function begin(build: string): Promise<void> {
    work(scope, build)
    for (const name of ['install', 'activate']) {
      let done: Promise<unknown> | undefined
      listeners.get(name)?.({ waitUntil: (promise: Promise<unknown>) => (done = promise) } as never)
      await done
    }
  }

  /** What the worker answers; undefined where it leaves the question to the browser. */
  async function ask(path: string, { mode = 'navigate', from = '', method = 'GET' } = {}) {
    const request = { url: `${ORIGIN}${path}`, mode, method } as Request
    const waited: Promise<unknown>[] = []
    let answer: Promise<Response> | undefined
    const event: Asked = {
      request: Object.setPrototypeOf(request, Request.prototype) as Request,
      clientId: from,
      waitUntil: (promise) => void waited.push(promise),
      respondWith: (promise) => {
        answer = promise
      },
    }
    listeners.get('fetch')?.(event as never)
    const text = await (await answer)?.text()
    await Promise.all(waited)
    return text
  }
  return { begin, ask, shop, stores }
}

async function seen(build = 'one') {
  const browser = openBrowser()
  await browser.begin(build)
  return browser
}

test('a product page that was seen opens without a connection, and any other page says that there is none', async () => {
  const { ask, shop } = await seen()
  await ask('/de/p/lamp')
  shop.isThere = false
  expect(await ask('/de/p/lamp')).toMatch(/^\/de\/p\/lamp /)
  expect(await ask('/de/p/mug')).toMatch(/^\/de\/offline /)
  expect(await ask('/c/mugs')).toMatch(/^\/offline /)
})

test('nothing that is one’s own is kept', async () => {
  const { ask, shop, stores } = await seen()
  for (const path of [
    '/account',
    '/cart',
    '/checkout',
    '/orders/ord_1?token=t',
    '/de/account/addresses',
    '/',
  ])
    await ask(path)
  await ask('/shop/me', { mode: 'cors', from: '/p/lamp' })
  expect(stores.get('rialto-pages-one')).toBeUndefined()
  expect(stores.get('rialto-files-one')).toBeUndefined()
  shop.isThere = false
  expect(await ask('/account')).toMatch(/^\/offline /)
})

test('what is sent goes by the worker', async () => {
  const { ask } = await seen()
  expect(await ask('/p/lamp', { method: 'POST' })).toBeUndefined()
})

test('the pictures of a product page are kept with it, those of other pages are not', async () => {
  const { ask, stores } = await seen()
  await ask('/media/lamp-640.webp', { mode: 'no-cors', from: '/p/lamp' })
  await ask('/media/mug-640.webp', { mode: 'no-cors', from: '/c/mugs' })
  expect([...(stores.get('rialto-files-one')?.keys() ?? [])]).toEqual(['/media/lamp-640.webp'])
})

test('of the product pages the last twenty are kept', async () => {
  const { ask, stores } = await seen()
  for (let i = 0; i < 25; i += 1) await ask(`/p/thing-${i}`)
  const kept = [...(stores.get('rialto-pages-one')?.keys() ?? [])]
  expect(kept).toHaveLength(20)
  expect(kept[0]).toBe('/p/thing-5')
})

test('what an older build kept goes, and what others keep stays', async () => {
  const browser = await seen('one')
  await browser.ask('/p/lamp')
  browser.stores.set('of-somebody-else', new Map())
  await browser.begin('two')
  expect([...browser.stores.keys()].toSorted()).toEqual(['of-somebody-else', 'rialto-base-two'])
})
