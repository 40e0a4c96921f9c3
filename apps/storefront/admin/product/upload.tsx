'use client'
/** A file on its way to become a picture: said what it shows, and one sees how far it is. */
import { X } from 'lucide-react'
import { useId } from 'react'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import type { Waiting } from './waiting.ts'

const WHOLE = 100

export function Upload({
  productName,
  waiting: { file, preview, alt, state, percent, problem, isUnfit, isRefused },
  onChange,
  onLeaveOut,
  onSend,
}: {
  readonly productName: string
  readonly waiting: Waiting
  readonly onChange: (part: Partial<Waiting>) => void
  readonly onLeaveOut: () => void
  /** Sends it and all others that wait. */
  readonly onSend: () => void
}) {
  const id = useId()
  const isGoing = state !== 'waiting'
  return (
    <li className="min-w-0 rounded-control border border-hairline p-3" data-preview={preview}>
      <div className="flex gap-3">
        {!isUnfit && (
          <img
            src={preview}
            alt=""
            onError={() =>
              onChange({
                isUnfit: true,
                problem: 'This file cannot be shown as a picture. Leave it out, or choose another.',
              })
            }
            className="aspect-[4/5] w-16 self-start rounded-small bg-surface object-cover"
          />
        )}
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-2">
            {isUnfit ? (
              <span className="min-w-0 truncate text-note font-medium" title={file.name}>
                {file.name}
              </span>
            ) : (
              <label htmlFor={id} className="text-note font-medium">
                What does it show?
              </label>
            )}
            <button
              type="button"
              aria-label={`Leave ${file.name} out`}
              className={`-mt-1.5 -me-1.5 ${ICON_BUTTON}`}
              onClick={onLeaveOut}
              disabled={isGoing}
            >
              <X {...SMALL_ICON} />
            </button>
          </div>
          {!isUnfit && (
            <input
              id={id}
              value={alt}
              onChange={(event) => {
                const text = event.target.value
                // What is missing is no longer so with the first letter; what the shop answered stays.
                const isSaid = !isRefused && text.trim() !== ''
                onChange({ alt: text, ...(isSaid ? { problem: undefined } : {}) })
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onSend()
              }}
              placeholder={`${productName}, from the front`}
              maxLength={300}
              autoComplete="off"
              aria-invalid={problem === undefined ? undefined : true}
              aria-describedby={`${id}-problem`}
              disabled={isGoing}
              className="target w-full rounded-control border border-control bg-raised px-2.5 text-note placeholder:text-muted aria-invalid:border-danger"
            />
          )}
        </div>
      </div>
      <p id={`${id}-problem`} role="alert" className="text-note font-medium text-danger not-empty:mt-2">
        {problem}
      </p>
      <div className="mt-2 flex items-center justify-between gap-3 text-small text-muted">
        {!isUnfit && (
          <span className="min-w-0 truncate" title={file.name}>
            {file.name}
          </span>
        )}
        {state === 'queued' && <span className="shrink-0">Waits its turn</span>}
        {state === 'sending' && (
          <progress
            aria-label={`Uploading ${file.name}`}
            value={percent}
            max={WHOLE}
            className="h-2 w-32 shrink-0"
          />
        )}
        {isRefused && !isGoing && (
          <button type="button" className={buttonStyle('plain', 'shrink-0')} onClick={onSend}>
            Try again
          </button>
        )}
      </div>
    </li>
  )
}
