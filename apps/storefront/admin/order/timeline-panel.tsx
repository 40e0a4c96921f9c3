/** What happened to the order, the newest first, each as a sentence with who did it, when, and the data behind it. */
import { PLACES } from '../shell/places.ts'
import type { Staff } from '../shell/staff.ts'
import { Ago } from '../ui/ago.tsx'
import { Panel } from '../ui/panel.tsx'
import { actorsOf, type Actors } from './actors.ts'
import type { Happened } from './lane.ts'
import { NoteForm } from './note-form.tsx'
import { told } from './told.ts'

export type Entry = Happened & { readonly text: string }

const DOTS: Readonly<Record<string, string>> = {
  'order.declined': 'bg-danger',
  'order.refund_failed': 'bg-danger',
  'order.cancelled': 'bg-warning',
  'order.awaiting_payment': 'bg-warning',
  'order.confirmed': 'bg-success',
  'order.delivered': 'bg-success',
}

export async function TimelinePanel({
  orderId,
  userId,
  entries,
  staff,
}: {
  readonly orderId: string
  readonly userId: string | null
  readonly entries: readonly Entry[]
  readonly staff: Staff
}) {
  const actors = await actorsOf(entries, userId, staff)
  const events = PLACES.find(({ path }) => path === '/admin/events')
  const hasEvents = events !== undefined && staff.may('events:read')
  return (
    <Panel
      title="Timeline"
      actions={
        hasEvents && (
          <a href={`/admin/events?key=${orderId}`} className="text-note text-link hover:underline">
            All events of this order
          </a>
        )
      }
    >
      {staff.may('orders:note') && <NoteForm orderId={orderId} />}
      <ol className="mt-4 grid gap-4 border-s border-hairline ps-5">
        {entries.toReversed().map((entry, index) => (
          <Row key={`${entry.at} ${entry.type} ${index}`} entry={entry} actors={actors} />
        ))}
      </ol>
    </Panel>
  )
}

function Row({ entry, actors }: { readonly entry: Entry; readonly actors: Actors }) {
  const { type, at, text, data } = entry
  const isNote = type === 'order.note_added'
  const by = typeof data['by'] === 'string' ? (actors.get(data['by']) ?? data['by']) : undefined
  return (
    <li className="relative text-note">
      <span
        aria-hidden
        className={`absolute -start-[1.56rem] top-1.5 size-2 rounded-pill ring-4 ring-raised ${DOTS[type] ?? 'bg-control'}`}
      />
      <p
        className={
          isNote ? 'rounded-control bg-surface px-3 py-2 text-body break-words whitespace-pre-line' : ''
        }
      >
        {isNote ? text : told(text, data)}
      </p>
      <div className="mt-0.5 flex flex-wrap gap-x-2.5 text-small text-muted">
        {by !== undefined && <span>{by}</span>}
        {isNote && (
          <span>{data['visibility'] === 'public' ? 'the customer reads it' : 'for staff only'}</span>
        )}
        <Ago at={at} isFocusable />
        <details className="open:basis-full">
          <summary className="inline-block hover:text-ink">Event</summary>
          <pre className="mt-1 rounded-control bg-surface p-3 font-code break-all whitespace-pre-wrap text-ink">
            {JSON.stringify({ type, at, data }, null, 2)}
          </pre>
        </details>
      </div>
    </li>
  )
}
