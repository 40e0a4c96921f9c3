/**
 * Stripe, through its own library. A charge is two calls: an intent that only its key, amount and currency make,
 * and its confirmation with the card. So the same intent is met again by its key alone, also by somebody who
 * never saw the card, and after any doubt it can be asked what became of it.
 */
import Stripe from 'stripe'
import type { Clock } from '@rialto/kernel/ports/ports'
import { CHARGE_KEY, chargeOf, KEY, toStripe, type Charge, type ChargeKey } from './intent.ts'
import { newsOf, type News } from './news.ts'

/** Each of the two calls of a charge; together they stay below what the payment service waits. */
const CALL_TIMEOUT_MS = 3_500
const REPLAY_WINDOW_SECONDS = 5 * 60
const OUR_KEY = /^[\w-]{1,64}$/

export type StripeNeeds = {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Where a cardholder comes back to from the page of their bank. */
  readonly returnUrl: string
  readonly clock: Clock
  /** Another address than Stripe’s own, for tests. */
  readonly apiUrl?: string | undefined
}

export function openStripe({ secretKey, webhookSecret, returnUrl, clock, apiUrl }: StripeNeeds) {
  const stripe = new Stripe(secretKey, {
    timeout: CALL_TIMEOUT_MS,
    // Who asks again is the payment service, which first asks what was done.
    maxNetworkRetries: 0,
    telemetry: false,
    ...(apiUrl === undefined ? {} : addressOf(apiUrl)),
  })
  const { paymentIntents, paymentMethods, refunds } = stripe

  /** The intent of a key: made now, or the one that was made before. */
  async function intentOf({ key, amount, currency, reference }: ChargeKey): Promise<Stripe.PaymentIntent> {
    if (reference != null) return paymentIntents.retrieve(reference)
    const asked: Stripe.PaymentIntentCreateParams = {
      amount: toStripe(amount, currency),
      currency: currency.toLowerCase(),
      allowed_payment_method_types: ['card'],
      metadata: { [KEY]: key },
    }
    return paymentIntents.create(asked, { idempotencyKey: key })
  }

  /** As Stripe knows it by now. Its keys are forgotten after a day; its search forgets nothing, but is a minute late. */
  async function findIntent(asked: ChargeKey): Promise<Stripe.PaymentIntent> {
    if (asked.reference != null) return intentOf(asked)
    if (!OUR_KEY.test(asked.key)) throw new Error('no key of ours looks like that')
    const found = await paymentIntents.search({ query: `metadata['${KEY}']:'${asked.key}'`, limit: 10 })
    const older = found.data.find(
      ({ metadata, status }) => metadata[KEY] === asked.key && status !== 'canceled',
    )
    const { id } = older ?? (await intentOf(asked))
    // A key answers with what was true when it was first used.
    return paymentIntents.retrieve(id)
  }

  async function now(key: string, id: string): Promise<Charge> {
    const charge = chargeOf(key, await paymentIntents.retrieve(id))
    if (!charge) throw new Error(`${id} was never confirmed`)
    return charge
  }

  /** The answer, or what is true instead where the intent is not in the state that was thought. */
  async function orNow(key: string, id: string, work: Promise<Stripe.PaymentIntent>): Promise<Charge> {
    try {
      return chargeOf(key, await work) ?? (await now(key, id))
    } catch (error) {
      if (isUnexpectedState(error)) return now(key, id)
      throw error
    }
  }

  /** A card that Stripe’s form made into a token becomes a payment method, once; one that is kept there is one. */
  async function cardOf(key: string, token: string): Promise<string> {
    if (!token.startsWith('tok_')) return token
    const asked = { type: 'card', card: { token } } as const
    return (await paymentMethods.create(asked, { idempotencyKey: `${key}:card` })).id
  }

  async function confirm(
    id: string,
    { key, token, capture }: { key: string; token: string; capture?: 'manual' },
  ): Promise<Stripe.PaymentIntent> {
    const asked: Stripe.PaymentIntentConfirmParams = {
      payment_method: await cardOf(key, token),
      capture_method: capture === 'manual' ? 'manual' : 'automatic',
      return_url: returnUrl,
    }
    return paymentIntents.confirm(id, asked, { idempotencyKey: `${key}:confirm` })
  }

  return {
    name: 'stripe',

    async charge(
      request: ChargeKey & { readonly token: string; readonly capture?: 'manual' },
    ): Promise<Charge> {
      const { key, amount, currency } = request
      const { id } = await intentOf(request)
      try {
        return await orNow(key, id, confirm(id, request))
      } catch (error) {
        const reason = refusalOf(error)
        if (reason === undefined) throw error
        return { key, amount, currency, reference: id, outcome: 'declined', reason }
      }
    },

    /** What became of charges; those that were never confirmed are left out. */
    async findCharges(asked: readonly ChargeKey[]): Promise<Charge[]> {
      const found = await Promise.all(asked.map(async (each) => chargeOf(each.key, await findIntent(each))))
      return found.filter((charge) => charge !== undefined)
    },

    /** Takes what was set aside, once; Stripe lets the rest go. */
    async capture(request: ChargeKey & { readonly take: number }): Promise<Charge> {
      const { id } = await findIntent(request)
      const asked = { amount_to_capture: toStripe(request.take, request.currency) }
      return orNow(
        request.key,
        id,
        paymentIntents.capture(id, asked, { idempotencyKey: `${request.key}:capture` }),
      )
    },

    /** Makes sure that a key is never charged from now on, and tells what became of it. */
    async abandon(request: ChargeKey): Promise<Charge> {
      const { id } = await findIntent(request)
      return orNow(request.key, id, paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }))
    },

    async refund(request: {
      readonly key: string
      readonly chargeKey: string
      readonly chargeReference: string | null
      readonly amount: number
      readonly currency: string
    }): Promise<{ reference: string }> {
      const { key, chargeKey, chargeReference, amount, currency } = request
      if (chargeReference === null) throw new Error(`${chargeKey} has no name at Stripe`)
      const { id } = await refunds.create(
        {
          payment_intent: chargeReference,
          amount: toStripe(amount, currency),
          metadata: { [KEY]: key, [CHARGE_KEY]: chargeKey },
        },
        { idempotencyKey: key },
      )
      return { reference: id }
    },

    /** Undefined where it was not Stripe who signed it, or too long ago. */
    readWebhook(payload: string, signature: string): News | undefined {
      let event: Stripe.Event
      try {
        event = stripe.webhooks.constructEvent(
          payload,
          signature,
          webhookSecret,
          REPLAY_WINDOW_SECONDS,
          undefined,
          clock.now(),
        )
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined
        throw error
      }
      return newsOf(event)
    },

    close: async () => {},
  }
}

/** Why the card was refused; undefined for every other failure, after which nobody knows what was done. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof Stripe.errors.StripeCardError) return error.decline_code ?? error.code ?? 'declined'
  const isUnknown =
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.code === 'resource_missing' || error.code === 'token_already_used')
  return isUnknown ? 'unknown_token' : undefined
}

function isUnexpectedState(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === 'payment_intent_unexpected_state'
  )
}

function addressOf(url: string) {
  const { protocol, hostname, port } = new URL(url)
  const isPlain = protocol === 'http:'
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
  }
}
