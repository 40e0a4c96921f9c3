import type { Metadata } from 'next'
import { CreditCard } from 'lucide-react'
import type { PaymentMethodView } from '@rialto/contracts/profile'
import { here } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { asMe } from '../../../../../session/own.ts'
import { brandName } from '../../../../../shop/own/card-brand.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { chooseFirst, removeMethod } from '../../../../../shop/own/payment-methods.ts'
import { RemoveQuestion } from '../../../../../shop/own/remove-question.tsx'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { Empty } from '../../../../../ui/empty.tsx'
import { words } from '../../../../../words/words.ts'

/** More than anybody can have. */
const LIMIT = 100
const PATH = '/account/payment-methods'
const SMALL =
  'inline-flex min-h-11 items-center font-semibold underline underline-offset-4 hover:no-underline'

export function generateMetadata(): Metadata {
  return { title: words('own')('paymentMethods'), robots: { index: false } }
}

export default async function PaymentMethodsPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { items } = await asMe((api) => api.profile.paymentMethods({ query: { limit: LIMIT } }))
  const removed = await asked(searchParams, 'remove')
  const now = new Date()
  const add = (
    <a href={here(`${PATH}/new`)} className={buttonStyle('action')}>
      {t('methodAdd')}
    </a>
  )
  return (
    <OwnPage
      at="paymentMethods"
      title={t('paymentMethods')}
      {...(items.length > 0 ? { lead: t('methodsEmptyText') } : {})}
      said={await asked(searchParams, 'said')}
      action={items.length > 0 && add}
    >
      {items.length === 0 && (
        <Empty title={t('methodsEmpty')} text={t('methodsEmptyText')}>
          {add}
        </Empty>
      )}
      <ul className="grid gap-5 md:grid-cols-2">
        {items.map((method) => (
          <li key={method.id} id={method.id} className="scroll-mt-32 rounded-card bg-surface p-5">
            {removed === method.id ? (
              <RemoveQuestion
                id={method.id}
                what={nameOf(method)}
                action={removeMethod}
                back={`${PATH}#${method.id}`}
              />
            ) : (
              <Kept method={method} now={now} />
            )}
          </li>
        ))}
      </ul>
    </OwnPage>
  )
}

function Kept({ method, now }: { readonly method: PaymentMethodView; readonly now: Date }) {
  const t = words('own')
  const { id, isDefault, expiryMonth, expiryYear } = method
  const name = nameOf(method)
  const until =
    expiryMonth === null || expiryYear === null
      ? undefined
      : { month: String(expiryMonth).padStart(2, '0'), year: String(expiryYear) }
  // A card is good to the end of its month.
  const isPast = until !== undefined && Date.UTC(Number(until.year), Number(until.month), 1) <= now.getTime()
  return (
    <div className="flex h-full flex-col">
      <h2 className="flex items-center gap-3 text-body">
        <CreditCard aria-hidden size={24} strokeWidth={1.75} className="shrink-0" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
      </h2>
      {until && (
        <p className={`mt-1 text-note ${isPast ? 'font-semibold text-danger' : 'text-muted'}`}>
          {t(isPast ? 'cardExpired' : 'cardUntil', until)}
        </p>
      )}
      {isDefault && <p className="mt-2 text-small font-semibold text-muted">{t('cardDefault')}</p>}
      <div className="mt-auto flex flex-wrap gap-x-6 pt-3 text-note">
        <a href={here(`${PATH}?remove=${id}#${id}`)} aria-label={`${t('remove')}: ${name}`} className={SMALL}>
          {t('remove')}
        </a>
        {!isDefault && (
          <form action={chooseFirst}>
            <input type="hidden" name="id" value={id} />
            <button aria-label={`${t('cardMakeDefault')}: ${name}`} className={SMALL}>
              {t('cardMakeDefault')}
            </button>
          </form>
        )}
      </div>
    </div>
  )
}

function nameOf({ brand, last4, label, method }: PaymentMethodView): string {
  const t = words('own')
  if (label !== null && label !== '') return label
  if (last4 === null) return method === 'card' ? t('cardUnknown') : method
  return t('card', { brand: brand === null ? t('cardUnknown') : brandName(brand), last4 })
}
