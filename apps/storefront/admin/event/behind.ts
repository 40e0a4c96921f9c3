/** Who is behind whom, as one reads it: those who speak in their order, and of each who waits longest for it. */
import type { EventLag } from '@rialto/contracts/event'
import { durationText } from '../ui/time.ts'

export type Behind = EventLag['items'][number]

/** Further the API does not count. */
const UNREAD_MAX = 10_000

/** A moment is what hearing takes: an event so young is on its way, and nobody is behind. */
const MOMENT_MS = 5_000
const FAR_MS = 60_000

export function isBehind({ unread, oldestUnreadMs }: Behind): boolean {
  return unread > 0 && (oldestUnreadMs ?? 0) >= MOMENT_MS
}

/** So far that somebody should look. */
export function isFarBehind(item: Behind): boolean {
  return isBehind(item) && (item.oldestUnreadMs ?? 0) >= FAR_MS
}

/** Who is furthest behind stands first; who has heard everything, by name. */
export function inOrder(items: readonly Behind[]): readonly Behind[] {
  return items.toSorted(
    (one, other) =>
      (other.oldestUnreadMs ?? 0) - (one.oldestUnreadMs ?? 0) ||
      one.service.localeCompare(other.service) ||
      one.consumer.localeCompare(other.consumer),
  )
}

export function unreadText(unread: number): string {
  const count = unread.toLocaleString('en')
  return unread >= UNREAD_MAX ? `${count} or more` : count
}

/** All of it in a sentence. */
export function behindText(items: readonly Behind[]): string {
  const [first, ...others] = inOrder(items).filter(isBehind)
  if (!first) return 'Everybody has heard what was said.'
  const further = others.length === 0 ? '' : `, and ${others.length} more wait`
  return `${first.consumer} is ${durationText(first.oldestUnreadMs ?? 0)} behind ${first.service}${further}.`
}
