'use client'
/** Keeps a card: its number becomes a token in the page, and the token is all that is sent of it. */
import { startTransition, useActionState, useState, type ReactNode } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { UNSENT, type FormState } from '../../ui/form-state.ts'
import { CardForm } from '../checkout/card-form.tsx'
import { cardFaults, digitsOf, expiryText, tokenOf, type Card, type TestCard } from '../checkout/card.ts'
import type { CheckoutTexts } from '../checkout/texts.ts'
import { brandOf } from './card-brand.ts'
import { keepCard } from './payment-methods.ts'

const NO_CARD: Card = { number: '', expiry: '', cvc: '' }
const LAST_SHOWN = 4

export function KeepCardForm({
  testCards,
  texts,
  summary,
  submit,
  children,
}: {
  readonly testCards: readonly TestCard[]
  readonly texts: CheckoutTexts
  readonly summary: string
  readonly submit: string
  /** Beside the button. */
  readonly children: ReactNode
}) {
  const [state, send, isSending] = useActionState<FormState, FormData>(keepCard, UNSENT)
  const [card, setCard] = useState(NO_CARD)
  /** What is wrong with the card, as long as it is what it was then. */
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>()
  const errors = faults ?? state.errors

  function keep() {
    const found = Object.entries(cardFaults(card, new Date(), testCards))
    const told = Object.fromEntries(found.map(([name, fault]) => [name, texts[fault]]))
    setFaults(found.length > 0 ? told : undefined)
    if (found.length > 0 || isSending) return
    startTransition(() => send(formOf(card, testCards)))
  }
  return (
    <div className="grid gap-5">
      {Object.keys(errors).length > 0 && <ErrorSummary title={summary} errors={errors} />}
      <CardForm
        card={card}
        onCard={setCard}
        faults={faults ?? {}}
        texts={texts}
        testCards={testCards}
        onSend={keep}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <button
          type="button"
          onClick={keep}
          aria-disabled={isSending}
          className={buttonStyle('action', 'max-sm:w-full')}
        >
          {submit}
        </button>
        {children}
      </div>
    </div>
  )
}

/** What the shop is told of a card that has no faults. */
function formOf(card: Card, testCards: readonly TestCard[]): FormData {
  const digits = digitsOf(card.number)
  const [month = '', year = ''] = expiryText(card.expiry).split(' / ')
  const form = new FormData()
  form.set('token', tokenOf(digits, testCards) ?? '')
  form.set('brand', brandOf(digits))
  form.set('last4', digits.slice(-LAST_SHOWN))
  form.set('month', month)
  form.set('year', `20${year.slice(-2)}`)
  return form
}
