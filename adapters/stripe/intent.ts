/** What a PaymentIntent of Stripe means as a charge of ours, and how amounts are written there. */
import type Stripe from 'stripe'

export type ChargeKey = {
  readonly key: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly reference?: string | null
}

export type Charge = {
  readonly key: string
  readonly outcome: 'captured' | 'authorised' | 'declined' | 'requires_action' | 'abandoned'
  readonly reference: string
  readonly reason: string | null
  readonly amount: number
  readonly currency: string
  readonly captured?: number
  readonly nextAction?: { readonly type: 'redirect'; readonly url: string }
}

/** Where our key stands in Stripe’s metadata. */
export const KEY = 'rialto_key'
export const CHARGE_KEY = 'rialto_charge_key'

/** Currencies without decimals that Stripe still counts in hundredths. */
const IN_HUNDREDTHS: ReadonlySet<string> = new Set(['ISK', 'UGX'])

export function toStripe(amount: number, currency: string): number {
  return IN_HUNDREDTHS.has(currency) ? amount * 100 : amount
}

export function fromStripe(amount: number, currency: string): number {
  return IN_HUNDREDTHS.has(currency.toUpperCase()) ? amount / 100 : amount
}

/** Undefined while it was never confirmed. Throws while nobody knows yet. */
export function chargeOf(key: string, intent: Stripe.PaymentIntent): Charge | undefined {
  const currency = intent.currency.toUpperCase()
  const amount = fromStripe(intent.amount, currency)
  const charge = { key, reference: intent.id, reason: null, amount, currency }
  switch (intent.status) {
    case 'succeeded': {
      const captured = fromStripe(intent.amount_received, currency)
      return { ...charge, outcome: 'captured', ...(captured < amount ? { captured } : {}) }
    }
    case 'requires_capture':
      return { ...charge, outcome: 'authorised' }
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url
      return {
        ...charge,
        outcome: 'requires_action',
        reason: 'authentication_required',
        ...(url == null ? {} : { nextAction: { type: 'redirect', url } }),
      }
    }
    case 'canceled':
      return { ...charge, outcome: 'abandoned' }
    case 'requires_payment_method': {
      const failure = intent.last_payment_error
      if (!failure) return undefined
      return { ...charge, outcome: 'declined', reason: failure.decline_code ?? failure.code ?? 'declined' }
    }
    case 'requires_confirmation':
      return undefined
    default:
      throw new Error(`${intent.id} is ${intent.status}: what becomes of it is not known yet`)
  }
}
