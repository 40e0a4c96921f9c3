/**
 * What an order costs, step by step: subtotal, discount, shipping, tax, total. Every amount is a whole
 * number of minor units, and the steps add up to the total to the last of them.
 */
import assert from 'node:assert/strict'
import { checkMinor } from '@rialto/kernel/money/money'

type PricedLine = {
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly price: number
  readonly discount: number
  readonly tax: number
}

export type Assessment = {
  /** Basis points of the general rate: what an invoice explains the tax of a line with. */
  readonly rate: number
  readonly label: string
  readonly lines: readonly number[]
  readonly shipping: number
}

export type Quote = {
  readonly method: string
  readonly label: string
  readonly amount: number
  readonly reason: string
}

export type Price = {
  readonly lines: PricedLine[]
  readonly subtotal: number
  readonly discount: number
  readonly shipping: number
  readonly tax: number
  readonly taxRate: number
  readonly total: number
  readonly pricing: { readonly step: string; readonly label: string; readonly amount: number }[]
}

type Item = Omit<PricedLine, 'discount' | 'tax'>

export function subtotalOf(items: readonly Item[]): number {
  return checkMinor(items.reduce((sum, { price, quantity }) => sum + checkMinor(price * quantity), 0))
}

/** A reason that begins with what it is about says it once. */
function labelOf({ label, reason }: Quote): string {
  return reason.startsWith(label) ? reason : `${label}: ${reason}`
}

/** Adds the steps up. `assessed.lines` belongs to `items` by position. */
export function priceOrder(items: readonly Item[], quote: Quote, assessed: Assessment): Price {
  assert(assessed.lines.length === items.length)
  const lines = items.map((item, i) => ({ ...item, discount: 0, tax: assessed.lines[i] ?? 0 }))
  const subtotal = subtotalOf(items)
  const discount = lines.reduce((sum, line) => sum + line.discount, 0)
  const tax = lines.reduce((sum, line) => sum + line.tax, assessed.shipping)
  const total = checkMinor(subtotal - discount + quote.amount + tax)
  assert(total >= 0, `a total of ${total} is below zero`)
  const pricing = [
    { step: 'subtotal', label: `${items.length} line${items.length === 1 ? '' : 's'}`, amount: subtotal },
    { step: 'shipping', label: labelOf(quote), amount: quote.amount },
    { step: 'tax', label: assessed.label, amount: tax },
    { step: 'total', label: 'To pay', amount: total },
  ]
  return { lines, subtotal, discount, shipping: quote.amount, tax, taxRate: assessed.rate, total, pricing }
}
