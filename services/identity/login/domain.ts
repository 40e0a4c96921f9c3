/**
 * How wrong passwords slow down the next try. They are counted for the account and the address together: the
 * first few cost nothing, then each doubles the wait, so that who guesses in one place waits alone, and the
 * owner signs in from any other. All strange addresses together are counted as well, or a crowd of them could
 * guess without end; that takes a hundred within the hour. An address that the owner signed in from, or set
 * a new password from, counts for itself only and is listened to while it waits, though not for ever.
 */
const FAILURES_FREE = 5
export const STRANGERS_FAILURES_FREE = 100
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
export function afterFailure(counted: Failures | undefined, now: number, free = FAILURES_FREE): Failures {
  const failures = (counted?.failures ?? 0) + 1
  const doublings = failures - free
  const backoff =
    doublings < 0 ? 0 : Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(doublings, 20))
  return { failures, blockedUntil: new Date(now + backoff), failedAt: new Date(now) }
}
