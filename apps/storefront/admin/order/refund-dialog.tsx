'use client'
/** Gives money back, by pieces, shipping or an amount, and waits until it has gone: step by step, as it happens. */
import type { OrderRefund } from '@rialto/contracts/order'
import { useState } from 'react'
import { formatMoney } from '../../region/money.ts'
import { buttonStyle } from '../ui/button.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Tick } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../use-act.ts'
import { refund } from './acts.ts'
import { PiecePicker, piecesOf, type Picked } from './piece-picker.tsx'
import { amountOf, estimate, type RefundableLine } from './refund-asked.ts'
import { RefundSteps } from './refund-steps.tsx'

export type Refundable = {
  readonly currency: string
  readonly lines: readonly RefundableLine[]
  /** What was paid for shipping, with tax; 0 where it is given back already. */
  readonly shipping: number
  /** What has been paid and not gone back. */
  readonly left: number
}

export function RefundDialog({
  orderId,
  number,
  refundable,
  onClose,
}: {
  readonly orderId: string
  readonly number: string
  readonly refundable: Refundable
  readonly onClose: () => void
}) {
  const { currency, lines, shipping: shippingGross, left } = refundable
  const [key] = useState(() => crypto.randomUUID())
  const [picked, setPicked] = useState<Picked>({})
  const [shipping, setShipping] = useState(false)
  const [amount, setAmount] = useState('')
  const [made, setMade] = useState<OrderRefund>()
  const { run, isRunning, problem } = useAct(refund, { onDone: setMade })

  const pieces = piecesOf(picked)
  const computed = Math.min(left, estimate(lines, shippingGross, { pieces, shipping }))
  const typed = amount.trim() === '' ? undefined : amountOf(amount)
  const sum = typed === undefined || Number.isNaN(typed) ? computed : typed
  const money = (value: number) => formatMoney(value, currency, 'en')

  if (made || isRunning)
    return (
      <Dialog title={`Refund of order ${number}`} isHeld onClose={onClose}>
        <RefundSteps orderId={orderId} made={made} asked={money(sum)} onClose={onClose} />
      </Dialog>
    )
  return (
    <Dialog title={`Refund order ${number}`} isHeld isWide onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const reason = form.get('reason')
          run(orderId, {
            key,
            pieces,
            shipping,
            amount,
            reason: typeof reason === 'string' ? reason : '',
            restock: form.has('restock'),
          })
        }}
      >
        <fieldset>
          <legend className="mb-1 flex w-full items-center justify-between text-note font-medium">
            Pieces
          </legend>
          <PiecePicker lines={lines} picked={picked} onPick={setPicked} />
          <button
            type="button"
            className="mt-1 text-note text-link hover:underline"
            onClick={() => {
              setPicked(Object.fromEntries(lines.map((line) => [line.id, line.left])))
              setShipping(shippingGross > 0)
            }}
          >
            Everything that is left
          </button>
        </fieldset>
        {shippingGross > 0 && (
          <Tick
            name="shipping"
            label={`Shipping, ${money(shippingGross)}`}
            checked={shipping}
            onChange={(event) => setShipping(event.target.checked)}
          />
        )}
        {pieces.length > 0 && (
          <Tick
            name="restock"
            label="Put the pieces back on the shelf"
            hint="Only where they are here, or never left, and can be sold again"
          />
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            name="amount"
            label={`Amount in ${currency}`}
            hint={
              pieces.length > 0 || shipping
                ? `Left empty, ${money(computed)}. It can be less, not more`
                : `Alone, without pieces: at most ${money(left)}`
            }
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            error={typed !== undefined && Number.isNaN(typed) ? 'A number, such as 12.50' : undefined}
          />
          <Field name="reason" label="Reason" hint="The customer reads it. Optional" maxLength={200} />
        </div>
        {problem && <ProblemNote problem={problem} />}
        <div className="flex items-center justify-end gap-2">
          <p className="me-auto text-note text-muted">{money(left)} can still be given back</p>
          <button type="button" className={buttonStyle('plain')} onClick={onClose}>
            Leave it
          </button>
          <button className={buttonStyle('action')}>{sum > 0 ? `Refund ${money(sum)}` : 'Refund'}</button>
        </div>
      </form>
    </Dialog>
  )
}
