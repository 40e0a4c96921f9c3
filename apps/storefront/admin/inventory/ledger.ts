/** The ledger of a SKU page by page: each movement with the counts before and after it, counted back from now. */

/** Where a page goes on, and what was on hand after its first movement. */
export type LedgerPage = { readonly cursor: string | undefined; readonly count: number }

const BETWEEN = '~'

export function pageText({ cursor, count }: LedgerPage): string {
  return `${cursor ?? ''}${BETWEEN}${count}`
}

/** What an address says of a page; the first one, with what is on hand now, where it says nothing that holds. */
export function readPage(text: string | undefined, onHand: number): LedgerPage {
  const [, cursor, count] = /^([\w-]+)~(-?\d{1,12})$/.exec(text ?? '') ?? []
  return cursor === undefined ? { cursor: undefined, count: onHand } : { cursor, count: Number(count) }
}

export function counted<M extends { readonly delta: number }>(
  movements: readonly M[],
  count: number,
): readonly (M & { readonly before: number; readonly after: number })[] {
  let after = count
  return movements.map((movement) => {
    const before = after - movement.delta
    const told = { ...movement, before, after }
    after = before
    return told
  })
}
