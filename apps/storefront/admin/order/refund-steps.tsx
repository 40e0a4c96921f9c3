'use client'
/** A refund on its way: asked for, gone from the provider, or failed. */
import type { OrderRefund } from '@rialto/contracts/order'
import { Check, LoaderCircle, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatMoney } from '../../region/money.ts'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { refundStands } from './acts.ts'

const LOOK_EACH_MS = 800
const LOOKS_MAX = 40

export function RefundSteps({
  orderId,
  made,
  asked,
  onClose,
}: {
  readonly orderId: string
  /** Undefined until the order has said yes. */
  readonly made: OrderRefund | undefined
  readonly asked: string
  readonly onClose: () => void
}) {
  const { status, isGivenUp } = useStanding(orderId, made)
  const sum = made ? formatMoney(made.amount, made.currency, 'en') : asked
  return (
    <>
      <ol className="grid gap-3" role="status">
        <Step
          state={made ? 'done' : 'running'}
          text={made ? `${sum} are to be given back` : `Asking for ${sum}`}
        />
        {made && (
          <Step
            state={status === 'succeeded' ? 'done' : status === 'failed' ? 'failed' : 'running'}
            text={
              status === 'succeeded'
                ? 'The provider has given it back'
                : status === 'failed'
                  ? 'The provider refused. No money has moved; it stands in the timeline'
                  : 'The provider gives it back'
            }
          />
        )}
        {made?.restock && status === 'succeeded' && (
          <Step state="done" text="The pieces go back on the shelf" />
        )}
      </ol>
      {isGivenUp && (
        <p className="mt-4 text-note text-muted">
          It takes longer than usual, and goes on by itself. The timeline tells when it is done.
        </p>
      )}
      <div className="mt-5 flex justify-end">
        <button type="button" className={buttonStyle('plain')} onClick={onClose}>
          {status === 'pending' ? 'Close, it goes on' : 'Close'}
        </button>
      </div>
    </>
  )
}

function useStanding(orderId: string, made: OrderRefund | undefined) {
  const [later, setLater] = useState<OrderRefund['status']>()
  const [looks, setLooks] = useState(0)
  const status = later ?? made?.status ?? 'pending'
  const refundId = made?.id
  useEffect(() => {
    if (refundId === undefined || status !== 'pending' || looks >= LOOKS_MAX) return undefined
    const look = async () => {
      const said = await refundStands(orderId, refundId).catch(() => undefined)
      if (said) setLater(said)
      setLooks((before) => before + 1)
    }
    const timer = setTimeout(() => void look(), LOOK_EACH_MS)
    return () => clearTimeout(timer)
  }, [orderId, refundId, status, looks])
  return { status, isGivenUp: looks >= LOOKS_MAX && status === 'pending' }
}

function Step({ state, text }: { readonly state: 'running' | 'done' | 'failed'; readonly text: string }) {
  const [Icon, look] = {
    running: [LoaderCircle, 'text-info motion-safe:animate-spin'],
    done: [Check, 'text-success'],
    failed: [X, 'text-danger'],
  }[state] as [typeof Check, string]
  return (
    <li className="flex items-center gap-2.5">
      <Icon {...SMALL_ICON} className={`shrink-0 ${look}`} />
      {text}
      <span className="sr-only">({state === 'running' ? 'waiting' : state})</span>
    </li>
  )
}
