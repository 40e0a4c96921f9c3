/** What may be done with a refresh token: used once, by its session, while the session lives. */
const DAY_MS = 24 * 60 * 60_000
const IDLE_MS = 30 * DAY_MS
const ABSOLUTE_MS = 180 * DAY_MS

export type Presented = {
  /** Whether it is the token that the session waits for. */
  readonly isCurrent: boolean
  /** Whether the one that replaced it did so while this request was already under way. */
  readonly isRaced: boolean
  readonly isEnded: boolean
  readonly usableUntil: Date
}

export type RefreshDecision = 'rotate' | 'refuse' | 'refuse_race' | 'end_session'

/**
 * A token that was used before has been stolen, by whoever used it or by whoever comes now, and nobody can
 * tell which: the session ends. Only a request that had begun before the other was answered is let off
 * (two tabs that wake together): it gets nothing, so a thief gains nothing by it either.
 */
export function decideRefresh(
  { isCurrent, isRaced, isEnded, usableUntil }: Presented,
  now: number,
): RefreshDecision {
  if (isEnded) return 'refuse'
  if (!isCurrent) return isRaced ? 'refuse_race' : 'end_session'
  return now < usableUntil.getTime() ? 'rotate' : 'refuse'
}

/** How long a session lives unused, and at the longest. */
export function sessionTerm(now: number): { readonly usableUntil: Date; readonly endsAt: Date } {
  return { usableUntil: new Date(now + IDLE_MS), endsAt: new Date(now + ABSOLUTE_MS) }
}

/** Using it prolongs it, up to its end. */
export function prolonged(endsAt: Date, now: number): Date {
  return new Date(Math.min(now + IDLE_MS, endsAt.getTime()))
}

/** How far a gateway has read of the sessions that ended; while it reads on, where it goes back to afterwards. */
export type EndPoint = { readonly xid: string; readonly id: string; readonly horizon: string | undefined }

export function readPoint(text: string): EndPoint {
  const [xid = '0', horizon, id = ''] = text.split(':')
  return { xid, id, horizon }
}

/** The point after a bite: further on in the same reading, or the horizon at which that reading began. */
export function nextPoint(
  { horizon: begunAt }: EndPoint,
  {
    horizon,
    ended,
  }: { readonly horizon: string; readonly ended: readonly { readonly xid: string; readonly id: string }[] },
  most: number,
): { readonly next: string; readonly more: boolean } {
  const last = ended.at(-1)
  const more = ended.length === most && last !== undefined
  return more
    ? { next: `${last.xid}:${begunAt ?? horizon}:${last.id}`, more }
    : { next: begunAt ?? horizon, more }
}
