'use client'
/** A question with fields to fill in. It stays until its answer is there: closed by its buttons and Escape alone. */
import type { ReactNode } from 'react'
import type { Said } from '../act.ts'
import { useAct } from '../use-act.ts'
import { buttonStyle } from './button.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem-note.tsx'

export function FormDialog<T>({
  title,
  text,
  confirm,
  isDangerous = false,
  action,
  said,
  onClose,
  children,
}: {
  /** The question, with the name of its object. */
  readonly title: string
  /** What comes of it. */
  readonly text?: string
  readonly confirm: string
  readonly isDangerous?: boolean
  readonly action: (form: FormData) => Promise<Said<T>>
  readonly said: string | ((ok: T) => string)
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { run, isRunning, problem } = useAct(action, { said, onDone: onClose })
  return (
    <Dialog title={title} isHeld onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isRunning) run(new FormData(event.currentTarget))
        }}
      >
        {text !== undefined && <p className="mb-4 text-muted">{text}</p>}
        <div className="grid gap-3">{children}</div>
        {problem && <ProblemNote problem={problem} />}
        <div className="mt-5 flex justify-end gap-2">
          <button type="button" className={buttonStyle('plain')} onClick={onClose}>
            Leave it
          </button>
          <button className={buttonStyle(isDangerous ? 'danger' : 'action')} aria-disabled={isRunning}>
            {isRunning ? 'Working…' : confirm}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
