/** The four numbers: what came in, from how many orders, how many carts became one, and what an order is worth. */
import type { OrderSummary } from '@rialto/contracts/order'
import { formatMoney } from '../../region/money.ts'
import { myShop } from '../../session/shop.ts'
import type { Staff } from '../shell/staff.ts'
import { dayText } from '../ui/time.ts'
import { changeOf, pointsChanged } from './change.ts'
import { grouped } from './chart.ts'
import { Figure } from './figure.tsx'
import type { Period } from './period.ts'

/** A small line has no room for more. */
const SPARK_POINTS_MAX = 45

export function Figures({
  summary,
  period,
  staff,
}: {
  readonly summary: OrderSummary
  readonly period: Period
  readonly staff: Staff
}) {
  const { totals, previous, days } = summary
  const currency = summary.currency ?? 'USD'
  const money = (amount: number) => formatMoney(amount, currency, 'en')
  const against = `against the ${period.days === 1 ? 'day' : `${period.days} days`} before`
  const spark = (valueOf: (day: readonly Day[]) => number) =>
    grouped(days, Math.ceil(days.length / SPARK_POINTS_MAX)).map(valueOf)
  const noteFor = (before: number) => (before === 0 ? 'nothing to compare with yet' : against)
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <Figure
        name="Revenue"
        value={money(totals.revenue)}
        change={changeOf(totals.revenue, previous.revenue)}
        note={noteFor(previous.revenue)}
        values={spark((some) => sumOf(some, 'revenue'))}
      />
      <Figure
        name="Orders"
        value={totals.orders.toLocaleString('en')}
        change={changeOf(totals.orders, previous.orders)}
        note={noteFor(previous.orders)}
        values={spark((some) => sumOf(some, 'orders'))}
      />
      {staff.may('carts:read') && (
        <Conversion period={period} timeZone={summary.timeZone} against={against} />
      )}
      <Figure
        name="Average order"
        value={money(totals.averageOrderValue)}
        change={changeOf(totals.averageOrderValue, previous.averageOrderValue)}
        note={noteFor(previous.averageOrderValue)}
        values={spark((some) => {
          const paid = sumOf(some, 'paidOrders')
          return paid === 0 ? 0 : (sumOf(some, 'revenue') + sumOf(some, 'refunds')) / paid
        })}
      />
    </div>
  )
}

type Day = OrderSummary['days'][number]

function sumOf(days: readonly Day[], name: 'revenue' | 'orders' | 'paidOrders' | 'refunds'): number {
  return days.reduce((sum, day) => sum + day[name], 0)
}

async function Conversion({
  period: { from, to },
  timeZone,
  against,
}: {
  readonly period: Period
  readonly timeZone: string
  readonly against: string
}) {
  const shop = await myShop()
  const { conversion, begun, ordered, previous, countedSince } = await shop.cart.summary({
    query: { from, to, timeZone },
  })
  const change = pointsChanged(conversion, previous.conversion)
  const isShort = countedSince !== null && countedSince > `${from}T23:59:59Z`
  const carts = `${ordered.toLocaleString('en')} of ${begun.toLocaleString('en')} carts`
  return (
    <Figure
      name="Conversion"
      value={conversion === null ? 'No carts yet' : `${(conversion * 100).toFixed(1)} %`}
      change={change}
      note={
        conversion === null
          ? 'of carts that were begun'
          : isShort
            ? `${carts}, counted since ${dayText(countedSince, new Date(), timeZone)}`
            : `${carts}${change ? `, ${against}` : ''}`
      }
    />
  )
}
