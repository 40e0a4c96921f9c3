/** Prices that look like prices: 9.90, 24.00, 129.00, 1,299.99. In minor units of a currency with cents. */
import type { Chance } from '../chance.ts'

const MINOR = 100

/** More goods are cheap than dear. */
export function priceBetween([from, to]: readonly [number, number], chance: Chance): number {
  return asPrice(from + (to - from) * chance.unit() ** 1.6, chance.unit())
}

/** A larger size costs a share more. */
export function addedPrice(price: number, share: number): number {
  return share === 0 ? price : asPrice((price / MINOR) * (1 + share), 0)
}

function asPrice(dollars: number, taste: number): number {
  if (dollars < 20) return Math.floor(dollars) * MINOR + (taste < 0.6 ? 90 : 50)
  if (dollars < 100) return Math.round(dollars) * MINOR + (taste < 0.6 ? 0 : -10)
  if (dollars < 1_000) return (Math.round(dollars / 10) * 10 - 1) * MINOR
  return Math.round(dollars / 50) * 50 * MINOR - 1
}
