/** Answers every request to the shop: passes the API on, gives out kept pages, and has Next make all others. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'
import { makingPage, type Page } from '../page/page.ts'
import { originForm, readable } from './address.ts'
import { readCookies, regionIn, withOneRegion } from './cookies.ts'
import { record } from './recorder.ts'
import { sayFailureUnaided } from './failure-unaided.ts'
import { isPassedOn, type PassOn } from './pass-on.ts'
import { toKeep, writePage, type KeptPage, type PageCache } from './page-cache.ts'
import { constantHeaders, contentPolicy, newNonce } from './policy.ts'
import type { Renewal } from './renewal.ts'
import { scriptsLast } from './scripts-last.ts'
import { isShared, type SharePictures } from './share-pictures.ts'
import type { Settings } from './settings.ts'
import type { Turns } from './turns.ts'
import { openVisitor } from './visitor.ts'

export type ShopNeeds = {
  readonly settings: Settings
  /** Next's own. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly passOn: PassOn
  readonly sharePictures: SharePictures
  readonly cache: PageCache
  readonly turns: Turns
  readonly renew: Renewal
  /** Whether kept pages are known to be true. */
  readonly isCacheCurrent: () => boolean
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** What Next takes of a form. */
const FORM_BYTES_MAX = 1_048_576
/** Of a product: its route says itself how long one may be. */
const PICTURE = /^\/admin\/products\/[^/]+\/media(?:\?|$)/
/** A page is kept by its address; none that is read by many is longer. */
const KEY_CHARACTERS_MAX = 2_000
const PART = /[?&]_rsc=/

export function openShop(needs: ShopNeeds): Answering {
  const { settings, passOn } = needs
  const visitor = openVisitor(settings)
  const compress = compression()
  const headers = constantHeaders(settings)

  return (request, response) => {
    request.url = originForm(request.url)
    const address = visitor(request)
    if (isPassedOn(request.url)) {
      passOn(request, response, address)
      return
    }
    const url = readable(request.url)
    request.url = url
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (isShared(url)) {
      needs.sharePictures(request, response, address)
      return
    }
    if (!isSameOrigin(request)) {
      refuse(
        response,
        403,
        'This was sent from another site, and nothing was done. Open the shop itself and try again.',
      )
      return
    }
    if (Number(request.headers['content-length']) > FORM_BYTES_MAX && !PICTURE.test(url)) {
      refuse(response, 413, 'This is more than the shop takes at once, and nothing was done. Send less.')
      return
    }
    const cookie = withOneRegion(request.headers.cookie)
    if (cookie !== undefined) request.headers.cookie = cookie
    // Express’s shape, of which it needs no more than Node’s own.
    compress(request as never, response as never, () => {
      answer(needs, request, response, address).catch(() => response.destroy())
    })
  }
}

function refuse(response: ServerResponse, status: 403 | 413, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}

async function answer(
  needs: ShopNeeds,
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
): Promise<void> {
  const url = request.url ?? '/'
  if (url.startsWith('/_next/')) return needs.handle(request, response)

  const page: Page = {
    url: ownUrl(url),
    nonce: newNonce(),
    address,
    cookies: request.headers.cookie ?? '',
    tags: new Set(),
    isPublic: false,
    status: undefined,
  }
  const policy = contentPolicy(page.nonce, needs.settings)
  response.setHeader('content-security-policy', policy)
  const key = needs.isCacheCurrent() ? keyOf(request) : undefined
  const kept = key === undefined ? undefined : await keptPage(needs, key)
  if (kept) {
    for (const [name, value] of Object.entries(kept.headers)) response.setHeader(name, value)
    // What packs it takes the length off again.
    response.setHeader('content-length', kept.length)
    response.cork()
    if (request.method !== 'HEAD') writePage(kept, page.nonce, response)
    response.end()
    response.uncork()
    return undefined
  }

  const renewed = await needs.renew(request.headers.cookie, address)
  if (renewed) {
    request.headers.cookie = renewed.cookie
    response.appendHeader('set-cookie', renewed.setCookie)
  }
  // Next takes the nonce for its scripts out of the request’s own policy. Whatever a stranger put there is replaced.
  request.headers['content-security-policy'] = policy
  answerAsSaid(response, page)
  sayFailureUnaided(response, url)
  const make = () => makingPage(page, () => needs.handle(request, response))
  if (key === undefined || request.method !== 'GET') return make()
  const mark = needs.cache.mark()
  record(response, (bytes, headers) => {
    if (!page.isPublic || page.status !== undefined) return
    const shown = Buffer.from(scriptsLast(bytes.toString(), page.nonce))
    needs.cache.keep(key, toKeep(shown, page.nonce, { headers, tags: [...page.tags] }), mark)
    needs.turns.remember(key)
  })
  return needs.turns.take(key, make)
}

async function keptPage({ cache, turns }: ShopNeeds, key: string): Promise<KeptPage | undefined> {
  const kept = cache.get(key)
  if (kept) return kept
  await turns.pass(key)
  return cache.get(key)
}

/** A page finds out while it is made that it is missing: Next has no word for that which leaves the page whole. */
function answerAsSaid(response: ServerResponse, page: Page): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 200 ? (page.status ?? 200) : status, ...rest)
}

/** Without what Next adds to an address when it asks for a part of a page. */
function ownUrl(url: string): string {
  return url.replace(/([?&])_rsc=[^&]*&?/, '$1').replace(/[?&]$/, '')
}

/**
 * One page for one address, region and nothing else; undefined for what is not a whole page. Next's own requests for
 * parts of a page differ by what the browser has already, and are made anew.
 */
function keyOf({ method, url = '/', headers }: IncomingMessage): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || headers['rsc'] !== undefined) return undefined
  if (headers['next-action'] !== undefined || url.length > KEY_CHARACTERS_MAX) return undefined
  // Next passes over it, so that one page would be kept under as many names as a stranger thinks up.
  if (PART.test(url)) return undefined
  return `${regionIn(readCookies(headers.cookie))} ${url}`
}

/** Browsers name the origin of whoever sends a form or a script's request; somebody else's page changes nothing here. */
function isSameOrigin({ method = 'GET', headers }: IncomingMessage): boolean {
  if (SAFE_METHODS.has(method)) return true
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return headers.cookie === undefined || site === 'same-origin'
  const asked = headers['x-forwarded-host'] ?? host
  return URL.canParse(origin) && new URL(origin).host === asked
}
