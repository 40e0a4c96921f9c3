'use client'
/** Asks before something that cannot be taken back, naming what it is about and what comes of it. */
import { useState, type ReactNode } from 'react'
import type { Refused } from '../act.ts'
import { buttonStyle } from './button.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem-note.tsx'

/** So many at a time are not done by a slip of the hand. */
const COUNT_UNASKED_MAX = 10

export function ConfirmDialog({
  title,
  text,
  confirm,
  isDangerous = false,
  count = 1,
  isRunning = false,
  problem,
  children,
  onConfirm,
  onClose,
}: {
  /** The question, with the name of its object: “Cancel order 100017?” */
  readonly title: string
  /** What comes of it. */
  readonly text: string
  /** What the button does: “Cancel the order”. */
  readonly confirm: string
  readonly isDangerous?: boolean
  /** How many it is about; above ten the number has to be typed. */
  readonly count?: number
  readonly isRunning?: boolean
  readonly problem?: Refused | undefined
  /** Fields, where something has to be said first. */
  readonly children?: ReactNode
  readonly onConfirm: (form: FormData) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const isTyped = count <= COUNT_UNASKED_MAX || typed.replaceAll(/[,.\s]/g, '') === String(count)
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isTyped && !isRunning) onConfirm(new FormData(event.currentTarget))
        }}
      >
        <p className="text-muted">{text}</p>
        {children !== undefined && <div className="mt-4 grid gap-4">{children}</div>}
        {problem && <ProblemNote problem={problem} />}
        {count > COUNT_UNASKED_MAX && (
          <label className="mt-4 block text-note font-medium">
            Type {count} to go on
            <input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              inputMode="numeric"
              autoComplete="off"
              className="target mt-1 block w-32 rounded-control border border-control bg-raised px-2.5 text-body"
            />
          </label>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <button type="button" className={buttonStyle('plain')} onClick={onClose}>
            Leave it
          </button>
          <button
            className={buttonStyle(isDangerous ? 'danger' : 'action')}
            aria-disabled={!isTyped || isRunning}
          >
            {isRunning ? 'Working…' : confirm}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
