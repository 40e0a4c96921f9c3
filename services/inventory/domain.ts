/** What holding stock means, decided on numbers that the store has locked. */

export type HoldRequest = {
  /** The order, or the reservation made by hand. */
  readonly id: string
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  readonly ttlSeconds: number
  readonly reference?: string
}

type Shortage = { readonly sku: string; readonly requested: number; readonly available: number }

export type HoldOutcome =
  | { readonly outcome: 'held'; readonly short: readonly [] }
  | { readonly outcome: 'out_of_stock'; readonly short: readonly Shortage[] }

/** A line as the batch statement saw it: `free` before the batch, null for a SKU that is not kept. */
export type SeenLine = {
  readonly item: number
  readonly sku: string
  readonly quantity: number
  readonly free: number | null
  readonly granted: boolean
}

export const HELD: HoldOutcome = { outcome: 'held', short: [] }

/**
 * Reads the verdicts of a batch. The statement admits by running sums, which also count neighbours
 * that were refused in the end; so a refusal is certain only where what is left after the batch is
 * too little. The other refused items are `undecided` and must be asked again alone, which is exact.
 */
export function readVerdicts(count: number, seen: readonly SeenLine[]): (HoldOutcome | 'undecided')[] {
  const left = new Map<string, number>()
  for (const { sku, free } of seen) left.set(sku, free ?? 0)
  for (const { sku, quantity, granted } of seen) if (granted) left.set(sku, (left.get(sku) ?? 0) - quantity)

  const refused = new Map<number, Shortage[]>()
  for (const { item, sku, quantity, granted } of seen) {
    if (granted) continue
    const available = left.get(sku) ?? 0
    const short = refused.get(item) ?? []
    if (quantity > available) short.push({ sku, requested: quantity, available })
    refused.set(item, short)
  }
  return Array.from({ length: count }, (_, item) => {
    const short = refused.get(item)
    if (!short) return HELD
    return short.length > 0 ? { outcome: 'out_of_stock', short } : 'undecided'
  })
}

/** Two lines of one SKU are one wish: the statements see each SKU once per item, or they would count it twice. */
export function mergeLines(lines: HoldRequest['lines']): HoldRequest['lines'] {
  if (lines.length < 2) return lines
  const merged = new Map<string, number>()
  for (const { sku, quantity } of lines) merged.set(sku, (merged.get(sku) ?? 0) + quantity)
  return merged.size === lines.length ? lines : [...merged].map(([sku, quantity]) => ({ sku, quantity }))
}
