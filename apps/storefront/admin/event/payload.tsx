/** What an event says, as it was said. */
import { Copy } from '../ui/copy.tsx'

export function Payload({
  id,
  label = 'Payload',
  data,
}: {
  readonly id: string
  readonly label?: string
  readonly data: unknown
}) {
  return (
    <details className="min-w-0">
      <summary className="target inline-flex items-center text-note text-link">{label}</summary>
      <div className="mt-1 max-w-full overflow-x-auto rounded-control bg-page p-3">
        <Copy text={id} label="id of the event" />
        <pre className="mt-2 font-code text-small leading-5">{JSON.stringify(data, null, 2)}</pre>
      </div>
    </details>
  )
}
