'use client'
/** What the map shows, and more of it, in words and figures. */
import type { ServiceView } from '@rialto/contracts/platform'
import { unreadText } from '../event/behind.ts'
import { StatusPill } from '../ui/status-pill.tsx'
import { LOOKS, msText, rateText } from './looks.ts'
import { callsPerMinute, linesFor, stateOf } from './map.ts'

export function ServiceTable({ items }: { readonly items: readonly ServiceView[] }) {
  const lines = linesFor(items)
  const isApart = items.some(({ origin }) => origin !== null)
  return (
    <div className="mt-4 overflow-x-auto rounded-card border border-hairline bg-raised">
      <table className="table" aria-label="Services">
        <thead>
          <tr>
            <th scope="col" className="first">
              Service
            </th>
            <th scope="col">State</th>
            <th scope="col" className="end">
              Calls a minute
            </th>
            <th scope="col" className="end">
              Failed
            </th>
            <th scope="col" className="end">
              Half within
            </th>
            <th scope="col" className="end">
              95 of 100 within
            </th>
            <th scope="col" className="end">
              Not heard yet
            </th>
            <th scope="col" className="end">
              Set aside
            </th>
            <th scope="col">Asks (a minute)</th>
            <th scope="col">Hears</th>
            {isApart && <th scope="col">Lives</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.name}
              item={item}
              lines={lines.filter(({ from }) => from === item.name)}
              isApart={isApart}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  item,
  lines,
  isApart,
}: {
  readonly item: ServiceView
  readonly lines: ReturnType<typeof linesFor>
  /** Whether some of them live in a process of their own; where all are together, saying so of each tells nothing. */
  readonly isApart: boolean
}) {
  const { name, summary, calls, unreadEvents, parkedEvents, hears, origin } = item
  const { word, tone } = LOOKS[stateOf(item)]
  const asked = lines.map(({ to, perMinute }) => (perMinute ? `${to} (${rateText(perMinute)})` : to))
  return (
    <tr>
      <td className="first font-semibold">
        {parkedEvents === null ? (
          <span title={summary}>{name}</span>
        ) : (
          <a href={`/admin/events?service=${name}`} title={summary} className="hover:underline">
            {name}
          </a>
        )}
      </td>
      <td>
        <StatusPill tone={tone}>{word}</StatusPill>
      </td>
      <td className="end">{rateText(callsPerMinute(item))}</td>
      <td className="end">{calls === null ? '–' : calls.failed.toLocaleString('en')}</td>
      <td className="end">{msText(calls?.p50Ms)}</td>
      <td className="end">{msText(calls?.p95Ms)}</td>
      <td className="end">{unreadEvents === null ? '–' : unreadText(unreadEvents)}</td>
      <td className="end">
        {parkedEvents === null || parkedEvents === 0 ? (
          (parkedEvents ?? '–')
        ) : (
          <a href={`/admin/events/dead-letters?service=${name}`} className="text-link hover:underline">
            {parkedEvents.toLocaleString('en')}
          </a>
        )}
      </td>
      <td className="min-w-48 text-muted whitespace-normal">{asked.join(', ') || '–'}</td>
      <td className="min-w-32 text-muted whitespace-normal">{hears.join(', ') || '–'}</td>
      {isApart && <td className="text-muted">{origin ?? 'in this process'}</td>}
    </tr>
  )
}
