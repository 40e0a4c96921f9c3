/** When a signing key signs, when its successor is made, and how long tokens of it are believed. */
const HOUR_MS = 60 * 60_000
const SIGNS_FOR_MS = 30 * 24 * HOUR_MS
/** A successor stands in the key set this long before it signs, so that every cache has learnt it. */
const ANNOUNCED_AHEAD_MS = 24 * HOUR_MS
/** Longer than a token lives, with room for clocks that disagree. */
const VERIFIES_AFTER_MS = HOUR_MS

export type Term = { readonly signsFrom: Date; readonly signsUntil: Date }

/**
 * The key to sign with: of those whose time it is, the one that came last. A clock that was set back finds
 * none; then the first to come is better than nobody signing in.
 */
export function signingKey<K extends Term>(keys: readonly K[], now: number): K | undefined {
  const inOrder = keys
    .filter(({ signsUntil }) => now < signsUntil.getTime())
    .toSorted((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime())
  return inOrder.findLast(({ signsFrom }) => signsFrom.getTime() <= now) ?? inOrder[0]
}

/** The term of the next key, or undefined while the last one has time enough. */
export function nextTerm(keys: readonly Term[], now: number): Term | undefined {
  const lastUntil = Math.max(...keys.map(({ signsUntil }) => signsUntil.getTime()), 0)
  if (lastUntil - now > ANNOUNCED_AHEAD_MS) return undefined
  const from = Math.max(lastUntil, now)
  return { signsFrom: new Date(from), signsUntil: new Date(from + SIGNS_FOR_MS) }
}

/** Keys that stopped signing before this have no token left that could be good. */
export function oldestVerifying(now: number): Date {
  return new Date(now - VERIFIES_AFTER_MS)
}
