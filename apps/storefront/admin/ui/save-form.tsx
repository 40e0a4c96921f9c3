'use client'
/**
 * A form that is saved as a whole. Its bar is there only while something is changed; Ctrl-S saves, and leaving asks.
 * Fields that are set by scripts say so with an `input` event that bubbles.
 */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Said } from '../act.ts'
import { useGoing } from '../shell/going.tsx'
import { useAct } from '../use-act.ts'
import { buttonStyle } from './button.ts'
import { ProblemNote } from './problem-note.tsx'

const QUESTION = 'Your changes are not saved. Leave them behind?'

export function SaveForm<T>({
  label,
  action,
  said,
  onSaved,
  onDiscard,
  children,
}: {
  /** Of the form, for who hears it. */
  readonly label: string
  readonly action: (form: FormData) => Promise<Said<T>>
  readonly said: string
  readonly onSaved?: (ok: T) => void
  /** For what is kept outside of the form’s own fields. */
  readonly onDiscard?: () => void
  /** Gets what is wrong with each field, by its name. */
  readonly children: (errors: Readonly<Record<string, string>>) => ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const saved = useRef<string>(undefined)
  const [isDirty, setDirty] = useState(false)
  const { run, isRunning, problem, forget } = useAct(action, {
    said,
    onDone: (ok) => {
      saved.current = stateOf(form.current)
      setDirty(false)
      onSaved?.(ok)
    },
  })

  useEffect(() => {
    saved.current = stateOf(form.current)
  }, [])
  const look = useCallback(() => setDirty(stateOf(form.current) !== saved.current), [])
  useLeavingAsked(isDirty)
  useSaveKey(form, isDirty)

  return (
    <form
      ref={form}
      aria-label={label}
      noValidate
      onInput={look}
      onReset={() => {
        forget()
        onDiscard?.()
        // The fields are as they were after this event, not yet in it.
        setTimeout(look)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isRunning) run(new FormData(event.currentTarget))
      }}
    >
      {children(problem?.fields ?? {})}
      {problem && <ProblemNote problem={problem} />}
      {isDirty && (
        <div className="arriving sticky bottom-4 layer-header mt-4 flex items-center gap-2 rounded-control border border-hairline bg-raised py-2 ps-4 pe-2 shadow-float">
          <p className="me-auto text-note font-medium" role="status">
            Not saved yet
          </p>
          <button type="reset" className={buttonStyle('plain')}>
            Discard
          </button>
          <button className={buttonStyle('action')} aria-disabled={isRunning} aria-keyshortcuts="Control+S">
            {isRunning ? 'Saving…' : 'Save'}
          </button>
        </div>
      )}
    </form>
  )
}

function useLeavingAsked(isDirty: boolean): void {
  const { guard } = useGoing()
  useEffect(() => {
    if (!isDirty) return undefined
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    // A question that holds a click back has to answer at once.
    const release = guard(() => window.confirm(QUESTION))
    window.addEventListener('beforeunload', hold)
    return () => {
      release()
      window.removeEventListener('beforeunload', hold)
    }
  }, [isDirty, guard])
}

function useSaveKey(form: { readonly current: HTMLFormElement | null }, isDirty: boolean): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      if (isDirty) form.current?.requestSubmit()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [form, isDirty])
}

function stateOf(form: HTMLFormElement | null): string {
  if (!form) return ''
  return JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  )
}
