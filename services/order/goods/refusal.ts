/** Why pieces cannot be taken, in the words that their client reads. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { OrderState } from '../domain.ts'
import { lineId, type WantedLine } from './domain.ts'

export function unknownLine(state: OrderState, lines: readonly WantedLine[], place: number): Problem {
  const { lineId: id, sku } = lines[place] ?? {}
  const known = state.placed.lines.map((line, i) => `${lineId(i)} (${line.sku})`).join(', ')
  return new Problem('unknown_line', {
    detail:
      id === undefined && sku === undefined
        ? `Say which line by lineId or sku. The order has ${known}.`
        : `The order has no line ${[id, sku].filter((name) => name !== undefined).join(' with the SKU ')}. It has ${known}.`,
    errors: [{ path: `/lines/${place}`, message: 'names no line of the order', code: 'unknown_line' }],
  })
}
