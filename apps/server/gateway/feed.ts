/**
 * What changes in the catalogue, wherever that lives: asked again and again, each answer waiting for the next change,
 * while anybody listens. In the same process that is a call, else a request of the kind that all services make.
 */
import type { CatalogClient } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Logger } from '@rialto/kernel/observe/log'
import { openPause } from '@rialto/kernel/ports/pause'
import type { Ports } from '@rialto/kernel/ports/ports'

/** Also how long a catalogue that is told to stop may be held up. */
const WAIT_MS = 1_000
const ANSWER_MS_MAX = 5_000
const RETRY_AFTER_MS = 250
/**
 * The memory of another process of the catalogue, and the index of search, hear of a change within half a second. A
 * page made of them in between would show the old for good: so each change is told once more.
 */
const ECHO_AFTER_MS = 1_000

export type Change = {
  readonly products: readonly string[]
  readonly categories: boolean
  readonly all: boolean
}

type Listener = {
  /** Everything that changes from now on will be told. */
  readonly onReady: () => void
  readonly onChange: (change: Change) => void
}

export type Feed = {
  /** Gives back what ends it. */
  subscribe(listener: Listener): () => void
}

export type FeedNeeds = Ports & { readonly catalog: Pick<CatalogClient, 'news'>; readonly log: Logger }

export function openFeed({ catalog, clock, timers, ids, log }: FeedNeeds): Feed {
  const ready = new Set<Listener>()
  const waiting = new Set<Listener>()
  const pause = openPause(timers)
  let isRunning = false
  let point: string | null = null

  async function run(): Promise<void> {
    let isDeaf = false
    while (ready.size + waiting.size > 0) {
      try {
        const { next, ...change } = await catalog.news({ body: { since: point, waitMs: waitMs() } }, call())
        point = next
        if (change.products.length > 0 || change.categories || change.all) tell(change)
        welcome()
        isDeaf = false
      } catch (error) {
        if (!isDeaf) log.warn({ err: error }, 'changes of the catalogue cannot be heard just now')
        isDeaf = true
        await pause.wait(RETRY_AFTER_MS)
      }
    }
    // What happens while nobody listens, nobody missed: who comes next begins where the catalogue is then.
    point = null
    isRunning = false
  }

  /** Who has just come is not kept waiting for a change. */
  function waitMs(): number {
    return point === null || waiting.size > 0 ? 0 : WAIT_MS
  }

  function call(): Call {
    return {
      caller: { kind: 'service', name: 'gateway' },
      requestId: ids.next('req'),
      deadline: clock.now() + WAIT_MS + ANSWER_MS_MAX,
    }
  }

  function tell(change: Change): void {
    const say = () => {
      for (const listener of ready) listener.onChange(change)
    }
    say()
    timers.after(ECHO_AFTER_MS, say)
  }

  function welcome(): void {
    for (const listener of waiting) {
      waiting.delete(listener)
      ready.add(listener)
      listener.onReady()
    }
  }

  return {
    subscribe: (listener) => {
      waiting.add(listener)
      if (!isRunning) {
        isRunning = true
        void run()
      } else if (point !== null) {
        // All that is committed from here on is behind the point.
        welcome()
      }
      return () => {
        waiting.delete(listener)
        ready.delete(listener)
        pause.interrupt()
      }
    },
  }
}
