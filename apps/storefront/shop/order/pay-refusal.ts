/** Why an order that waits was not paid: in words for its buyer, with what is safe and what to do. */
import { isProblem, Unreachable } from '@rialto/client'
import type { Locale } from '../../region/locales.ts'
import { words } from '../../words/words.ts'
import { declinedText } from '../checkout/refusal.ts'
import type { PayState } from './pay-state.ts'

export type PayRefusal = Pick<PayState, 'faults' | 'note' | 'requestId'> & {
  /** Whether it may still have been paid: to send it again must not be another try. */
  readonly isOpen: boolean
  /** Whether the card is of no use any more. */
  readonly isCardSpent: boolean
}

/** Throws what is neither a refusal nor silence. */
export function payRefusalOf(error: unknown, locale: Locale): PayRefusal {
  const t = words('order', locale)
  if (!isProblem(error)) {
    if (error instanceof Unreachable) return silence(locale)
    throw error
  }
  const requestId = error.requestId === undefined ? {} : { requestId: error.requestId }
  const refused = (faults: PayState['faults'], isCardSpent = false): PayRefusal => ({
    faults,
    note: t('notCharged'),
    ...requestId,
    isOpen: false,
    isCardSpent,
  })
  switch (error.code) {
    case 'payment_declined':
      return refused({ number: declinedText(error, locale) }, true)
    case 'not_payable':
    case 'payment_waiting':
      return refused({ '': t('payNotNow') })
    case 'unknown_order':
    case 'unauthenticated':
    case 'invalid_query':
      return refused({ '': t('payLost') })
    case 'validation_failed':
    case 'card_number_refused':
      return refused({ number: words('checkout', locale)('fieldWrong') }, true)
    case 'too_many_requests':
      return refused({ '': words('checkout', locale)('tooMany') })
    case 'idempotency_key_reused':
      return refused({ '': t('payAnew') })
    case 'request_in_progress':
      return { ...silence(locale), faults: { '': t('payInProgress') }, ...requestId }
    default:
      return { ...silence(locale), ...requestId }
  }
}

/** Nobody can say what became of it. To send the same again asks, and never charges twice. */
function silence(locale: Locale): PayRefusal {
  return {
    faults: { '': words('checkout', locale)('silence') },
    note: words('order', locale)('paySafe'),
    isOpen: true,
    isCardSpent: false,
  }
}
