/** What a buyer is told first: that it worked, that it is not decided yet, or what is safe and what to do. */
import { CircleAlert, CircleCheck, Clock3 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrderView } from '@rialto/contracts/order'
import { currentLocale } from '../../page/here.ts'
import { formatDay, formatMoney } from '../../region/money.ts'
import { me } from '../../session/me.ts'
import { shop } from '../../session/shop.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import { attemptOf } from '../checkout/attempt.ts'
import { localTestCards } from '../checkout/test-cards.ts'
import { checkoutTexts } from '../checkout/words-of.ts'
import { payOtherwise } from './move.ts'
import { PayForm } from './pay-form.tsx'
import type { TimelineEntry } from './timeline.ts'
import { waitOf } from './wait.ts'
import { formatTime } from './when.ts'

const ICON = { size: 32, strokeWidth: 1.75, 'aria-hidden': true } as const

type Asked = {
  readonly order: OrderView
  readonly timeline: readonly TimelineEntry[]
  readonly token: string | undefined
  /** The address of the page on which a bank asks the cardholder, while it does. */
  readonly bank: string | undefined
  /** The token of a card that was chosen on the page of the sandbox. */
  readonly card: string | undefined
  /** Whether it was placed a moment ago. */
  readonly isNew: boolean
}

/** Nothing where there is nothing to say beyond the status. */
export function Welcome(asked: Asked): ReactNode {
  const t = words('order')
  const { order, isNew } = asked
  switch (order.status) {
    case 'pending':
      return (
        <Panel icon={<Clock3 {...ICON} className="text-warning" />} title={t('pendingTitle')}>
          {t('pendingText')}
        </Panel>
      )
    case 'awaiting_payment':
      return <Waiting {...asked} />
    case 'declined':
      return (
        <Panel icon={<CircleAlert {...ICON} className="text-danger" />} title={t('endedTitle')}>
          {t('endedText')}
        </Panel>
      )
    default:
      return isNew && order.status !== 'cancelled' ? <Thanks order={order} /> : undefined
  }
}

async function Thanks({ order }: { readonly order: OrderView }) {
  const t = words('order')
  const first = order.shippingAddress?.name?.trim().split(/\s+/)[0]
  const delivery = await deliveryOf(order)
  return (
    <Panel
      icon={<CircleCheck {...ICON} className="text-success" />}
      title={first === undefined ? t('thanksPlain') : t('thanks', { name: first })}
    >
      <p>{t('thanksText', { number: order.number })}</p>
      <p className="mt-2">{order.email === null ? t('mailToYou') : t('mailTo', { email: order.email })}</p>
      <h3 className="mt-6 text-lead">{t('next')}</h3>
      <ol className="mt-2 list-decimal ps-5">
        <li>{t('nextPack')}</li>
        {delivery !== undefined && <li>{delivery}</li>}
        <li>{t('nextCancel')}</li>
      </ol>
    </Panel>
  )
}

/** When it arrives, as the shop reckons today; an order of another day would be told wrong. */
async function deliveryOf({
  shippingMethod,
  shippingAddress,
  currency,
}: OrderView): Promise<string | undefined> {
  const t = words('order')
  const locale = currentLocale()
  try {
    const query = { currency, ...(shippingAddress === null ? {} : { country: shippingAddress.country }) }
    const { items } = await shop().shipping.methods({ query })
    const found = items.find(({ method }) => method === shippingMethod)?.delivery
    if (!found) return undefined
    const now = new Date()
    const told = { from: formatDay(found.earliest, locale, now), to: formatDay(found.latest, locale, now) }
    return t(shippingMethod === 'pickup' ? 'nextPickup' : 'nextArrives', told)
  } catch {
    return undefined
  }
}

function Waiting(asked: Asked) {
  const t = words('order')
  const { order, timeline, bank } = asked
  const { kind, until } = waitOf(order, timeline, bank !== undefined)
  const isBad = kind === 'unpaid' || kind === 'over'
  const Icon = isBad ? CircleAlert : Clock3
  const time = until === undefined ? '…' : formatTime(until, currentLocale())
  return (
    <Panel
      icon={<Icon {...ICON} className={isBad ? 'text-danger' : 'text-warning'} />}
      title={t(`${kind}Title`)}
    >
      <p>{t(`${kind}Text`, { time })}</p>
      {kind === 'bank' && (
        <>
          <a href={bank} className={buttonStyle('action', 'mt-4')}>
            {t('toBank')}
          </a>
          <h3 className="mt-8 text-lead">{t('otherCard')}</h3>
        </>
      )}
      {kind !== 'over' && <Pay {...asked} kind={kind === 'bank' ? 'outline' : 'action'} />}
    </Panel>
  )
}

async function Pay({ order, token, card, kind }: Asked & { readonly kind: 'action' | 'outline' }) {
  const t = words('order')
  const locale = currentLocale()
  const testCards = await localTestCards(locale)
  if (!testCards) return <PayWithoutForm order={order} token={token} />
  return (
    <PayForm
      initial={{ attempt: attemptOf(undefined), card: card ?? '', faults: {} }}
      order={order.id}
      token={token ?? ''}
      kind={kind}
      texts={checkoutTexts(locale)}
      pay={t('payNow', { price: formatMoney(order.total, order.currency, locale) })}
      paying={t('paying')}
      payOffline={t('payOffline')}
      supportText={words('faults')('failureCode', { code: '…' })}
      testCards={testCards}
    />
  )
}

/** Where no card form is set up, an account may hold a method that the checkout can charge. */
async function PayWithoutForm({ order, token }: Pick<Asked, 'order' | 'token'>) {
  const t = words('order')
  if (!(await me())) return <p className="mt-4">{words('checkout')('noCards')}</p>
  return (
    <form action={payOtherwise} className="mt-4">
      <input type="hidden" name="order" value={order.id} />
      <input type="hidden" name="token" value={token ?? ''} />
      <button className={buttonStyle('action')}>{t('payOtherwise')}</button>
    </form>
  )
}

function Panel({
  icon,
  title,
  children,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section
      aria-labelledby="welcome"
      className="mb-12 flex gap-5 rounded-card bg-surface p-6 max-sm:flex-col md:p-8"
    >
      <span className="shrink-0">{icon}</span>
      <div className="min-w-0 max-w-[65ch]">
        <h2 id="welcome" className="text-heading">
          {title}
        </h2>
        <div className="mt-3">{children}</div>
      </div>
    </section>
  )
}
