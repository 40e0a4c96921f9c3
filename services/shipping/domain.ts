/**
 * What sending costs: a flat price a method, nothing above a threshold. Prices are the same figures in
 * every currency with cents; one without minor units costs a hundred times the figure: 4.99 USD, 499 JPY.
 */
import { formatMoney, minorDigits, type Minor } from '@rialto/kernel/money/money'

type Method = {
  readonly label: string
  /** In hundredths of a unit. */
  readonly price: number
  /** The subtotal from which it is free, in hundredths. */
  readonly freeFrom?: number
}

export const METHODS: Readonly<Record<string, Method>> = {
  standard: { label: 'Standard shipping', price: 499, freeFrom: 5_000 },
  express: { label: 'Express shipping', price: 1_499 },
  pickup: { label: 'Pick-up in the shop', price: 0 },
}

export type Basket = { readonly currency: string; readonly subtotal: Minor; readonly method: string }

export type Quote =
  | {
      readonly outcome: 'quoted'
      readonly method: string
      readonly label: string
      readonly amount: Minor
      readonly reason: string
    }
  | { readonly outcome: 'unknown_shipping_method'; readonly known: readonly string[] }

/** The price of a method, and a sentence that tells why. */
export function quote({ currency, subtotal, method: asked }: Basket): Quote {
  const name = asked.trim().toLowerCase()
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) return { outcome: 'unknown_shipping_method', known: Object.keys(METHODS) }
  const { label } = method
  const price = minorOf(method.price, currency)
  if (price === 0)
    return { outcome: 'quoted', method: name, label, amount: 0, reason: `${label} costs nothing` }
  if (method.freeFrom === undefined) {
    return {
      outcome: 'quoted',
      method: name,
      label,
      amount: price,
      reason: `${label} costs ${formatMoney(price, currency)}`,
    }
  }
  const freeFrom = minorOf(method.freeFrom, currency)
  const free = subtotal >= freeFrom
  const reason = free
    ? `${label} is free from ${formatMoney(freeFrom, currency)}`
    : `${label} costs ${formatMoney(price, currency)} below ${formatMoney(freeFrom, currency)}`
  return { outcome: 'quoted', method: name, label, amount: free ? 0 : price, reason }
}

/** Hundredths are minor units already where a unit has two digits, and are taken as they are where it has none. */
function minorOf(hundredths: number, currency: string): Minor {
  return hundredths * 10 ** Math.max(0, minorDigits(currency) - 2)
}
