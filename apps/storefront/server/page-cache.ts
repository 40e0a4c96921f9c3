/**
 * Keeps whole pages that are the same for everybody, by tag. Next's own page cache cannot: a page in it would carry
 * the same nonce for all (docs/decisions/0013). A page is kept in pieces, cut where its nonce stood, and every answer puts a
 * nonce of its own between them. Pieces are bytes and are never copied: at 200 pages a second the garbage of joined
 * pages was over half of the processor's time.
 */
import { LRUCache } from 'lru-cache'

const BYTES_MAX = 48 * 1024 * 1024
const TAGS_REMEMBERED_MAX = 20_000

export type KeptPage = {
  readonly pieces: readonly Buffer[]
  /** Of the whole page with a nonce in every gap. */
  readonly length: number
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly string[]
}

export type PageCache = {
  get(key: string): KeptPage | undefined
  /** A mark to take before a page is made: what is forgotten after it may not be kept. */
  mark(): number
  keep(key: string, page: KeptPage, mark: number): void
  forget(tags: readonly string[]): void
  forgetAll(): void
  readonly size: number
}

/** A page as it was made, ready to be kept. */
export function toKeep(
  bytes: Buffer,
  nonce: string,
  { headers, tags }: Pick<KeptPage, 'headers' | 'tags'>,
): KeptPage {
  const pieces: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf(nonce); at !== -1; at = bytes.indexOf(nonce, from)) {
    pieces.push(bytes.subarray(from, at))
    from = at + nonce.length
  }
  return {
    pieces: [...pieces, bytes.subarray(from)],
    length: bytes.length,
    // Nothing that is fetched ahead needs one: the policy asks for it on scripts alone.
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replaceAll(`; nonce="${nonce}"`, '')]),
    ),
    tags,
  }
}

/** What a kept page is written to. */
type Sink = { write(piece: Buffer | string): unknown }

/** Writes the page; `nonce` is as long as the one that it was made with. */
export function writePage({ pieces }: KeptPage, nonce: string, sink: Sink): void {
  pieces.forEach((piece, i) => {
    if (i > 0) sink.write(nonce)
    sink.write(piece)
  })
}

export function openPageCache(bytesMax = BYTES_MAX): PageCache {
  const pages = new LRUCache<string, KeptPage>({
    maxSize: bytesMax,
    sizeCalculation: ({ length }, key) => length + key.length,
    dispose: (page, key) => unlink(key, page.tags),
  })
  const keysOf = new Map<string, Set<string>>()
  let now = 0
  /** When each tag was forgotten last; of those that this has lost, no later than `floor`. */
  let floor = 0
  const forgottenAt = new LRUCache<string, number>({
    max: TAGS_REMEMBERED_MAX,
    dispose: (at, _tag, reason) => {
      if (reason === 'evict') floor = Math.max(floor, at)
    },
  })

  function unlink(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = keysOf.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysOf.delete(tag)
    }
  }

  return {
    get: (key) => pages.get(key),
    mark: () => now,
    keep(key, page, mark) {
      const isStale = page.tags.some((tag) => (forgottenAt.get(tag) ?? floor) > mark)
      if (isStale) return
      pages.set(key, page)
      if (!pages.has(key)) return
      for (const tag of page.tags) {
        const keys = keysOf.get(tag) ?? new Set()
        keysOf.set(tag, keys.add(key))
      }
    },
    forget(tags) {
      now += 1
      for (const tag of tags) {
        forgottenAt.set(tag, now)
        // Each deletion takes a key out of the set that this walks; a set allows that.
        for (const key of keysOf.get(tag) ?? []) pages.delete(key)
      }
    },
    forgetAll() {
      now += 1
      floor = now
      forgottenAt.clear()
      pages.clear()
    },
    get size() {
      return pages.size
    },
  }
}
