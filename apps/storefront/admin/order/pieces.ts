/** How many pieces of each line went back, and how many may still. */
import type { OrderRefund, OrderReturn } from '@rialto/contracts/order'

/** Pieces that were refunded or are about to be, by line. */
export function piecesBack(refunds: readonly OrderRefund[]): ReadonlyMap<string, number> {
  return counted(refunds.filter(({ status }) => status !== 'failed').flatMap(({ lines }) => lines))
}

/** Pieces that are coming back or have come, by line. */
export function piecesReturned(returns: readonly OrderReturn[]): ReadonlyMap<string, number> {
  return counted(returns.filter(({ status }) => status !== 'rejected').flatMap(({ lines }) => lines))
}

function counted(
  lines: readonly { readonly lineId: string; readonly quantity: number }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { lineId, quantity } of lines) counts.set(lineId, (counts.get(lineId) ?? 0) + quantity)
  return counts
}
