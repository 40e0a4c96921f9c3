/**
 * How wrong passwords slow down the next try. The first few cost nothing; then each doubles the wait. An
 * address that the owner signed in from is counted for itself and is still listened to while it waits, so
 * that neither strangers nor the owner's own typing lock the owner out; but not for ever, or that address
 * could guess without end.
 */
const FAILURES_FREE = 5
const KNOWN_ADDRESS_FAILURES_MAX = 50
const BACKOFF_FIRST_MS = 1_000
const BACKOFF_MAX_MS = 5 * 60_000
export const FAILURES_FORGOTTEN_MS = 60 * 60_000

export type Failures = { readonly failures: number; readonly blockedUntil: Date; readonly failedAt: Date }

/** What has been counted and still counts. */
export function standing(counted: Failures | undefined, now: number): Failures | undefined {
  return counted && now - counted.failedAt.getTime() < FAILURES_FORGOTTEN_MS ? counted : undefined
}

/** Milliseconds until the next try is looked at; 0 for now. */
export function waitMs(counted: Failures | undefined, now: number): number {
  return counted ? Math.max(0, counted.blockedUntil.getTime() - now) : 0
}

/** Whether the password is compared at all. */
export function isListenedTo(counted: Failures | undefined, isKnownAddress: boolean, now: number): boolean {
  if (!counted || waitMs(counted, now) === 0) return true
  return isKnownAddress && counted.failures < KNOWN_ADDRESS_FAILURES_MAX
}

/** The count after one more wrong password. */
export function afterFailure(counted: Failures | undefined, now: number): Failures {
  const failures = (counted?.failures ?? 0) + 1
  const doublings = failures - FAILURES_FREE
  const backoff =
    doublings < 0 ? 0 : Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(doublings, 20))
  return { failures, blockedUntil: new Date(now + backoff), failedAt: new Date(now) }
}
