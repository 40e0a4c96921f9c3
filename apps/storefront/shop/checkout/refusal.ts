/** Why an order was not placed: in words for its buyer, with what is safe and what to do. */
import { isProblem, Unreachable, type RialtoProblem } from '@rialto/client'
import type { Locale } from '../../region/locales.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'
import type { CheckoutState } from './state.ts'

export type Refusal = Pick<CheckoutState, 'faults' | 'note' | 'requestId'> & {
  /** Whether the order may still have been placed, or will be: to send it again must not place another. */
  readonly isOpen: boolean
  /** Whether the card is of no use any more. */
  readonly isCardSpent: boolean
  /** Whether there is nothing left to order. */
  readonly isEmpty: boolean
}

/** What a provider says of a card, as people understand it. */
const REASONS = [
  'insufficient_funds',
  'expired_card',
  'expired',
  'declined',
  'card_declined',
  'incorrect_cvc',
] as const

/** The last part of a path in the order is called otherwise in the form. */
const NAMES: Readonly<Record<string, string>> = {
  zipCode: 'postcode',
  token: 'number',
  shippingMethod: 'method',
  paymentMethodId: 'pay',
}
const IN_THE_FORM = new Set([
  'email', 'name', 'street', 'line2', 'postcode', 'city', 'state', 'country', 'number', 'method', 'pay',
]) // prettier-ignore

/** Throws what is neither a refusal nor silence. */
export function refusalOf(error: unknown, locale: Locale): Refusal {
  const t = words('checkout', locale)
  if (!isProblem(error)) {
    if (error instanceof Unreachable) return silence(locale)
    throw error
  }
  const requestId = error.requestId === undefined ? {} : { requestId: error.requestId }
  const refused = (faults: Refusal['faults'], more: Partial<Refusal> = {}): Refusal => ({
    faults,
    note: t('notCharged'),
    ...requestId,
    isOpen: false,
    isCardSpent: false,
    isEmpty: false,
    ...more,
  })
  switch (error.code) {
    case 'payment_declined':
      return refused({ number: declinedText(error, locale) }, { isCardSpent: true })
    case 'out_of_stock':
      return refused({ '': shortText(error, locale) })
    case 'price_changed':
      return refused({ '': changedText(error, locale) })
    case 'unknown_product':
      return refused({ '': t('gone') })
    case 'already_ordered':
    case 'cart_empty':
    case 'unknown_cart':
      return refused({}, { isEmpty: true })
    case 'unknown_shipping_method':
      return refused({ method: t('methodGone') })
    case 'unknown_payment_method':
      return refused({ pay: t('savedGone') })
    case 'unknown_address':
      return refused({ address: t('addressGone') })
    case 'unauthenticated':
      return refused({ '': t('signedOut') })
    case 'too_many_requests':
      return refused({ '': t('tooMany') })
    case 'request_in_progress':
      return { ...silence(locale), faults: { '': t('inProgress') }, ...requestId }
    case 'idempotency_key_reused':
      return refused({ '': t('sentBefore') }, { note: t('sentBeforeNote') })
    case 'validation_failed':
      return refused(fieldFaults(error, locale))
    default:
      return { ...silence(locale), ...requestId }
  }
}

/** Nobody can say what became of it. To send the same again asks, and never orders twice. */
function silence(locale: Locale): Refusal {
  const t = words('checkout', locale)
  return {
    faults: { '': t('silence') },
    note: t('silenceNote'),
    isOpen: true,
    isCardSpent: false,
    isEmpty: false,
  }
}

export function declinedText({ body }: RialtoProblem, locale: Locale): string {
  const t = words('checkout', locale)
  const reason = REASONS.find((known) => known === body['reason'])
  switch (reason) {
    case 'insufficient_funds':
      return t('declinedFunds')
    case 'expired_card':
    case 'expired':
      return t('declinedExpired')
    case 'incorrect_cvc':
      return t('declinedCvc')
    default:
      return t('declined')
  }
}

function shortText({ body }: RialtoProblem, locale: Locale): string {
  const t = words('checkout', locale)
  const lines = (body['lines'] ?? []) as readonly { readonly name: string; readonly available: number }[]
  if (lines.length === 0) return t('soldOut')
  return lines
    .map(({ name, available }) =>
      available > 0 ? t('short', { name, count: available }) : t('soldOutName', { name }),
    )
    .join(' ')
}

function changedText({ body }: RialtoProblem, locale: Locale): string {
  const t = words('checkout', locale)
  const { total, currency } = body
  if (typeof total !== 'number' || typeof currency !== 'string') return t('priceChanged')
  return t('totalChanged', { total: formatMoney(total, currency, locale) })
}

function fieldFaults({ errors }: RialtoProblem, locale: Locale): Record<string, string> {
  const t = words('checkout', locale)
  const faults = errors.flatMap(({ path }) => {
    const last = path.split('/').at(-1) ?? ''
    const name = NAMES[last] ?? last
    return IN_THE_FORM.has(name) ? [[name, t('fieldWrong')] as const] : []
  })
  return faults.length > 0 ? Object.fromEntries(faults) : { '': t('notTaken') }
}
