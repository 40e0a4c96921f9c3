/** One list out of many: asks each desk for as much as a page holds, newest first, and cuts a page off the top. */
import { isOutage } from '@rialto/kernel/contract/problem'
import type { Desk } from '@rialto/kernel/events/desk'

/** Where the list goes on at each service; one that is not named begins at its newest. */
export type Positions<P> = { readonly [service: string]: P }

type Gathering<R, P, V> = {
  readonly desks: readonly (readonly [name: string, desk: Desk])[]
  readonly limit: number
  readonly from: Positions<P>
  readonly encode: (positions: Positions<P>) => string
  /** At most so many rows after this position, newest first. */
  readonly ask: (desk: Desk, before: P | undefined, most: number) => Promise<readonly R[]>
  /** RFC 3339. */
  readonly timeOf: (row: R) => string
  readonly positionOf: (row: R) => P
  readonly viewOf: (row: R, service: string) => V
}

/** A service that does not answer is named as missing, and the others are shown. */
export async function gather<R, P, V>(
  gathering: Gathering<R, P, V>,
): Promise<{ items: V[]; nextCursor: string | null; missing: string[] }> {
  const { desks, limit, from, encode, ask, timeOf, positionOf, viewOf } = gathering
  const missing: string[] = []
  const found = await Promise.all(
    desks.map(async ([name, desk]) => {
      try {
        return { name, rows: await ask(desk, from[name], limit + 1) }
      } catch (error) {
        if (!isOutage(error)) throw error
        missing.push(name)
        return { name, rows: [] }
      }
    }),
  )
  const all = merged(found, timeOf, limit + 1)
  const shown = all.slice(0, limit)
  const next: Record<string, P> = { ...from }
  for (const { name, row } of shown) next[name] = positionOf(row)
  return {
    items: shown.map(({ name, row }) => viewOf(row, name)),
    nextCursor: all.length > limit ? encode(next) : null,
    missing: missing.toSorted(),
  }
}

/**
 * The newest first, and those of one service in their own order: a transaction may get a later id than one that
 * began after it, and a page that sorted them anew would lose what it skipped.
 */
function merged<R>(
  lists: readonly { readonly name: string; readonly rows: readonly R[] }[],
  timeOf: (row: R) => string,
  most: number,
): { name: string; row: R }[] {
  const heads = lists.map(({ name, rows }) => ({ name, rows, at: 0 }))
  const taken: { name: string; row: R }[] = []
  while (taken.length < most) {
    let newest: { readonly head: (typeof heads)[number]; readonly row: R } | undefined
    for (const head of heads) {
      const row = head.rows[head.at]
      if (row !== undefined && (!newest || timeOf(row) > timeOf(newest.row))) newest = { head, row }
    }
    if (!newest) break
    newest.head.at += 1
    taken.push({ name: newest.head.name, row: newest.row })
  }
  return taken
}
