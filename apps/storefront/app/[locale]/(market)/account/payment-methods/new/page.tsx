import type { Metadata } from 'next'
import { currentLocale, here } from '../../../../../../page/here.ts'
import { mustBeIn } from '../../../../../../session/own.ts'
import { localTestCards } from '../../../../../../shop/checkout/test-cards.ts'
import { checkoutTexts } from '../../../../../../shop/checkout/words-of.ts'
import { KeepCardForm } from '../../../../../../shop/own/keep-card-form.tsx'
import { OwnPage } from '../../../../../../shop/own/own-page.tsx'
import { buttonStyle } from '../../../../../../ui/button.tsx'
import { Empty } from '../../../../../../ui/empty.tsx'
import { words } from '../../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('methodAdd'), robots: { index: false } }
}

export default async function NewPaymentMethodPage() {
  const t = words('own')
  const locale = currentLocale()
  await mustBeIn()
  const testCards = await localTestCards(locale)
  const texts = checkoutTexts(locale)
  const back = (
    <a href={here('/account/payment-methods')} className={buttonStyle('text')}>
      {t('cancel')}
    </a>
  )
  return (
    <OwnPage at="paymentMethods" title={t('methodAdd')} lead={t('methodsEmptyText')}>
      {testCards ? (
        <>
          <div className="max-w-[28rem] unscripted:hidden">
            <KeepCardForm
              testCards={testCards}
              texts={texts}
              summary={words('account')('summary')}
              submit={t('cardSave')}
            >
              {back}
            </KeepCardForm>
          </div>
          <p className="max-w-[60ch] scripted:hidden">{t('cardScripts')}</p>
        </>
      ) : (
        <Empty title={texts.noCards} text={texts.noCardsText}>
          {back}
        </Empty>
      )}
    </OwnPage>
  )
}
