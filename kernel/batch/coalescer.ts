/**
 * Coalesces concurrent callers of one step into batches: what has arrived while the lanes were busy or
 * while this turn of the event loop ran. Under load the batch grows and the cost per item falls; alone,
 * an item waits for nothing but the end of the turn. The first step of a chain may also let callers
 * `gather`, so that they go through the chain as few large batches instead of many small ones.
 *
 * Measured on the order path (docs/performance.md): coalescing is worth a factor of four and more;
 * a third lane brings nothing.
 */
import { isOutage, Problem } from '../contract/problem.ts'
import type { Clock, Timers } from '../ports/ports.ts'

export type CoalescerOptions<I, O> = {
  readonly name: string
  /** Answers each item in order; an `Error` is that item's refusal, a throw fails the execution. */
  readonly run: (items: readonly I[]) => Promise<readonly (O | Error)[]>
  readonly itemsMax: number
  readonly lanes: number
  /** More waiting callers than this are refused with `unavailable`: better at once than too late. */
  readonly queueMax?: number
  /** Asked when an item's turn comes: whoever stopped waiting is refused instead of worked for. */
  readonly refuse?: (item: I) => Error | undefined
  readonly observe?: (size: number) => void
  /** Keeps the next batch waiting from the start of the last one, by its size; one caller alone never waits. */
  readonly gather?: Gather
}

export type Gather = {
  readonly clock: Clock
  readonly timers: Timers
  readonly msPerItem: number
  readonly msMax: number
}

type Waiting<I, O> = {
  readonly item: I
  readonly resolve: (value: O) => void
  readonly reject: (error: Error) => void
}

const QUEUE_MAX = 10_000
const RETRY_AFTER_SECONDS = '1'

export type Coalescer<I, O> = {
  (item: I): Promise<O>
  /** Resolves when nothing waits or runs. */
  drain(): Promise<void>
}

export function coalesce<I, O>(options: CoalescerOptions<I, O>): Coalescer<I, O> {
  const { run, itemsMax, lanes, queueMax = QUEUE_MAX, refuse, observe, gather } = options
  let queue: Waiting<I, O>[] = []
  let running = 0
  let woken = false
  let drained: (() => void)[] = []
  /** When the next batch has gathered. */
  let gatheredAt = 0

  function wake(): void {
    if (woken || running >= lanes) return
    woken = true
    const wait = gather ? gatheredAt - gather.clock.now() : 0
    // After this turn of the loop at the earliest: all requests that were parsed in it share a batch.
    if (gather && wait > 0) gather.timers.after(wait, dispatch)
    else setImmediate(dispatch)
  }

  function dispatch(): void {
    woken = false
    while (queue.length > 0 && running < lanes) {
      const taken = queue.slice(0, itemsMax)
      queue = queue.slice(itemsMax)
      const batch = refuse ? taken.filter((waiting) => !turnedAway(waiting, refuse)) : taken
      if (batch.length > 0) void occupyLane(batch)
    }
    if (queue.length === 0 && running === 0) rest()
  }

  async function occupyLane(batch: readonly Waiting<I, O>[]): Promise<void> {
    running += 1
    observe?.(batch.length)
    if (gather) gatheredAt = gather.clock.now() + gatherMs(gather, batch.length)
    await execute(batch)
    running -= 1
    if (queue.length > 0) wake()
    else if (running === 0) rest()
  }

  /**
   * A thrown execution is asked again by halves, so that one bad item fails alone. In an outage that
   * would only multiply the load: then all are refused, and may ask again.
   */
  async function execute(batch: readonly Waiting<I, O>[]): Promise<void> {
    let answers: readonly (O | Error)[]
    try {
      answers = await run(batch.map(({ item }) => item))
      if (answers.length !== batch.length)
        throw new Error(`${options.name}: ${answers.length} answers to ${batch.length}`)
    } catch (error) {
      if (batch.length === 1 || isOutage(error)) {
        for (const { reject } of batch) reject(error as Error)
        return
      }
      const half = Math.ceil(batch.length / 2)
      await execute(batch.slice(0, half))
      await execute(batch.slice(half))
      return
    }
    batch.forEach(({ resolve, reject }, i) => {
      const answer = answers[i] as O | Error
      if (answer instanceof Error) reject(answer)
      else resolve(answer)
    })
  }

  function rest(): void {
    for (const done of drained) done()
    drained = []
  }

  const call = (item: I): Promise<O> => {
    if (queue.length >= queueMax) return Promise.reject(overloaded(options.name))
    const { promise, resolve, reject } = Promise.withResolvers<O>()
    queue.push({ item, resolve, reject })
    wake()
    return promise
  }
  return Object.assign(call, {
    drain: () => {
      if (queue.length === 0 && running === 0) return Promise.resolve()
      return new Promise<void>((resolve) => drained.push(resolve))
    },
  })
}

function turnedAway<I>({ item, reject }: Waiting<I, never>, refuse: (item: I) => Error | undefined): boolean {
  const refusal = refuse(item)
  if (refusal) reject(refusal)
  return refusal !== undefined
}

function gatherMs({ msPerItem, msMax }: Gather, size: number): number {
  return size === 1 ? 0 : Math.min(msMax, size * msPerItem)
}

function overloaded(name: string): Problem {
  return new Problem('unavailable', {
    detail: `Too many requests are waiting for ${name}; ask again shortly.`,
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
  })
}
