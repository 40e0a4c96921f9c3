/** The lane of an order: its steps from start to end, and what was undone, in amber, on its way back. */
import { Check, CircleDashed, Hourglass, Undo2, X } from 'lucide-react'
import { SMALL_ICON } from '../ui/button.ts'
import { Panel } from '../ui/panel.tsx'
import { durationText } from '../ui/time.ts'
import { laneOf, type Happened, type LaneStep } from './lane.ts'

const LOOKS = {
  done: { look: 'border-hairline bg-raised', mark: 'text-success', icon: Check, said: 'done' },
  waiting: { look: 'border-info bg-info-soft', mark: 'text-info', icon: Hourglass, said: 'waiting' },
  failed: { look: 'border-danger bg-danger-soft', mark: 'text-danger', icon: X, said: 'failed' },
  ahead: {
    look: 'border-dashed border-control/60',
    mark: 'text-muted',
    icon: CircleDashed,
    said: 'not reached',
  },
} as const

export function LanePanel({ timeline }: { readonly timeline: readonly Happened[] }) {
  const { steps, undone } = laneOf(timeline)
  return (
    <Panel title="How it came about">
      <ol aria-label="Steps" className="grid gap-2 sm:grid-cols-4">
        {steps.map((step) => (
          <Box key={step.name} step={step} />
        ))}
      </ol>
      {undone.length > 0 && (
        <ol aria-label="Undone" className="mt-2 grid gap-2 sm:grid-cols-4 sm:[direction:rtl]">
          {undone.map((step, index) => (
            <li
              key={step.name}
              className={`rounded-control border border-warning bg-warning-soft px-3 py-2 text-warning [direction:ltr] ${index === 0 ? 'sm:col-start-2' : ''}`}
            >
              <Inside
                step={step}
                icon={step.state === 'waiting' ? Hourglass : Undo2}
                mark=""
                said={step.state === 'waiting' ? 'being undone' : 'undone'}
              />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Box({ step }: { readonly step: LaneStep }) {
  const { look, mark, icon, said } = LOOKS[step.state]
  return (
    <li className={`rounded-control border px-3 py-2 ${look}`}>
      <Inside step={step} icon={icon} mark={mark} said={said} />
    </li>
  )
}

function Inside({
  step: { service, name, tookMs, note },
  icon: Icon,
  mark,
  said,
}: {
  readonly step: LaneStep
  readonly icon: typeof Check
  readonly mark: string
  readonly said: string
}) {
  return (
    <>
      <span className="flex items-center justify-between gap-2 text-small">
        {service}
        {tookMs !== undefined && <span>{durationText(tookMs)}</span>}
      </span>
      <span className="mt-0.5 flex items-center gap-1.5 text-note font-semibold">
        <Icon {...SMALL_ICON} className={`shrink-0 ${mark}`} />
        {name}
        <span className="sr-only">({said})</span>
      </span>
      {note !== undefined && note !== '' && <span className="block text-small">{note}</span>}
    </>
  )
}
