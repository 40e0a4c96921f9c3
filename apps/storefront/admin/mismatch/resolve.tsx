'use client'
import { useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { LongField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { resolveMismatch } from './acts.ts'

const CHARACTERS_MAX = 500

export function Resolve({ id, what }: { readonly id: string; readonly what: string }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className={buttonStyle('plain')} onClick={() => setAsking(true)}>
        Resolve
      </button>
      {isAsking && (
        <FormDialog
          title="How was it dealt with?"
          text={what}
          confirm="Resolve"
          action={(form) => resolveMismatch(id, form)}
          said="Resolved, under your name."
          onClose={() => setAsking(false)}
        >
          <LongField name="reason" label="What was done" maxLength={CHARACTERS_MAX} />
        </FormDialog>
      )}
    </>
  )
}
