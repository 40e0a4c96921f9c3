/** Which days the dashboard tells of: those offered as links, any others by a form. */
import { buttonStyle } from '../ui/button.ts'
import { DAYS_OFFERED, type Period } from './period.ts'

const NAMES: Readonly<Record<number, string>> = {
  7: '7 days',
  30: '30 days',
  90: '90 days',
  365: '12 months',
}

export function PeriodBar({
  period,
  currency,
  currencies,
}: {
  readonly period: Period
  readonly currency: string | null
  readonly currencies: readonly string[]
}) {
  const state = (more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams(
      period.offered === undefined ? { from: period.from, to: period.to } : { days: String(period.offered) },
    )
    for (const [name, value] of Object.entries(more)) query.set(name, value)
    return `/admin?${query.toString()}`
  }
  const kept: Readonly<Record<string, string>> =
    currencies.length > 1 && currency !== null ? { currency } : {}
  return (
    <div className="flex flex-wrap items-center gap-2">
      {currencies.length > 1 && (
        <Links
          label="Currency"
          links={currencies.map((code) => ({
            text: code,
            href: state({ currency: code }),
            isCurrent: code === currency,
          }))}
        />
      )}
      <Links
        label="Period"
        links={DAYS_OFFERED.map((days) => ({
          text: NAMES[days] ?? `${days} days`,
          href: `/admin?${new URLSearchParams({ ...kept, days: String(days) }).toString()}`,
          isCurrent: days === period.offered,
        }))}
      />
      <form action="/admin" className="flex flex-wrap items-center gap-1.5">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Day name="from" label="From" value={period.from} />
        <span aria-hidden className="text-muted">
          –
        </span>
        <Day name="to" label="To" value={period.to} />
        <button className={buttonStyle('plain')}>Show</button>
      </form>
    </div>
  )
}

function Day({
  name,
  label,
  value,
}: {
  readonly name: string
  readonly label: string
  readonly value: string
}) {
  return (
    <input
      key={value}
      type="date"
      name={name}
      aria-label={label}
      defaultValue={value}
      required
      className="target rounded-control border border-control/60 bg-raised px-2 text-note"
    />
  )
}

type Link = { readonly text: string; readonly href: string; readonly isCurrent: boolean }

function Links({ label, links }: { readonly label: string; readonly links: readonly Link[] }) {
  return (
    <nav aria-label={label} className="flex rounded-control border border-control/60 bg-raised p-0.5">
      {links.map(({ text, href, isCurrent }) => (
        <a
          key={text}
          href={href}
          aria-current={isCurrent ? 'true' : undefined}
          className="inline-flex h-7 items-center rounded-small px-2.5 text-note text-muted pointer-coarse:h-10 hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {text}
        </a>
      ))}
    </nav>
  )
}
