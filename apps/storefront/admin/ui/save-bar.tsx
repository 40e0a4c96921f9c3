/** Stands at the foot of what is not saved, in sight wherever in a long form somebody is. */
import type { Refused } from '../act.ts'
import { buttonStyle } from './button.ts'
import { ProblemNote } from './problem-note.tsx'

export function SaveBar({
  text = 'Not saved yet',
  isDirty,
  isRunning,
  problem,
}: {
  readonly text?: string
  readonly isDirty: boolean
  readonly isRunning: boolean
  readonly problem: Refused | undefined
}) {
  return (
    <div className="sticky bottom-4 layer-header">
      {problem && <ProblemNote problem={problem} />}
      {isDirty && (
        <div className="arriving mt-4 flex items-center gap-2 rounded-control border border-hairline bg-raised py-2 ps-4 pe-2 shadow-float">
          <p className="me-auto text-note font-medium" role="status">
            {text}
          </p>
          <button type="reset" className={buttonStyle('plain')}>
            Discard
          </button>
          <button className={buttonStyle('action')} aria-disabled={isRunning} aria-keyshortcuts="Control+S">
            {isRunning ? 'Saving…' : 'Save'}
          </button>
        </div>
      )}
    </div>
  )
}
