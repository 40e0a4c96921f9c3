'use client'
import { useRef } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { LongField, Tick } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../use-act.ts'
import { addNote } from './acts.ts'

const CHARACTERS_MAX = 2_000

export function NoteForm({ orderId }: { readonly orderId: string }) {
  const form = useRef<HTMLFormElement>(null)
  const { run, isRunning, problem } = useAct(addNote, {
    said: 'The note stands in the timeline.',
    onDone: () => form.current?.reset(),
  })
  return (
    <form
      ref={form}
      noValidate
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isRunning) run(orderId, new FormData(event.currentTarget))
      }}
    >
      <LongField
        name="text"
        label="Note"
        rows={2}
        maxLength={CHARACTERS_MAX}
        error={problem?.fields['text']}
      />
      {problem && problem.fields['text'] === undefined && <ProblemNote problem={problem} />}
      <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
        <Tick name="public" label="The customer may read it" />
        <button className={buttonStyle('plain')} aria-disabled={isRunning}>
          Add note
        </button>
      </div>
    </form>
  )
}
