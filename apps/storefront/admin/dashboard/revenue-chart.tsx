/** What came in day by day, beside the same days of the period before: two lines, told apart by dashes and by name. */
import type { OrderSummary } from '@rialto/contracts/order'
import { formatMoney } from '../../region/money.ts'
import { Panel } from '../ui/panel.tsx'
import { dayText } from '../ui/time.ts'
import { grouped, pathOf, pointsOf, ticksOf } from './chart.ts'

type Day = OrderSummary['days'][number]

/** Above this a point is a week. */
const DAYS_SINGLE_MAX = 92
const WEEK = 7
const DATES_SHOWN = 6

type Bar = { readonly from: string; readonly revenue: number; readonly orders: number }

export function RevenueChart({
  days,
  before,
  currency,
}: {
  readonly days: readonly Day[]
  readonly before: readonly Day[]
  readonly currency: string
}) {
  const size = days.length > DAYS_SINGLE_MAX ? WEEK : 1
  const [now, then] = [barsOf(days, size), barsOf(before, size).slice(0, Math.ceil(days.length / size))]
  const ticks = ticksOf([...now, ...then].map(({ revenue }) => revenue))
  const money = (amount: number) => formatMoney(amount, currency, 'en')
  const hasBefore = then.some(({ revenue }) => revenue !== 0)
  return (
    <Panel title={size === 1 ? 'Revenue by day' : 'Revenue by week'}>
      <div aria-hidden className="flex gap-2 text-small text-muted">
        <div className="flex h-56 flex-col-reverse justify-between text-end">
          {ticks.map((tick) => (
            <span key={tick} className="-my-2">
              {short(tick, currency)}
            </span>
          ))}
        </div>
        <div className="min-w-0 flex-1">
          <div className="relative h-56">
            <div className="absolute inset-0 flex flex-col justify-between">
              {ticks.map((tick) => (
                <span key={tick} className="h-px bg-hairline" />
              ))}
            </div>
            <svg
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              className="absolute inset-0 size-full overflow-visible"
            >
              {hasBefore && (
                <Line
                  values={then.map(({ revenue }) => revenue)}
                  ticks={ticks}
                  look="text-muted"
                  dashes="4 3"
                />
              )}
              <Line
                values={now.map(({ revenue }) => revenue)}
                ticks={ticks}
                look="text-chart-1"
                dashes=""
                isFilled
              />
            </svg>
            <Names now={endOf(now, ticks)} then={hasBefore ? endOf(then, ticks) : undefined} />
            <Readings now={now} then={hasBefore ? then : []} ticks={ticks} money={money} />
          </div>
          <Dates bars={now} />
        </div>
      </div>
      <details className="mt-3 text-note">
        <summary className="inline-block text-muted hover:text-ink">As a table</summary>
        <div className="mt-2 max-h-72 overflow-auto" role="region" aria-label="Revenue as a table">
          <table className="w-full">
            <thead className="text-start text-muted">
              <tr>
                <th scope="col" className="py-1 text-start font-medium">
                  {size === 1 ? 'Day' : 'Week from'}
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  Orders
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  Revenue
                </th>
              </tr>
            </thead>
            <tbody>
              {now.toReversed().map(({ from, orders, revenue }) => (
                <tr key={from} className="border-t border-hairline">
                  <td className="py-1">{labelOf(from)}</td>
                  <td className="text-end">{orders.toLocaleString('en')}</td>
                  <td className="text-end">{money(revenue)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  )
}

function Line({
  values,
  ticks,
  look,
  dashes,
  isFilled = false,
}: {
  readonly values: readonly number[]
  readonly ticks: readonly number[]
  readonly look: string
  readonly dashes: string
  readonly isFilled?: boolean
}) {
  const path = pathOf(pointsOf(values, ticks))
  return (
    <g className={look}>
      {isFilled && values.length > 1 && (
        <path d={`${path}L100 100L0 100Z`} fill="currentColor" opacity="0.08" />
      )}
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeDasharray={dashes}
        vectorEffect="non-scaling-stroke"
      />
    </g>
  )
}

/** A field for each point; who points at one reads it. */
function Readings({
  now,
  then,
  ticks,
  money,
}: {
  readonly now: readonly Bar[]
  readonly then: readonly Bar[]
  readonly ticks: readonly number[]
  readonly money: (amount: number) => string
}) {
  const points = pointsOf(
    now.map(({ revenue }) => revenue),
    ticks,
  )
  const width = 100 / Math.max(1, now.length - 1)
  return (
    <div className="absolute inset-0">
      {now.map(({ from, revenue, orders }, index) => {
        const { x, y } = points[index] ?? { x: 0, y: 0 }
        const isLate = x > 60
        return (
          <div
            key={from}
            className="group absolute inset-y-0"
            style={{ insetInlineStart: `${x - width / 2}%`, width: `${width}%` }}
          >
            <span className="absolute inset-y-0 start-1/2 hidden w-px bg-control group-hover:block" />
            <span
              className="absolute start-1/2 hidden size-2 -translate-x-1/2 -translate-y-1/2 rounded-pill bg-chart-1 ring-2 ring-raised group-hover:block"
              style={{ top: `${y}%` }}
            />
            <span
              className={`absolute top-0 z-10 hidden rounded-control bg-ink px-2.5 py-1.5 whitespace-nowrap text-on-ink shadow-float group-hover:block ${isLate ? 'end-1/2 me-3' : 'start-1/2 ms-3'}`}
            >
              <span className="block font-semibold">{labelOf(from)}</span>
              <span className="block">
                {money(revenue)}, {orders === 1 ? '1 order' : `${orders.toLocaleString('en')} orders`}
              </span>
              {then[index] && <span className="block opacity-80">before: {money(then[index].revenue)}</span>}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function Dates({ bars }: { readonly bars: readonly Bar[] }) {
  const step = Math.max(1, Math.ceil(bars.length / DATES_SHOWN))
  return (
    <div className="relative mt-2 h-4">
      {bars.map(({ from }, index) => {
        if (index % step !== 0 || bars.length === 1) return null
        const x = (index / Math.max(1, bars.length - 1)) * 100
        return (
          <span
            key={from}
            className={`absolute whitespace-nowrap ${(index / step) % 2 === 1 ? 'max-sm:hidden' : ''} ${index === 0 ? '' : x > 96 ? '-translate-x-full' : '-translate-x-1/2'}`}
            style={{ insetInlineStart: `${x}%` }}
          >
            {labelOf(from)}
          </span>
        )
      })}
    </div>
  )
}

/** Each line is called by its name where it ends; two that end together are told one above the other. */
function Names({ now, then }: { readonly now: number; readonly then: number | undefined }) {
  const isAbove = then === undefined || now <= then
  return (
    <>
      <Name y={now} isAbove={isAbove} look="text-chart-1" text="This period" />
      {then !== undefined && <Name y={then} isAbove={!isAbove} look="text-muted" text="The one before" />}
    </>
  )
}

function Name({
  y,
  isAbove,
  look,
  text,
}: {
  readonly y: number
  readonly isAbove: boolean
  readonly look: string
  readonly text: string
}) {
  return (
    <span
      className={`pointer-events-none absolute end-0 rounded-small bg-raised/85 px-1 font-semibold ${look} ${isAbove ? '-mt-1 -translate-y-full' : 'mt-1'}`}
      style={{ top: `${Math.min(88, Math.max(12, y))}%` }}
    >
      {text}
    </span>
  )
}

function barsOf(days: readonly Day[], size: number): readonly Bar[] {
  return grouped(days, size).map((some) => ({
    from: some[0]?.date ?? '',
    revenue: some.reduce((sum, { revenue }) => sum + revenue, 0),
    orders: some.reduce((sum, { orders }) => sum + orders, 0),
  }))
}

function endOf(bars: readonly Bar[], ticks: readonly number[]): number {
  return (
    pointsOf(
      bars.map(({ revenue }) => revenue),
      ticks,
    ).at(-1)?.y ?? 100
  )
}

/** The API's days are days already, of whichever zone. */
function labelOf(day: string): string {
  return dayText(`${day}T12:00:00Z`, new Date(), 'UTC')
}

function short(amount: number, currency: string): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(amount)
}
