import type { Metadata } from 'next'
import type { ShippingMethods } from '@rialto/contracts/shipping'
import { isProblem, Unreachable } from '@rialto/client'
import { readNewest } from '../../../../catalogue/read.ts'
import { alternates } from '../../../../page/alternates.ts'
import { currentLocale, here } from '../../../../page/here.ts'
import { countryName } from '../../../../region/countries.ts'
import { formatDay, formatMoney } from '../../../../region/money.ts'
import { currentRegion } from '../../../../session/region.ts'
import { shop } from '../../../../session/shop.ts'
import { methodName } from '../../../../shop/checkout/quote.ts'
import { buttonStyle } from '../../../../ui/button.tsx'
import { words } from '../../../../words/words.ts'

/** Large enough for whatever becomes free at a size. */
const LARGE = 100_000

export function generateMetadata(): Metadata {
  return { title: words('delivery')('title'), alternates: alternates('/delivery') }
}

/** What delivery costs and how long it takes, as it is asked just now; what may come back, and how. */
export default async function DeliveryPage() {
  const t = words('delivery')
  const { country } = await currentRegion()
  const methods = await readMethods(country)
  const now = new Date()
  return (
    <div className="measure py-12 md:py-18">
      <h1 className="text-display">{t('title')}</h1>
      <section aria-labelledby="to" className="mt-12 max-w-[44rem]">
        <h2 id="to" className="text-heading">
          {t('to', { country: countryName(country, currentLocale()) })}
        </h2>
        {methods.length === 0 ? (
          <p className="mt-4">{t('unknown')}</p>
        ) : (
          <ul className="mt-4">
            {methods.map((method) => (
              <Method key={method.method} method={method} now={now} />
            ))}
          </ul>
        )}
        <p className="mt-4 text-note text-muted">{t('elsewhere')}</p>
      </section>
      <section aria-labelledby="cancel" className="mt-18 max-w-[44rem]">
        <h2 id="cancel" className="text-heading">
          {t('cancelTitle')}
        </h2>
        <p className="mt-3">{t('cancelText')}</p>
      </section>
      <section aria-labelledby="return" className="mt-18 max-w-[44rem]">
        <h2 id="return" className="text-heading">
          {t('returnTitle')}
        </h2>
        <p className="mt-3">{t('returnText')}</p>
        <a href={here('/account/orders')} className={buttonStyle('outline', 'mt-6')}>
          {t('returnAction')}
        </a>
      </section>
    </div>
  )
}

type Told = ShippingMethods['items'][number] & { readonly isFreeAbove: boolean }

function Method({
  method: { method, label, price, currency, delivery, isFreeAbove },
  now,
}: {
  readonly method: Told
  readonly now: Date
}) {
  const t = words('delivery')
  const checkout = words('checkout')
  const locale = currentLocale()
  const [from, to] = [formatDay(delivery.earliest, locale, now), formatDay(delivery.latest, locale, now)]
  const money = price === 0 ? checkout('free') : formatMoney(price, currency, locale)
  return (
    <li className="flex items-baseline justify-between gap-x-8 border-b border-hairline py-4">
      <div className="min-w-0">
        <h3 className="text-lead">{methodName(method, label, locale)}</h3>
        <p className="text-muted">{checkout(method === 'pickup' ? 'readyBy' : 'arrives', { from, to })}</p>
        {isFreeAbove && <p className="text-note text-muted">{t('freeAbove')}</p>}
      </div>
      <p className="shrink-0 font-semibold tabular-nums">
        <bdi>{money}</bdi>
      </p>
    </li>
  )
}

/** For a small order and for a large one; empty where nobody can say. */
async function readMethods(country: string): Promise<readonly Told[]> {
  try {
    const [newest] = await readNewest(1)
    const query = { country, ...(newest ? { currency: newest.currency } : {}) }
    const [small, large] = await Promise.all([
      shop().shipping.methods({ query: { ...query, subtotal: 0 } }),
      shop().shipping.methods({ query: { ...query, subtotal: LARGE } }),
    ])
    const isFree = (name: string) => large.items.some(({ method, price }) => method === name && price === 0)
    return small.items.map((each) => ({ ...each, isFreeAbove: each.price > 0 && isFree(each.method) }))
  } catch (error) {
    if (!isProblem(error) && !(error instanceof Unreachable)) throw error
    return []
  }
}
