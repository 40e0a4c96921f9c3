/** A number with how it went, and how it compares with the period before. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { SMALL_ICON } from '../ui/button.ts'
import { pathOf, pointsOf, ticksOf } from './chart.ts'
import type { Change } from './change.ts'

export function Figure({
  name,
  value,
  change,
  note,
  values = [],
}: {
  readonly name: string
  readonly value: string
  readonly change: Change | undefined
  /** Beside the change, or where there is none. */
  readonly note: string
  /** Day by day, for the line. */
  readonly values?: readonly number[]
}) {
  return (
    <section aria-label={name} className="flex flex-col rounded-card border border-hairline bg-raised p-4">
      <h2 className="text-note text-muted">{name}</h2>
      <div className="mt-1 flex items-end justify-between gap-3">
        <p className="text-figure font-semibold tracking-tight">{value}</p>
        {values.length > 1 && <Spark values={values} />}
      </div>
      <p className="mt-2 flex flex-wrap items-center gap-x-1.5 text-small text-muted">
        {change && (
          <span
            className={`inline-flex items-center gap-0.5 font-semibold ${change.direction === 'up' ? 'text-success' : change.direction === 'down' ? 'text-danger' : ''}`}
          >
            {change.direction === 'up' && <ArrowUp {...SMALL_ICON} size={14} />}
            {change.direction === 'down' && <ArrowDown {...SMALL_ICON} size={14} />}
            {change.direction !== 'same' && (
              <span className="sr-only">{change.direction === 'up' ? 'up' : 'down'} </span>
            )}
            {change.text}
          </span>
        )}
        {note}
      </p>
    </section>
  )
}

function Spark({ values }: { readonly values: readonly number[] }) {
  const ticks = ticksOf(values)
  return (
    <svg
      aria-hidden
      viewBox="0 -4 100 108"
      preserveAspectRatio="none"
      className="mb-1 h-7 w-20 shrink-0 overflow-visible text-chart-1"
    >
      <path
        d={pathOf(pointsOf(values, ticks))}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
