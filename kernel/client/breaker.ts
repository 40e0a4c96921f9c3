/**
 * Spares callers the wait for a service that does not answer: after a few failures in a row they are
 * refused at once, and only a health check is sent, until it succeeds.
 */
import type { Timers } from '../ports/ports.ts'

const FAILURES_MAX = 5
const PROBE_EVERY_MS = 500

export type Breaker = {
  isOpen(): boolean
  succeeded(): void
  failed(): void
  /** Stops asking. */
  close(): void
}

/** `probe` rejects while the service is not back. */
export function openBreaker(probe: () => Promise<void>, timers: Timers): Breaker {
  let failures = 0
  let cancel: (() => void) | undefined

  function probeSoon(): void {
    cancel = timers.after(PROBE_EVERY_MS, () => {
      probe().then(succeeded, () => {
        if (cancel) probeSoon()
      })
    })
  }

  function succeeded(): void {
    failures = 0
    cancel?.()
    cancel = undefined
  }

  return {
    isOpen: () => cancel !== undefined,
    succeeded: () => {
      // An answer to what was asked before does not say that the service is back.
      if (cancel === undefined) failures = 0
    },
    failed: () => {
      failures += 1
      if (failures >= FAILURES_MAX && cancel === undefined) probeSoon()
    },
    close: succeeded,
  }
}
