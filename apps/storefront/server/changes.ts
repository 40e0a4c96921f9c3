/**
 * Hears from the gateway what has changed in the catalogue, and forgets the pages that show it. While it cannot hear,
 * no page is taken from the cache.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { PageCache } from './page-cache.ts'

const PATH = '/internal/changes'
const WAIT_FIRST_MS = 250
const WAIT_MAX_MS = 5_000
/** The gateway says something at least every 15 s. */
const SILENCE_MS_MAX = 40_000

type Change = { readonly products: readonly string[]; readonly categories: boolean; readonly all: boolean }

export type Hearing = {
  /** Whether every change until now is known. */
  readonly isCurrent: boolean
  stop(): void
}

export function hearChanges({
  gateway,
  credential,
  cache,
  warn,
}: {
  readonly gateway: string
  readonly credential: string
  readonly cache: PageCache
  readonly warn: (line: string) => void
}): Hearing {
  const ending = new AbortController()
  let isCurrent = false

  void (async () => {
    let wait = WAIT_FIRST_MS
    while (!ending.signal.aborted) {
      try {
        await listen(() => (wait = WAIT_FIRST_MS))
      } catch (error) {
        if (isCurrent)
          warn(`changes are not heard: ${(error as Error).message}; pages are made anew until they are`)
      }
      isCurrent = false
      await sleep(wait, undefined, { signal: ending.signal }).catch(() => {})
      wait = Math.min(wait * 2, WAIT_MAX_MS)
    }
  })()

  async function listen(onHello: () => void): Promise<void> {
    const quiet = new AbortController()
    let timer = setTimeout(() => quiet.abort(), SILENCE_MS_MAX)
    try {
      const response = await fetch(`${gateway}${PATH}`, {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${credential}` },
        signal: AbortSignal.any([quiet.signal, ending.signal]),
      })
      if (!response.ok || !response.body) throw new Error(`the gateway answered ${response.status}`)
      let text = ''
      for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(timer)
        timer = setTimeout(() => quiet.abort(), SILENCE_MS_MAX)
        const messages = (text + piece).split('\n\n')
        text = messages.pop() ?? ''
        for (const message of messages) take(message, onHello)
      }
      throw new Error('the gateway ended the stream')
    } finally {
      clearTimeout(timer)
    }
  }

  function take(message: string, onHello: () => void): void {
    const event = /^event: ?(.*)$/m.exec(message)?.[1]
    if (event === 'hello') {
      // What changed before is unknown.
      cache.forgetAll()
      isCurrent = true
      onHello()
    } else if (event === 'change') {
      const data = /^data: ?(.*)$/m.exec(message)?.[1] ?? '{}'
      apply(JSON.parse(data) as Partial<Change>)
    }
  }

  function apply({ products = [], categories = false, all = false }: Partial<Change>): void {
    if (all) cache.forgetAll()
    else
      cache.forget([
        'catalogue',
        ...(categories ? ['categories'] : []),
        ...products.map((id) => `product:${id}`),
      ])
  }

  return {
    get isCurrent() {
      return isCurrent
    },
    stop: () => ending.abort(),
  }
}
