'use client'
import { useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { Field, Tick } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../use-act.ts'
import { approveReturn, receiveReturn, rejectReturn } from './acts.ts'

export function ReturnActs({
  id,
  returnId,
  isApproved,
}: {
  readonly id: string
  readonly returnId: string
  readonly isApproved: boolean
}) {
  const path = { id, returnId }
  const [asking, setAsking] = useState<'receive' | 'reject'>()
  const close = () => setAsking(undefined)
  const { run, isRunning, problem } = useAct(approveReturn, { said: 'Approved: the pieces may come.' })
  return (
    <>
      {isApproved ? (
        <button type="button" className={buttonStyle('plain')} onClick={() => setAsking('receive')}>
          Receive
        </button>
      ) : (
        <button
          type="button"
          className={buttonStyle('plain')}
          aria-disabled={isRunning}
          onClick={() => !isRunning && run(path)}
        >
          Approve
        </button>
      )}
      <button type="button" className={buttonStyle('danger')} onClick={() => setAsking('reject')}>
        Refuse
      </button>
      {problem && <ProblemNote problem={problem} />}
      {asking === 'receive' && (
        <FormDialog
          title="Have the pieces come?"
          text="Money is given back by a refund, as a step of its own."
          confirm="They are here"
          action={(form) => receiveReturn(path, form)}
          said="Received."
          onClose={close}
        >
          <Tick
            name="restock"
            label="Put them back on the shelf"
            hint="Where they can be sold again"
            defaultChecked
          />
        </FormDialog>
      )}
      {asking === 'reject' && (
        <FormDialog
          title="Refuse this return?"
          text="The customer reads it in the timeline, and may ask for these pieces again."
          confirm="Refuse"
          isDangerous
          action={(form) => rejectReturn(path, form)}
          said="The return is refused."
          onClose={close}
        >
          <Field name="reason" label="Reason" hint="The customer reads it" maxLength={200} />
        </FormDialog>
      )}
    </>
  )
}
