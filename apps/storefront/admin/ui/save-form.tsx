'use client'
/**
 * A form that is saved as a whole. Its bar is there only while something is changed; Ctrl-S saves, and leaving asks.
 * Fields that are set by scripts say so with an `input` event that bubbles.
 */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Said } from '../act.ts'
import { useAct } from '../use-act.ts'
import { SaveBar } from './save-bar.tsx'
import { useLeavingAsked, useSaveKey } from './use-unsaved.ts'

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
      <SaveBar isDirty={isDirty} isRunning={isRunning} problem={problem} />
    </form>
  )
}

function stateOf(form: HTMLFormElement | null): string {
  if (!form) return ''
  return JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  )
}
