/** What a buyer is told first: that it worked, that it is not decided yet, or what is safe and what to do. */
import { CircleAlert, CircleCheck, Clock3 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrderView } from '@rialto/contracts/order'
import { currentLocale } from '../../page/here.ts'
import { formatDay } from '../../region/money.ts'
import { shop } from '../../session/shop.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import { payOtherwise } from './move.ts'
import type { TimelineEntry } from './timeline.ts'
import { formatTime } from './when.ts'

const ICON = { size: 32, strokeWidth: 1.75, 'aria-hidden': true } as const

type Asked = {
  readonly order: OrderView
  readonly timeline: readonly TimelineEntry[]
  readonly token: string | undefined
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

function Waiting({ order, timeline, token }: Asked) {
  const t = words('order')
  const last = timeline.findLast(({ type }) => type === 'order.awaiting_payment')
  const reason = order.reason ?? last?.data['reason']
  const until = last?.data['holdExpiresAt']
  const time = typeof until === 'string' ? formatTime(until, currentLocale()) : '…'
  const kind =
    reason === 'requires_action' ? 'bank' : reason === null || reason === undefined ? 'waiting' : 'unpaid'
  const Icon = kind === 'unpaid' ? CircleAlert : Clock3
  return (
    <Panel
      icon={<Icon {...ICON} className={kind === 'unpaid' ? 'text-danger' : 'text-warning'} />}
      title={t(`${kind}Title`)}
    >
      <p>{t(`${kind}Text`, { time })}</p>
      <form action={payOtherwise} className="mt-4">
        <input type="hidden" name="order" value={order.id} />
        <input type="hidden" name="token" value={token ?? ''} />
        <button className={buttonStyle('action')}>{t('payOtherwise')}</button>
      </form>
    </Panel>
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
