/**
 * Tells a page how the services are, for a while. Each reading is a look at every service and every database, so the
 * streams are bounded in time and number; the browser comes back by itself, and shows then who it is.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isProblem } from '@rialto/client'
import type { Reading } from './map.ts'

const LASTS_MS = 120_000
const LOOK_EVERY_MS = 2_000
/** The browser waits so long before it comes back. */
const BACK_AFTER_MS = 500
const STREAMS_MAX = 50
const REFUSED = new Set([401, 403])

let open = 0

/** Undefined where there are as many as there may be. */
export function openReadings({
  look,
  first,
  signal,
}: {
  readonly look: () => Promise<Reading>
  readonly first: Reading
  readonly signal: AbortSignal
}): ReadableStream<Uint8Array> | undefined {
  if (open >= STREAMS_MAX) return undefined
  open += 1
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
        await tell(look, first, send, ended)
      } catch {
        // Whoever listened has gone, or comes back and is told by the answer.
      } finally {
        open -= 1
        if (!ended.aborted) controller.close()
      }
    },
    cancel: () => gone.abort(),
  })
}

async function tell(
  look: () => Promise<Reading>,
  first: Reading,
  send: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + LASTS_MS
  let reading: Reading | undefined = first
  while (!signal.aborted && Date.now() < until) {
    send(reading ? `event: reading\ndata: ${JSON.stringify(reading)}\n\n` : 'event: away\ndata: {}\n\n')
    await sleep(LOOK_EVERY_MS, undefined, { signal })
    // One that is slow is waited for: asking it again would make it slower.
    reading = await look().catch((error: unknown) => {
      // Whoever may not know any more, or has to show anew who they are, is told no other way.
      if (isProblem(error) && REFUSED.has(error.status)) throw error
      return undefined
    })
  }
}
