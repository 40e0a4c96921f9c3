/** Adding sold orders up by day, status and currency, all in whole minor units. */
import { scale, type Minor } from '@rialto/kernel/money/money'
import type { Status } from '../domain.ts'
import type { Sold } from './store.ts'

/** Amounts of one currency. */
export type Figures = {
  readonly orders: number
  readonly paidOrders: number
  readonly revenue: Minor
  readonly refunds: Minor
}
export type Totals = Figures & { readonly averageOrderValue: Minor }

function figuresOf(sold: readonly Sold[]): Figures {
  const sum = (of: (one: Sold) => number) => sold.reduce((all, one) => all + of(one), 0)
  return {
    orders: sum(({ orders }) => orders),
    paidOrders: sum(({ paidOrders }) => paidOrders),
    revenue: sum(({ paid, refunded }) => paid - refunded),
    refunds: sum(({ refunded }) => refunded),
  }
}

export function totalsOf(sold: readonly Sold[]): Totals {
  const figures = figuresOf(sold)
  const { revenue, refunds, paidOrders } = figures
  return { ...figures, averageOrderValue: paidOrders === 0 ? 0 : scale(revenue + refunds, 1, paidOrders) }
}

export function byDay(
  days: readonly string[],
  sold: readonly Sold[],
): readonly (Figures & { readonly date: string })[] {
  const ofDay = Map.groupBy(sold, ({ day }) => day)
  return days.map((date) => ({ date, ...figuresOf(ofDay.get(date) ?? []) }))
}

/** Most orders first. */
export function byStatus(sold: readonly Sold[]): readonly { status: Status; orders: number }[] {
  return [...Map.groupBy(sold, ({ status }) => status)]
    .map(([status, same]) => ({ status, orders: figuresOf(same).orders }))
    .toSorted((a, b) => b.orders - a.orders || (a.status < b.status ? -1 : 1))
}

/** Most orders first; two with as many by name. */
export function byCurrency(
  sold: readonly Sold[],
): readonly { readonly currency: string; readonly totals: Totals }[] {
  return [...Map.groupBy(sold, ({ currency }) => currency)]
    .map(([currency, same]) => ({ currency, totals: totalsOf(same) }))
    .toSorted((a, b) => b.totals.orders - a.totals.orders || (a.currency < b.currency ? -1 : 1))
}
