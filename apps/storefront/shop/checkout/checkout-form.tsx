'use client'
/**
 * The checkout: three parts on one page, one after the other. Without scripts all three are open, and the card becomes a
 * token on a page of the sandbox's own.
 */
import { LoaderCircle, Lock } from 'lucide-react'
import { useRef } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import type { TestCard } from './card.ts'
import type { Choice } from './choices.tsx'
import { Delivery } from './delivery.tsx'
import { LENGTHS, NEW_ADDRESS } from './fields.ts'
import { Payment } from './payment.tsx'
import { Section } from './section.tsx'
import type { ShownQuote } from './shown.ts'
import type { CheckoutState } from './state.ts'
import { FoldedSummary, SideSummary } from './summary.tsx'
import type { CheckoutTexts } from './texts.ts'
import { PARTS, partOf, useCheckout } from './use-checkout.ts'

export type CheckoutProps = {
  readonly initial: CheckoutState
  readonly quote: ShownQuote
  readonly texts: CheckoutTexts
  /** `For our support: …`, with a place for the code. */
  readonly supportText: string
  readonly countries: readonly { readonly value: string; readonly text: string }[]
  readonly addresses: readonly Choice[]
  readonly saved: readonly Choice[]
  /** Undefined where there is no sandbox. */
  readonly testCards: readonly TestCard[] | undefined
  readonly language: string
  /** Undefined for who is signed in. */
  readonly signInHref: string | undefined
}

export function CheckoutForm(props: CheckoutProps) {
  const { texts, countries, addresses, saved, testCards, signInHref } = props
  const form = useRef<HTMLFormElement>(null)
  const checkout = useCheckout({ ...props, form, testCards: testCards ?? [] })
  const { state, fields, faults, told, quote, token, part, isBusy } = checkout
  const canPay = testCards !== undefined || saved.length > 0
  /** Without scripts a card comes from a page of its own. */
  const needsCardPage = token === '' && saved.length === 0
  const isOpen = (which: (typeof PARTS)[number]) =>
    which === part || Object.keys(faults).some((name) => partOf(name) === which)
  const isDone = (which: (typeof PARTS)[number]) => PARTS.indexOf(which) < PARTS.indexOf(part)
  const section = (which: (typeof PARTS)[number]) => ({
    id: which,
    place: PARTS.indexOf(which) + 1,
    title: texts[which],
    isOpen: isOpen(which),
    isDone: isDone(which),
    change: texts.change,
    onChange: () => checkout.open(which),
  })
  const address = addresses.find(({ value }) => value === fields.address)
  const method = quote.methods.find((each) => each.method === quote.method)
  return (
    <div className="grid gap-x-12 lg:grid-cols-[7fr_5fr]">
      <FoldedSummary quote={quote} texts={texts} isStale={checkout.isStale} />
      <form
        ref={form}
        action={checkout.post}
        onSubmit={(event) => {
          event.preventDefault()
          checkout.submit()
        }}
        onChange={checkout.change}
        noValidate
        className="min-w-0"
      >
        <input type="hidden" name="attempt" value={state.attempt} />
        <input type="hidden" name="total" value={quote.total} />
        <input type="hidden" name="token" value={token} />
        {Object.keys(faults).length > 0 && (
          <div className="pt-8">
            <ErrorSummary
              title={texts.problem}
              errors={told}
              left={faults}
              note={state.faults === told ? state.note : undefined}
            />
            {state.faults === told && state.requestId !== undefined && (
              <p className="mt-2 text-small text-muted">{props.supportText.replace('…', state.requestId)}</p>
            )}
          </div>
        )}
        <Section {...section('contact')} summary={fields.email}>
          {signInHref !== undefined && (
            <p className="text-note">
              <a href={signInHref} className="underline underline-offset-4 hover:no-underline">
                {texts.signIn}
              </a>
            </p>
          )}
          <Field
            name="email"
            type="email"
            label={texts.email}
            hint={texts.emailHint}
            error={faults['email']}
            autoComplete="email"
            maxLength={LENGTHS.email}
            defaultValue={fields.email}
            required
          />
          <button className={buttonStyle('action', 'justify-self-start max-sm:w-full unscripted:hidden')}>
            {texts.toDelivery}
          </button>
        </Section>
        <Section
          {...section('delivery')}
          summary={
            <>
              <p>
                {fields.address !== NEW_ADDRESS && address
                  ? address.title
                  : [
                      fields.name,
                      fields.street,
                      fields.line2,
                      `${fields.postcode} ${fields.city}`,
                      fields.state,
                    ]
                      .filter((line) => line.trim() !== '')
                      .join(', ')}
              </p>
              {method && <p className="text-muted">{method.told}</p>}
            </>
          }
        >
          <Delivery
            {...{ fields, faults, texts, countries, addresses, quote }}
            onState={checkout.priceAnew}
          />
          <button className={buttonStyle('action', 'justify-self-start max-sm:w-full unscripted:hidden')}>
            {texts.toPayment}
          </button>
        </Section>
        <Section {...section('payment')} summary={undefined}>
          <Payment
            {...{ fields, faults, texts, saved, testCards, token }}
            card={checkout.card}
            onCard={checkout.changeCard}
            onOtherCard={checkout.otherCard}
            onSend={checkout.submit}
          />
          {canPay && (
            <>
              <button
                className={buttonStyle(
                  'action',
                  `w-full text-lead ${needsCardPage ? 'unscripted:hidden' : ''}`,
                )}
                aria-disabled={isBusy}
              >
                {isBusy ? (
                  <>
                    <LoaderCircle aria-hidden size={20} strokeWidth={1.75} className="animate-spin" />
                    {texts.paying}
                  </>
                ) : (
                  <>
                    <Lock aria-hidden size={20} strokeWidth={1.75} />
                    <bdi>{quote.pay}</bdi>
                  </>
                )}
              </button>
              {needsCardPage && (
                <button className={buttonStyle('action', 'w-full scripted:hidden')}>{texts.toCard}</button>
              )}
              <p role="status" className="text-small text-muted">
                {isBusy ? texts.paying : texts.payNote}
              </p>
            </>
          )}
        </Section>
      </form>
      <SideSummary quote={quote} texts={texts} isStale={checkout.isStale} />
    </div>
  )
}
