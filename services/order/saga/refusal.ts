/** Why an order was refused, in the words that its client reads. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { OrderState } from '../domain.ts'

export type Shortage = { readonly sku: string; readonly requested: number; readonly available: number }

export const OUT_OF_STOCK = 'out_of_stock'

export function outOfStock(state: OrderState, short: readonly Shortage[]): Problem {
  const nameOf = (wanted: string) => state.placed.lines.find(({ sku }) => sku === wanted)?.name ?? wanted
  const lines = short.map((line) => ({ ...line, name: nameOf(line.sku) }))
  const named = lines.map(({ name, available }) => `${name} (${available} left)`).join(', ')
  return new Problem('out_of_stock', {
    detail: `Not enough is in stock${named ? `: ${named}` : ''}. Nothing was reserved or charged.`,
    orderId: state.id,
    lines,
  })
}

export function declined(reason: string): Problem {
  return new Problem('payment_declined', {
    detail: `The payment was refused (${reason}). Nothing was charged and nothing is reserved.`,
    reason,
  })
}

/** What an order that came to rest says about itself; undefined where it was not refused. */
export function refusalOf(state: OrderState): Problem | undefined {
  if (state.status === 'declined') return declined(state.reason ?? 'declined')
  if (state.status === 'cancelled' && state.reason === OUT_OF_STOCK) return outOfStock(state, [])
  return undefined
}
