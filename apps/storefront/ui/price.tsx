/** A price as it is charged, and beside it about what that is where the shopper is. */
import { currentLocale } from '../page/here.ts'
import { formatMoney } from '../region/money.ts'
import { displayRates } from '../session/shop.ts'
import { words } from '../words/words.ts'

export function Price({
  amount,
  currency,
  isFrom = false,
  region,
}: {
  /** In major units. */
  readonly amount: number
  readonly currency: string
  /** The lowest of several. */
  readonly isFrom?: boolean
  /** The currency of where the shopper is. */
  readonly region?: string | undefined
}) {
  const t = words('product')
  const locale = currentLocale()
  const text = formatMoney(amount, currency, locale)
  const rate = region === undefined ? undefined : displayRates(currency, region)
  return (
    <span className="price">
      <bdi>{isFrom ? t('from', { price: text }) : text}</bdi>
      {rate !== undefined && region !== undefined && (
        <span className="ms-2 text-small font-normal text-muted">
          <bdi>{t('about', { price: formatMoney(amount * rate, region, locale) })}</bdi>
        </span>
      )}
    </span>
  )
}
