'use client'
/**
 * Paying an order that waits, on its own page: by a card of the sandbox. Without scripts the card becomes a token on a page
 * of the sandbox's own.
 */
import { LoaderCircle, Lock } from 'lucide-react'
import { useActionState, useState, useTransition } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { cardFaults, tokenOf, type Card, type TestCard } from '../checkout/card.ts'
import { NO_FIELDS } from '../checkout/fields.ts'
import { Payment } from '../checkout/payment.tsx'
import type { CheckoutTexts } from '../checkout/texts.ts'
import { useLeaving } from '../checkout/use-leaving.ts'
import { payOrder } from './pay.ts'
import type { PayState } from './pay-state.ts'

type Told = Readonly<Record<string, string>>

const NO_CARD: Card = { number: '', expiry: '', cvc: '' }

export function PayForm({
  initial,
  order,
  token,
  kind,
  texts,
  pay,
  paying,
  payOffline,
  supportText,
  testCards,
}: {
  readonly initial: PayState
  readonly order: string
  /** Of a guest's order; `''` where its owner is signed in. */
  readonly token: string
  /** How the button looks: one filled thing a page. */
  readonly kind: 'action' | 'outline'
  readonly texts: CheckoutTexts
  readonly pay: string
  readonly paying: string
  readonly payOffline: string
  /** `For our support: …`, with a place for the code. */
  readonly supportText: string
  readonly testCards: readonly TestCard[]
}) {
  const [posted, post] = useActionState(payOrder, initial)
  /** What came of sending it by script, which hears when nobody was reached. */
  const [answered, setAnswered] = useState<PayState>()
  const [isSending, startSending] = useTransition()
  const state = answered ?? posted
  const [told, setTold] = useState<Told>(state.faults)
  const [faults, setFaults] = useState<Told>(state.faults)
  const [card, setCard] = useState(NO_CARD)
  const [chosen, setChosen] = useState(state.card)
  const [isLeaving, leaveFor] = useLeaving()
  const isBusy = isSending || isLeaving

  function answer(next: PayState): void {
    setAnswered(next)
    tell(next.faults)
    setChosen(next.card)
    if (next.go !== undefined) leaveFor(next.go)
  }

  function tell(next: Told): void {
    setTold(next)
    setFaults(next)
  }

  function faultsOf(typed: Card): Told {
    const codes = Object.entries(cardFaults(typed, new Date(), testCards))
    return Object.fromEntries(codes.map(([name, code]) => [name, texts[code]]))
  }

  /** What was wrong with a field that is typed into may be mended. */
  function changeCard(next: Card): void {
    setCard(next)
    const now = faultsOf(next)
    const changed = (['number', 'expiry', 'cvc'] as const).filter((name) => next[name] !== card[name])
    setFaults((before) =>
      Object.fromEntries(
        Object.entries(before).flatMap(([name, text]) => {
          if (!changed.some((each) => each === name)) return [[name, text]]
          return now[name] === undefined ? [] : [[name, now[name]]]
        }),
      ),
    )
  }

  function submit(): void {
    if (isBusy) return
    const wrong = chosen === '' ? faultsOf(card) : {}
    tell(wrong)
    if (Object.keys(wrong).length > 0) return
    const said = new FormData()
    const values = { order, token, attempt: state.attempt, scripted: 'yes' }
    for (const [name, value] of Object.entries(values)) said.set(name, value)
    said.set('card', chosen || (tokenOf(card.number, testCards) ?? ''))
    startSending(async () => answer(await sent(said)))
  }

  /** The name of the try stays where nobody was reached: sent again, it is the same one. */
  async function sent(said: FormData): Promise<PayState> {
    try {
      return await payOrder(state, said)
    } catch (error) {
      // What failed at the shop has a name there, and is shown by the page for that.
      if (error instanceof Error && 'digest' in error) throw error
      return { attempt: state.attempt, card: state.card, faults: { '': payOffline } }
    }
  }

  return (
    <form
      action={post}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      noValidate
      className="mt-6 grid max-w-[30rem] gap-5"
    >
      <input type="hidden" name="order" value={order} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="attempt" value={state.attempt} />
      <input type="hidden" name="card" value={chosen} />
      {Object.keys(faults).length > 0 && (
        <div>
          <ErrorSummary
            title={texts.problem}
            errors={told}
            left={faults}
            note={state.faults === told ? state.note : undefined}
          />
          {state.faults === told && state.requestId !== undefined && (
            <p className="mt-2 text-small text-muted">{supportText.replace('…', state.requestId)}</p>
          )}
        </div>
      )}
      <Payment
        fields={NO_FIELDS}
        saved={[]}
        {...{ faults, texts, testCards, card }}
        token={chosen}
        onCard={changeCard}
        onOtherCard={() => setChosen('')}
        onSend={submit}
      />
      <button
        className={buttonStyle(kind, `w-full ${chosen === '' ? 'unscripted:hidden' : ''}`)}
        aria-disabled={isBusy}
      >
        {isBusy ? (
          <LoaderCircle aria-hidden size={20} strokeWidth={1.75} className="animate-spin" />
        ) : (
          <Lock aria-hidden size={20} strokeWidth={1.75} />
        )}
        <bdi>{isBusy ? paying : pay}</bdi>
      </button>
      {chosen === '' && (
        <button className={buttonStyle(kind, 'w-full scripted:hidden')}>{texts.toCard}</button>
      )}
      <p role="status" className="sr-only">
        {isBusy ? paying : ''}
      </p>
    </form>
  )
}
