/** The page of an order: what is to be known first, what happened, what it holds, and what may be done to it. */
import { ChevronLeft, CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrderView } from '@rialto/contracts/order'
import { currentLocale, here } from '../../page/here.ts'
import { formatDay } from '../../region/money.ts'
import { me } from '../../session/me.ts'
import { ActionForm } from '../../ui/action-form.tsx'
import { buttonStyle } from '../../ui/button.tsx'
import { Said } from '../../ui/said.tsx'
import { words } from '../../words/words.ts'
import { formTexts } from '../account/form-texts.ts'
import { keepInAccount } from './keep-account.ts'
import { Live } from './live.tsx'
import { cancelOrder } from './move.ts'
import { Address, Goods, Parcel, Sums, Timeline } from './parts.tsx'
import type { FullOrder } from './read.ts'
import { Welcome } from './welcome.tsx'

/** Whoever comes back later has been thanked. */
const NEW_MS = 60 * 60 * 1_000
/** From here it goes nowhere. */
const ENDED: readonly OrderView['status'][] = ['cancelled', 'declined']
const PAID: readonly OrderView['status'][] = ['confirmed', 'shipped', 'delivered', 'returned', 'refunded']
const TONES: Readonly<Partial<Record<OrderView['status'], string>>> = {
  pending: 'text-warning',
  awaiting_payment: 'text-warning',
  cancelled: 'text-muted',
  returned: 'text-muted',
  refunded: 'text-muted',
  declined: 'text-danger',
}

type Props = FullOrder & {
  readonly token: string | undefined
  readonly isPlaced: boolean
  /** How cancelling ended, where it did not. */
  readonly cancel: string | undefined
  readonly account: string | undefined
  /** Of the page of the sandbox, which makes a card a token. */
  readonly card: string | undefined
}

export async function OrderPage({
  order,
  timeline,
  parcels,
  products,
  bank,
  token,
  isPlaced,
  cancel,
  account,
  card,
}: Props) {
  const t = words('order')
  const locale = currentLocale()
  const isNew = isPlaced && Date.now() - Date.parse(order.createdAt) < NEW_MS
  const user = await me()
  const isGuests = order.userId === null && !user
  const key = token === undefined ? '' : `token=${encodeURIComponent(token)}`
  return (
    <div id="order" className="measure py-12">
      <Live address={`/shop/orders/${order.id}/live?after=${timeline.length}&${key}`} />
      {account !== undefined && <Said>{t('accountReady')}</Said>}
      {cancel !== undefined && !ENDED.includes(order.status) && (
        <p
          role="alert"
          className="mb-8 flex items-start gap-2 rounded-card border-2 border-danger p-5 font-semibold text-danger"
        >
          <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {t(cancel === 'late' ? 'cancelLate' : 'cancelFailed')}
        </p>
      )}
      <div className="mb-8">
        {order.userId !== null && order.userId === user?.id && (
          <a
            href={here('/account/orders')}
            className="-ms-2 mb-3 inline-flex min-h-11 items-center gap-1 pe-2 text-note underline-offset-4 hover:underline"
          >
            <ChevronLeft aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />
            {words('own')('orders')}
          </a>
        )}
        <h1 className="text-display">{t('title', { number: order.number })}</h1>
        <p role="status" className="mt-2 flex flex-wrap gap-x-4 text-note">
          <span className={`font-bold ${TONES[order.status] ?? 'text-success'}`}>
            {t(`status_${order.status}`)}
          </span>
          <span className="text-muted">
            {t('placedOn', { day: formatDay(order.createdAt, locale, new Date()) })}
          </span>
        </p>
      </div>
      <Welcome {...{ order, timeline, token, card, isNew }} bank={bankLink(bank, order.id, key)} />
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[7fr_5fr]">
        <div className="grid min-w-0 content-start gap-12">
          <Part title={t('timeline')}>
            <Timeline entries={timeline} />
            {!ENDED.includes(order.status) && (
              <p className="mt-4 text-small text-muted">
                <span className="unscripted:hidden">{t('live')}</span>
                <span className="scripted:hidden">{t('notLive')}</span>
              </p>
            )}
          </Part>
          {parcels.length > 0 && (
            <Part title={t('parcel')}>
              <div className="grid gap-4">
                {parcels.map((parcel) => (
                  <Parcel key={parcel.trackingNumber} parcel={parcel} />
                ))}
              </div>
            </Part>
          )}
          {isNew &&
            isGuests &&
            token !== undefined &&
            PAID.includes(order.status) &&
            order.email !== null && (
              <Part title={t('account')}>
                <p className="mb-5 max-w-[60ch]">{t('accountText')}</p>
                <div className="max-w-[26rem]">
                  <ActionForm
                    action={keepInAccount}
                    kind="outline"
                    hidden={{ order: order.id, token }}
                    fields={[
                      {
                        name: 'password',
                        kind: 'password',
                        label: t('accountPassword', { email: order.email }),
                        autoComplete: 'new-password',
                        required: true,
                      },
                    ]}
                    texts={formTexts(t('accountMake'))}
                  />
                </div>
              </Part>
            )}
        </div>
        <div className="grid min-w-0 content-start gap-12">
          <Part title={t('items')}>
            <Goods order={order} products={products} />
          </Part>
          <Part title={t('sum')}>
            <Sums order={order} />
            {PAID.includes(order.status) && (
              <a
                href={here(`/orders/${order.id}/invoice${key === '' ? '' : `?${key}`}`)}
                className={buttonStyle('outline', 'mt-6')}
              >
                {t('invoice')}
              </a>
            )}
          </Part>
          {order.shippingAddress && (
            <Part title={t('address')}>
              <Address address={order.shippingAddress} />
            </Part>
          )}
          {(order.status === 'confirmed' || order.status === 'awaiting_payment') && (
            <Cancel order={order} token={token} />
          )}
        </div>
      </div>
    </div>
  )
}

/** A page of a bank leads back by itself; that of the sandbox is told here where to. */
function bankLink(bank: string | undefined, id: string, key: string): string | undefined {
  if (bank === undefined || !bank.startsWith('/')) return bank
  const page = here(`/orders/${id}?${key === '' ? '' : `${key}&`}placed=1`)
  return `${bank}?return=${encodeURIComponent(page)}`
}

/** Asked twice, with and without scripts: the button that does it lies behind one that does nothing. */
function Cancel({ order, token }: { readonly order: OrderView; readonly token: string | undefined }) {
  const t = words('order')
  return (
    <details className="border-t border-hairline pt-4">
      <summary className="w-fit min-h-11 list-none content-center font-semibold underline underline-offset-4 hover:no-underline [&::-webkit-details-marker]:hidden">
        {t('cancel')}
      </summary>
      <p className="mt-2 max-w-[60ch]">{t('cancelText', { number: order.number })}</p>
      <form action={cancelOrder} className="mt-4">
        <input type="hidden" name="order" value={order.id} />
        <input type="hidden" name="token" value={token ?? ''} />
        <button className={buttonStyle('danger')}>{t('cancelSure', { number: order.number })}</button>
      </form>
    </details>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-5 text-title">{title}</h2>
      {children}
    </section>
  )
}
