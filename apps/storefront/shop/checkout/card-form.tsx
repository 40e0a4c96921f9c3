'use client'
/**
 * The card form of the sandbox. Its fields belong to no form: whatever sends the page, scripts or none, cannot send
 * what stands in them.
 */
import { ChevronDown } from 'lucide-react'
import type { ChangeEvent, KeyboardEvent } from 'react'
import { Field } from '../../ui/field.tsx'
import { digitsOf, expiryText, grouped, type Card, type TestCard } from './card.ts'
import type { CheckoutTexts } from './texts.ts'

/** The id of no form. */
const NOWHERE = 'stays-in-the-page'
const NUMBER_LENGTH = 23
const EXPIRY_LENGTH = 9
const CVC_LENGTH = 4
/** For trying: far enough ahead. */
const YEARS_AHEAD = 3

export function CardForm({
  card,
  onCard,
  faults,
  texts,
  testCards,
  onSend,
}: {
  readonly card: Card
  readonly onCard: (card: Card) => void
  readonly faults: Readonly<Record<string, string>>
  readonly texts: CheckoutTexts
  readonly testCards: readonly TestCard[]
  /** Enter, in a field. */
  readonly onSend: () => void
}) {
  /** Formats what is typed, and keeps the caret behind the digit that it was behind. */
  function typed(
    { target, nativeEvent }: ChangeEvent<HTMLInputElement>,
    format: (text: string) => string,
  ): string {
    // What is being taken away is not put back by a format.
    const isTakenAway = (nativeEvent as InputEvent).inputType?.startsWith('delete') ?? false
    const caret = target.selectionStart ?? target.value.length
    const isAtEnd = caret === target.value.length
    const digits = digitsOf(target.value.slice(0, caret)).length
    const text = isTakenAway && isAtEnd ? target.value.replace(/[ /]+$/, '') : format(target.value)
    if (!isAtEnd) requestAnimationFrame(() => target.setSelectionRange(...both(placeAfter(text, digits))))
    return text
  }
  const sendByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onSend()
  }
  const both = (place: number): [number, number] => [place, place]
  const field = { form: NOWHERE, inputMode: 'numeric', dir: 'ltr', onKeyDown: sendByEnter } as const
  return (
    <div className="grid gap-5">
      <Field
        {...field}
        name="number"
        label={texts.number}
        hint={texts.numberHint}
        error={faults['number']}
        autoComplete="cc-number"
        maxLength={NUMBER_LENGTH}
        value={card.number}
        onChange={(event) => onCard({ ...card, number: typed(event, grouped) })}
      />
      <div className="grid grid-cols-2 items-end gap-5">
        <Field
          {...field}
          name="expiry"
          label={texts.expiry}
          hint={texts.expiryHint}
          error={faults['expiry']}
          autoComplete="cc-exp"
          maxLength={EXPIRY_LENGTH}
          value={card.expiry}
          onChange={(event) => onCard({ ...card, expiry: typed(event, expiryText) })}
        />
        <Field
          {...field}
          name="cvc"
          label={texts.cvc}
          hint={texts.cvcHint}
          error={faults['cvc']}
          autoComplete="cc-csc"
          maxLength={CVC_LENGTH}
          value={card.cvc}
          onChange={(event) => onCard({ ...card, cvc: digitsOf(event.target.value) })}
        />
      </div>
      <details className="group/demo rounded-card bg-surface px-5 py-2 text-note">
        <summary className="flex min-h-11 list-none items-center justify-between gap-3 font-semibold [&::-webkit-details-marker]:hidden">
          {texts.demo}
          <ChevronDown
            aria-hidden
            size={20}
            strokeWidth={1.75}
            className="shrink-0 text-muted transition-transform duration-[120ms] group-open/demo:rotate-180"
          />
        </summary>
        <p className="text-muted">{texts.demoHint}</p>
        <ul className="mt-2">
          {testCards.map(({ number, what }) => (
            <li key={number} className="flex flex-wrap items-center gap-x-4 border-t border-hairline">
              <bdi className="font-semibold tabular-nums">{number}</bdi>
              <span className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full max-sm:pb-2">{what}</span>
              <button
                type="button"
                onClick={() => onCard({ number, expiry: expiryAhead(), cvc: '123' })}
                className="ms-auto min-h-11 px-2 font-semibold underline underline-offset-4 hover:no-underline"
              >
                {texts.useCard} <span className="sr-only">{number}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

/** Behind so many digits of a text. */
function placeAfter(text: string, digits: number): number {
  let left = digits
  let place = 0
  while (left > 0 && place < text.length) {
    if (/\d/.test(text[place] ?? '')) left -= 1
    place += 1
  }
  return place
}

function expiryAhead(): string {
  return `12 / ${String(new Date().getFullYear() + YEARS_AHEAD).slice(2)}`
}
