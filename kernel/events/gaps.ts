/**
 * Which events a cursor may pass. Ids are drawn in the order in which things happen to a key, but they
 * commit in any order: behind a gap there may be an event that nobody sees yet, and a cursor that
 * passed it would lose it for ever. A gap is final once every transaction has ended that ran when the
 * event behind it was first seen, for whoever drew a lower id had begun by then.
 */

/**
 * From one look at the database: the number of the oldest transaction that still runs, or of the next one
 * to begin where none does; and that of the next one to begin.
 */
export type Snapshot = { readonly oldestRunning: bigint; readonly nextToBegin: bigint }

/** Gaps before `upTo` may still be filled, until every transaction before `final` has ended. */
export type Doubt = { readonly upTo: number; readonly final: bigint }

/** How many of the ids (ascending, behind `after`) may be passed, and the doubt that keeps the others. */
export function passable(
  ids: readonly number[],
  after: number,
  { oldestRunning, nextToBegin }: Snapshot,
  doubt: Doubt | undefined,
): { readonly count: number; readonly doubt?: Doubt } {
  const nothingRuns = oldestRunning >= nextToBegin
  const finalUpTo = doubt && oldestRunning >= doubt.final ? doubt.upTo : 0
  let expected = after + 1
  for (const [count, id] of ids.entries()) {
    const gap = id !== expected
    if (gap && !nothingRuns && id > finalUpTo) {
      const known = doubt && id <= doubt.upTo ? doubt : { upTo: ids.at(-1) ?? id, final: nextToBegin }
      return { count, doubt: known }
    }
    expected = id + 1
  }
  return { count: ids.length }
}
