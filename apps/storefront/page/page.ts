/**
 * What the process knows of the page that is just being made, on both sides of the framework: the server (run by
 * Node as it is) opens it around a request, the components (compiled) read it and say what the page was made from.
 * The two are compiled apart, so they meet at a name that is the whole process's.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

export type Page = {
  /** Path and query as the browser asked for them. */
  readonly url: string
  /** Fresh for each answer: only scripts that carry it run. */
  readonly nonce: string
  /** Where the browser asked from, as far as the proxies that are trusted tell. */
  readonly address: string
  /** As the browser sent them, for what must be known in the midst of a page, where nothing can be waited for. */
  readonly cookies: string
  /** Names of what the page shows; a change to one of them ends its time in the cache. */
  readonly tags: Set<string>
  /** Whether it is the same for everybody in this language and region; a page says so itself. */
  isPublic: boolean
  /** Instead of 200: 404 where what it should show is not there, 403 where it is for others; a page says so itself. */
  status: 404 | 403 | undefined
}

type Held = { storage?: AsyncLocalStorage<Page>; forget?: (tags: readonly string[]) => void }

const NAME = Symbol.for('rialto.storefront.page')
const held = ((globalThis as Record<symbol, unknown>)[NAME] ??= {}) as Held
const storage = (held.storage ??= new AsyncLocalStorage<Page>())

/** Runs `make` with `page` in sight of everything that it calls. */
export function makingPage<T>(page: Page, make: () => T): T {
  return storage.run(page, make)
}

/** The page that is being made; undefined outside of one, as while building. */
export function currentPage(): Page | undefined {
  return storage.getStore()
}

/** Says that the page is the same for everybody, and may be kept until something that it shows changes. */
export function keepPage(): void {
  const page = storage.getStore()
  if (page) page.isPublic = true
}

/**
 * Says that there is nothing here, before the page has begun to go out: it answers 404. Next's own `notFound` gives an
 * empty document that only scripts fill.
 */
export function missPage(): void {
  const page = storage.getStore()
  if (page) page.status = 404
}

/** Says, as early, that what is here is not for whoever asks: it answers 403. */
export function refusePage(): void {
  const page = storage.getStore()
  if (page) page.status = 403
}

/** Says what the page shows: `product:prod-1`, `catalogue`, `categories`. */
export function showing(...tags: readonly string[]): void {
  const page = storage.getStore()
  for (const tag of tags) page?.tags.add(tag)
}

/** Ends the time of every kept page that shows one of these: after a change of one's own, at once. */
export function forgetPages(tags: readonly string[]): void {
  held.forget?.(tags)
}

/** For the server alone: who forgets. */
export function onForget(forget: (tags: readonly string[]) => void): void {
  held.forget = forget
}
