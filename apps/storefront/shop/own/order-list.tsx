/** Orders, a row each: what was in it, how far it is, what it cost, and the way to have it again. */
import type { OrderView } from '@rialto/contracts/order'
import { catalogueLang, currentLocale, here } from '../../page/here.ts'
import { formatDay, formatMoney } from '../../region/money.ts'
import { shop } from '../../session/shop.ts'
import { Picture } from '../../ui/picture.tsx'
import { Status, type Tone } from '../../ui/status.tsx'
import { words } from '../../words/words.ts'
import { AgainForm } from './again-form.tsx'

const TONES: Readonly<Record<OrderView['status'], Tone>> = {
  pending: 'going',
  awaiting_payment: 'going',
  confirmed: 'good',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'calm',
  declined: 'bad',
  returned: 'calm',
  refunded: 'calm',
}

export async function OrderList({
  orders,
  heading: Heading = 'h2',
}: {
  readonly orders: readonly OrderView[]
  /** Below the heading of the list. */
  readonly heading?: 'h2' | 'h3'
}) {
  const t = words('own')
  const locale = currentLocale()
  const now = new Date()
  const pictures = await readPictures(orders)
  return (
    <ul>
      {orders.map((order) => {
        const { id, number, status, items, total, currency, createdAt } = order
        const count = items.reduce((sum, { quantity }) => sum + quantity, 0)
        return (
          <li
            key={id}
            className="relative grid grid-cols-[4rem_1fr] items-start gap-x-5 gap-y-4 border-b border-hairline py-6 first:pt-0 sm:grid-cols-[4rem_1fr_auto]"
          >
            <Picture image={pictures.get(items[0]?.productId ?? '')} alt="" sizes="64px" shape="arch" />
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Heading className="font-display text-lead font-bold tracking-tight">
                  {/* The whole row leads there. */}
                  <a
                    href={here(`/orders/${id}`)}
                    className="underline-offset-4 after:absolute after:inset-0 hover:underline"
                  >
                    {t('orderNumber', { number })}
                  </a>
                </Heading>
                <Status tone={TONES[status]} text={words('order')(`status_${status}`)} />
              </div>
              <p className="mt-1 text-note text-muted">
                {t('orderFacts', { day: formatDay(createdAt, locale, now), count })}
              </p>
              <p lang={catalogueLang()} className="mt-1 line-clamp-2 text-note">
                {items.map(({ name }) => name).join(', ')}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-x-5 gap-y-1 max-sm:col-start-2 sm:flex-col sm:items-end sm:gap-3">
              <span className="price max-sm:basis-full">
                <bdi>{formatMoney(total, currency, locale)}</bdi>
              </span>
              <div className="relative">
                <AgainForm
                  order={id}
                  texts={{
                    submit: t('orderAgain'),
                    name: t('orderAgainOf', { number }),
                    toCart: t('toCart'),
                  }}
                  cart={here('/cart')}
                />
              </div>
              {status === 'delivered' && (
                <a
                  href={here(`/account/orders/${id}/return`)}
                  aria-label={t('sendBackOf', { number })}
                  className="relative inline-flex min-h-11 items-center text-note underline underline-offset-4 hover:no-underline"
                >
                  {t('sendBack')}
                </a>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** Of the first thing in each, where it is still there. */
async function readPictures(orders: readonly OrderView[]) {
  const ids = [...new Set(orders.flatMap(({ items: [first] }) => (first ? [first.productId] : [])))]
  if (ids.length === 0) return new Map<string, never>()
  const { items } = await shop().catalog.list({ query: { ids: ids.join(','), limit: ids.length } })
  return new Map(items.flatMap(({ id, images: [image] }) => (image ? [[id, image] as const] : [])))
}
