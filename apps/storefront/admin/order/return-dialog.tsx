'use client'
import { useState } from 'react'
import type { Said } from '../act.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { requestReturn } from './acts.ts'
import { PiecePicker, piecesOf, type Picked, type PickableLine } from './piece-picker.tsx'

export type Returnable = { readonly lines: readonly PickableLine[] }

const NOTHING: Said<never> = {
  problem: { text: 'Choose which pieces come back.', code: 'validation_failed', fields: {} },
}

/** Begins a return for a customer who asked by mail or telephone. */
export function ReturnDialog({
  orderId,
  number,
  returnable,
  onClose,
}: {
  readonly orderId: string
  readonly number: string
  readonly returnable: Returnable
  readonly onClose: () => void
}) {
  const [picked, setPicked] = useState<Picked>({})
  return (
    <FormDialog
      title={`What of order ${number} comes back?`}
      confirm="Start the return"
      action={async (form) => {
        const pieces = piecesOf(picked)
        const reason = form.get('reason')
        return pieces.length === 0
          ? NOTHING
          : requestReturn(orderId, pieces, typeof reason === 'string' ? reason : '')
      }}
      said="The return has begun. Approve it, and receive it when the pieces are here."
      onClose={onClose}
    >
      <PiecePicker lines={returnable.lines} picked={picked} onPick={setPicked} />
      <Field name="reason" label="Reason" hint="As the customer said it. Optional" maxLength={200} />
    </FormDialog>
  )
}
