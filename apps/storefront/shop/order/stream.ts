/**
 * Tells a page what happens to an order, for a while: its timeline is looked at again and again, and whatever is new
 * is sent on. Bounded in time and number, as each stream holds a connection and asks the shop.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rialto } from '@rialto/client'

const LASTS_MS = 120_000
/** A payment is decided within seconds; a parcel takes its time. */
const LOOK_EVERY_MS = 2_000
const LOOK_EVERY_MS_MAX = 10_000
const SLOWER_BY = 1.2
/** The browser waits so long before it comes back. */
const BACK_AFTER_MS = 3_000
const STREAMS_MAX = 300
const STREAMS_PER_ADDRESS_MAX = 6
/** Nothing follows these. */
const LAST = new Set(['order.declined', 'order.cancelled'])

const open = new Map<string, number>()
let total = 0

export type Entry = { readonly type: string; readonly at: string }
export type Look = () => Promise<readonly Entry[]>

/** Undefined where there are as many as there may be. */
export function openStream({
  look,
  first,
  after,
  address,
  signal,
}: {
  readonly look: Look
  /** What the timeline is now. */
  readonly first: readonly Entry[]
  /** How many entries the page shows. */
  readonly after: number
  /** Of whoever listens. */
  readonly address: string
  readonly signal: AbortSignal
}): ReadableStream<Uint8Array> | undefined {
  const mine = open.get(address) ?? 0
  if (total >= STREAMS_MAX || mine >= STREAMS_PER_ADDRESS_MAX) return undefined
  open.set(address, mine + 1)
  total += 1
  const encoder = new TextEncoder()
  const gone = new AbortController()
  const ended = AbortSignal.any([signal, gone.signal])

  return new ReadableStream({
    async start(controller) {
      const send = (text: string) => {
        if (!ended.aborted) controller.enqueue(encoder.encode(text))
      }
      send(`retry: ${BACK_AFTER_MS}\n\n`)
      try {
        await tell({ look, first, after, send, signal: ended })
      } catch {
        // The page comes back by itself, and is then told what it missed.
      } finally {
        leave(address)
        if (!ended.aborted) controller.close()
      }
    },
    cancel: () => gone.abort(),
  })
}

async function tell({
  look,
  first,
  after,
  send,
  signal,
}: {
  readonly look: Look
  readonly first: readonly Entry[]
  readonly after: number
  readonly send: (text: string) => void
  readonly signal: AbortSignal
}): Promise<void> {
  const until = Date.now() + LASTS_MS
  let seen = after
  let entries = first
  let wait = LOOK_EVERY_MS
  while (!signal.aborted && Date.now() < until) {
    for (const [place, { type, at }] of entries.entries()) {
      if (place < seen) continue
      send(`event: change\nid: ${place + 1}\ndata: ${JSON.stringify({ type, at })}\n\n`)
      wait = LOOK_EVERY_MS
    }
    seen = Math.max(seen, entries.length)
    const last = entries.at(-1)
    if (last && LAST.has(last.type)) {
      send('event: end\ndata: {}\n\n')
      return
    }
    await sleep(wait, undefined, { signal })
    wait = Math.min(wait * SLOWER_BY, LOOK_EVERY_MS_MAX)
    entries = await look()
    // Proxies end what is silent.
    send(': still here\n\n')
  }
}

function leave(address: string): void {
  total -= 1
  const left = (open.get(address) ?? 1) - 1
  if (left <= 0) open.delete(address)
  else open.set(address, left)
}

export function lookerFor(api: Rialto['order'], id: string, token: string | undefined): Look {
  const asked = { params: { id }, query: token === undefined ? {} : { token } }
  return async () => (await api.timeline(asked)).items
}
