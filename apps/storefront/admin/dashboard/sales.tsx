/** The figures of a period, and the one before it to compare with. */
import type { OrderSummary } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
import type { Staff } from '../shell/staff.ts'
import { Figures } from './figures.tsx'
import { periodBefore, type Period } from './period.ts'
import { RevenueChart } from './revenue-chart.tsx'
import { TopProducts } from './top-products.tsx'

export async function Sales({
  summary,
  period,
  staff,
}: {
  readonly summary: OrderSummary
  readonly period: Period
  readonly staff: Staff
}) {
  const { timeZone, currency, days } = summary
  const shop = await myShop()
  const before = await shop.order.summary({
    query: { ...periodBefore(period), timeZone, ...(currency === null ? {} : { currency }) },
  })
  return (
    <>
      <Figures summary={summary} period={period} staff={staff} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <RevenueChart days={days} before={before.days} currency={currency ?? 'USD'} />
        <TopProducts summary={summary} />
      </div>
    </>
  )
}
