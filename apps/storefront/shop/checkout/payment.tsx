'use client'
/** How it is paid: a method of the account, a card of the sandbox, or the word that the shop takes no cards yet. */
import type { Card, TestCard } from './card.ts'
import { CardForm } from './card-form.tsx'
import { Choices, type Choice } from './choices.tsx'
import { BY_CARD, type Fields } from './fields.ts'
import type { CheckoutTexts } from './texts.ts'

export function Payment({
  fields,
  faults,
  texts,
  saved,
  testCards,
  token,
  card,
  onCard,
  onOtherCard,
  onSend,
}: {
  readonly fields: Fields
  readonly faults: Readonly<Record<string, string>>
  readonly texts: CheckoutTexts
  readonly saved: readonly Choice[]
  /** Undefined where there is no sandbox. */
  readonly testCards: readonly TestCard[] | undefined
  /** Of a card that was chosen on the page of the sandbox. */
  readonly token: string
  readonly card: Card
  readonly onCard: (card: Card) => void
  readonly onOtherCard: () => void
  readonly onSend: () => void
}) {
  const isByCard = saved.length === 0 || fields.pay === BY_CARD || fields.pay === ''
  return (
    <>
      {saved.length > 0 && (
        <Choices
          name="pay"
          legend={texts.savedMethods}
          choices={testCards ? [...saved, { value: BY_CARD, title: texts.newCard }] : saved}
          chosen={fields.pay}
          error={faults['pay']}
        />
      )}
      {testCards === undefined && saved.length === 0 && (
        <div className="rounded-card border-2 border-control p-5">
          <h3 className="text-lead">{texts.noCards}</h3>
          <p className="mt-1 max-w-[60ch]">{texts.noCardsText}</p>
        </div>
      )}
      {testCards && token !== '' && (
        <p className={isByCard ? '' : 'scripted:hidden'}>
          {texts.cardChosen}{' '}
          <button
            type="button"
            onClick={onOtherCard}
            className="min-h-11 font-semibold underline underline-offset-4 hover:no-underline unscripted:hidden"
          >
            {texts.otherCard}
          </button>
        </p>
      )}
      {testCards && token === '' && (
        <div className={isByCard ? 'unscripted:hidden' : 'hidden'}>
          <CardForm
            card={card}
            onCard={onCard}
            faults={faults}
            texts={texts}
            testCards={testCards}
            onSend={onSend}
          />
        </div>
      )}
    </>
  )
}
