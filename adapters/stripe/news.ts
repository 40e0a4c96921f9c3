/** What an event of Stripe is about, for us. */
import type Stripe from 'stripe'
import { CHARGE_KEY, chargeOf, fromStripe, KEY, type Charge } from './intent.ts'

export type News =
  | { readonly id: string; readonly type: string; readonly about: 'charge'; readonly charge: Charge }
  | {
      readonly id: string
      readonly type: string
      readonly about: 'refund'
      readonly key: string | null
      readonly chargeKey: string | null
      readonly reference: string
      readonly outcome: 'succeeded' | 'failed'
      readonly amount: number
      readonly currency: string
    }
  | { readonly id: string; readonly type: string; readonly about: 'nothing' }

export function newsOf(event: Stripe.Event): News {
  const { id, type } = event
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.requires_action': {
      const intent = event.data.object
      // Others may use the same account: what carries no key of ours is none of ours.
      const key = intent.metadata[KEY]
      const charge = key === undefined ? undefined : chargeOf(key, intent)
      return charge ? { id, type, about: 'charge', charge } : { id, type, about: 'nothing' }
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const { id: reference, status, amount, currency, metadata } = event.data.object
      if (status !== 'succeeded' && status !== 'failed') return { id, type, about: 'nothing' }
      return {
        id,
        type,
        about: 'refund',
        reference,
        outcome: status,
        key: metadata?.[KEY] ?? null,
        chargeKey: metadata?.[CHARGE_KEY] ?? null,
        amount: fromStripe(amount, currency),
        currency: currency.toUpperCase(),
      }
    }
    default:
      return { id, type, about: 'nothing' }
  }
}
