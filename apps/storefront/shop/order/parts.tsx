/** The parts of an order's page: what happened, the parcels, the goods, the sums. */
import { CircleAlert, CircleCheck, Clock3, Package } from 'lucide-react'
import type { OrderView } from '@rialto/contracts/order'
import type { TrackingView } from '@rialto/contracts/shipping'
import { catalogueLang, currentLocale, here } from '../../page/here.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'
import { LineFrame } from '../cart/lines.tsx'
import { addressLines } from './address.ts'
import type { FullOrder } from './read.ts'
import { shownSums } from './sums.ts'
import { shownTimeline, type TimelineEntry } from './timeline.ts'
import { formatMoment } from './when.ts'

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const
const TONES = {
  done: <CircleCheck {...ICON} className="text-success" />,
  waiting: <Clock3 {...ICON} className="text-warning" />,
  refused: <CircleAlert {...ICON} className="text-danger" />,
} as const

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const locale = currentLocale()
  return (
    <ol>
      {shownTimeline(entries, locale).map(({ at, title, note, tone }, place) => (
        <li key={`${at} ${title}`} className="relative flex gap-4 pb-5 last:pb-0">
          {place < entries.length - 1 && (
            <span aria-hidden className="absolute start-[9px] top-7 bottom-1 w-0.5 bg-hairline" />
          )}
          <span className="mt-0.5 shrink-0">{TONES[tone]}</span>
          <div className="min-w-0">
            <p className="font-semibold">{title}</p>
            {note !== undefined && <p className="text-note break-words">{note}</p>}
            <p className="text-small text-muted">
              <time dateTime={at}>{formatMoment(at, locale)}</time>
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

export function Parcel({ parcel }: { readonly parcel: TrackingView }) {
  const t = words('order')
  const locale = currentLocale()
  const { trackingNumber, carrier, history } = parcel
  return (
    <div className="rounded-card bg-surface p-6">
      <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
        <div>
          <dt className="text-small text-muted">{t('carrier')}</dt>
          <dd className="font-semibold">{carrier}</dd>
        </div>
        <div>
          <dt className="text-small text-muted">{t('trackingNumber')}</dt>
          <dd className="font-semibold break-all">
            <bdi>{trackingNumber}</bdi>
          </dd>
        </div>
      </dl>
      <ol className="mt-4 grid gap-3">
        {history.toReversed().map(({ status, at, location, note }) => (
          <li key={`${status} ${at}`} className="flex gap-3">
            <Package {...ICON} className="mt-0.5 shrink-0" />
            <div className="min-w-0">
              <p className="font-semibold">
                {t(`parcel_${status}`)}
                {location !== null && <span className="font-normal">, {location}</span>}
              </p>
              {note !== null && <p className="text-note">{note}</p>}
              <p className="text-small text-muted">
                <time dateTime={at}>{formatMoment(at, locale)}</time>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

export function Goods({ order, products }: Pick<FullOrder, 'order' | 'products'>) {
  const t = words('order')
  const locale = currentLocale()
  const money = (amount: number) => formatMoney(amount, order.currency, locale)
  return (
    <ul>
      {order.items.map(({ id, sku, name, quantity, price, total }) => (
        <li key={id} className="border-b border-hairline py-4 first:pt-0 last:border-0">
          <LineFrame
            picture={products.get(sku)?.picture}
            name={name}
            lang={catalogueLang()}
            href={hrefOf(sku, products)}
            total={money(total)}
          >
            <p className="text-small text-muted">{t('each', { count: quantity, price: money(price) })}</p>
          </LineFrame>
        </li>
      ))}
    </ul>
  )
}

/** Undefined for what is no longer sold. */
function hrefOf(sku: string, products: FullOrder['products']): string | undefined {
  const slug = products.get(sku)?.slug
  return slug === undefined ? undefined : here(`/p/${slug}?sku=${encodeURIComponent(sku)}`)
}

export function Sums({ order }: { readonly order: OrderView }) {
  const t = words('order')
  const locale = currentLocale()
  const money = (amount: number) => formatMoney(amount, order.currency, locale)
  return (
    <dl className="grid gap-3">
      {shownSums(order, locale).map(({ label, amount, why }) => (
        <div key={label} className="flex items-baseline justify-between gap-4">
          <dt>
            {label}
            <span className="block text-small text-muted">{why}</span>
          </dt>
          <dd className="shrink-0 font-semibold tabular-nums">
            <bdi>{amount}</bdi>
          </dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 border-t border-hairline pt-3 text-lead">
        <dt className="font-bold">{words('checkout')('total')}</dt>
        <dd className="price">
          <bdi>{money(order.total)}</bdi>
        </dd>
      </div>
      {order.refunded > 0 && (
        <div className="flex items-baseline justify-between gap-4">
          <dt>{t('refunded')}</dt>
          <dd className="font-semibold tabular-nums">
            <bdi>{money(order.refunded)}</bdi>
          </dd>
        </div>
      )}
    </dl>
  )
}

export function Address({ address }: { readonly address: NonNullable<OrderView['shippingAddress']> }) {
  return (
    <address className="[overflow-wrap:anywhere] not-italic">
      {addressLines(address, currentLocale()).map((line) => (
        <span key={line} className="block">
          <bdi>{line}</bdi>
        </span>
      ))}
    </address>
  )
}
