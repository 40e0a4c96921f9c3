'use client'
/** Takes money that was set aside, or lets go of it. Money waits for its answer: nothing is shown before it is so. */
import { useState } from 'react'
import { formatMoney } from '../../region/money.ts'
import { buttonStyle } from '../ui/button.ts'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { capture, release } from './acts.ts'

export function PaymentActs({
  id,
  amount,
  currency,
  mayCapture,
}: {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly mayCapture: boolean
}) {
  const [asking, setAsking] = useState<'capture' | 'release'>()
  const close = () => setAsking(undefined)
  const sum = formatMoney(amount, currency, 'en')
  return (
    <div className="flex flex-wrap gap-2">
      {mayCapture && (
        <button type="button" className={buttonStyle('plain')} onClick={() => setAsking('capture')}>
          Take the money
        </button>
      )}
      <button type="button" className={buttonStyle('danger')} onClick={() => setAsking('release')}>
        {mayCapture ? 'Let it go' : 'End the wait'}
      </button>
      {asking === 'capture' && (
        <FormDialog
          title={`Take ${sum}?`}
          text="The order is confirmed. This can be done once: what is not taken now is let go."
          confirm="Take the money"
          action={(form) => capture(id, form)}
          said={(taken) => `${formatMoney(taken, currency, 'en')} taken.`}
          onClose={close}
        >
          <Field
            name="amount"
            label="Amount"
            hint={`Left empty, all ${sum}`}
            inputMode="decimal"
            autoComplete="off"
          />
        </FormDialog>
      )}
      {asking === 'release' && (
        <FormDialog
          title={mayCapture ? `Let go of ${sum}?` : 'End the wait for the cardholder?'}
          text="No money is taken with this payment any more. It cannot be taken up again."
          confirm={mayCapture ? 'Let it go' : 'End the wait'}
          isDangerous
          action={(form) => release(id, form)}
          said="No money was taken, and none will be."
          onClose={close}
        >
          <Field name="reason" label="Reason" hint="Optional" maxLength={200} />
        </FormDialog>
      )}
    </div>
  )
}
