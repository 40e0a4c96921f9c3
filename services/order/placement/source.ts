/** What an order is paid with: a token that a card form gave, or a method that its buyer keeps with the shop. */
import type { CheckoutChoice, ProfileClient } from '@rialto/contracts/profile'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Source } from '../saga/saga.ts'

const METHOD_DEFAULT = 'card'
/** What a missing token means in the demo profile. */
const TOKEN_DEFAULT = 'tok_visa'
const CARD_NUMBER = /^(?:\d[ -]?){12,19}$/

export type WantedPayment = {
  readonly method?: string
  readonly token?: string
  readonly paymentMethodId?: string
}

export type WantedCheckout = {
  readonly payment?: WantedPayment
  readonly shippingAddress?: unknown
}

/**
 * What the buyer keeps with the shop and the order does not say itself. Asked only where something is
 * missing: an order with a token and an address waits for nobody.
 */
export async function chosen(
  profile: ProfileClient,
  { payment, shippingAddress }: WantedCheckout,
  call: Call,
): Promise<CheckoutChoice | undefined> {
  const paymentMethodId = payment?.paymentMethodId ?? null
  const asks = paymentMethodId !== null || shippingAddress === undefined
  if (call.caller.kind !== 'user' || !asks) return undefined
  return profile.checkout({ body: { userId: call.caller.id, paymentMethodId, addressId: null } }, call)
}

/** Null where the order is paid later. */
export function sourceOf(
  payment: WantedPayment | undefined,
  choice: CheckoutChoice | undefined,
  lenient: boolean,
): Source | null {
  if (!payment) return null
  if (payment.paymentMethodId !== undefined) return savedSource(payment, choice)
  const token = payment.token ?? (lenient ? TOKEN_DEFAULT : undefined)
  if (token === undefined) {
    throw new Problem('validation_failed', {
      detail: 'Send the token that the card form gave, or the id of a saved payment method.',
      errors: [{ path: '/payment/token', message: 'is required', code: 'required' }],
    })
  }
  if (CARD_NUMBER.test(token)) {
    throw new Problem('card_number_refused', {
      detail: 'That is a card number. Send the token that the card form gives.',
    })
  }
  return { method: payment.method ?? METHOD_DEFAULT, token }
}

function savedSource({ token, paymentMethodId }: WantedPayment, choice: CheckoutChoice | undefined): Source {
  if (token !== undefined) {
    throw new Problem('validation_failed', {
      detail: 'Send either a token or a saved payment method; nothing was ordered.',
      errors: [{ path: '/payment/paymentMethodId', message: 'stands beside a token', code: 'ambiguous' }],
    })
  }
  const saved = choice?.paymentMethod
  if (!saved) {
    throw new Problem('unknown_payment_method', {
      detail: `You have no saved payment method ${paymentMethodId}; nothing was ordered.`,
      errors: [
        { path: '/payment/paymentMethodId', message: 'is none of yours', code: 'unknown_payment_method' },
      ],
    })
  }
  return { method: saved.method, token: saved.token }
}
