/** What a payment method may be, and what its owner sees of it. */
import { bodyHoldsCardNumber } from '@rialto/contracts/card-number'
import { profile, type PaymentMethodView, type ProfileInput } from '@rialto/contracts/profile'
import { Problem, type InputError } from '@rialto/kernel/contract/problem'

const METHOD_DEFAULT = 'card'

export type NewMethod = {
  readonly method: string
  readonly token: string
  readonly brand: string | null
  readonly last4: string | null
  readonly expiryMonth: number | null
  readonly expiryYear: number | null
  readonly label: string | null
}

export type PaymentMethod = Omit<NewMethod, 'token'> & {
  readonly id: string
  readonly isDefault: boolean
  readonly createdAt: Date
}

type Body = ProfileInput<'addPaymentMethod'>['body']

const KNOWN_NAMES = new Set(Object.keys(profile.routes.addPaymentMethod.body.properties))

/**
 * Throws `card_number_refused` for a card number anywhere in the body, before anything else is said about it,
 * and `validation_failed` for what is unknown, missing or past.
 */
export function acceptMethod(body: Body, now: number): NewMethod {
  if (bodyHoldsCardNumber(body)) throw cardNumberRefused()
  const { token } = body
  const faults = [...unknownNames(body), ...expiryFaults(body, now)]
  if (token === undefined) faults.unshift({ path: '/token', message: 'is required', code: 'required' })
  if (token === undefined || faults.length > 0) throw invalid(faults)
  return {
    token,
    method: body.method?.trim() ?? METHOD_DEFAULT,
    brand: textOrNull(body.brand),
    last4: body.last4 ?? null,
    expiryMonth: body.expiryMonth ?? null,
    expiryYear: body.expiryYear ?? null,
    label: textOrNull(body.label),
  }
}

/** Its token stays inside. */
export function methodView(method: PaymentMethod): PaymentMethodView {
  const { id, brand, last4, expiryMonth, expiryYear, label, isDefault, createdAt } = method
  return {
    id,
    method: method.method,
    brand,
    last4,
    expiryMonth,
    expiryYear,
    label,
    isDefault,
    createdAt: createdAt.toISOString(),
  }
}

/** The body is open for the sake of card numbers; for everything else it is as closed as any. */
function unknownNames(body: Body): InputError[] {
  return Object.keys(body)
    .filter((name) => !KNOWN_NAMES.has(name))
    .map((name) => ({
      path: `/${name.slice(0, 64)}`,
      message: 'is not a known property',
      code: 'unknown_property',
    }))
}

/** A card is good to the end of its month. */
function expiryFaults({ expiryMonth, expiryYear }: Body, now: number): InputError[] {
  if (expiryYear === undefined) return []
  const today = new Date(now)
  const isPast =
    expiryYear < today.getUTCFullYear() ||
    (expiryYear === today.getUTCFullYear() &&
      expiryMonth !== undefined &&
      expiryMonth < today.getUTCMonth() + 1)
  return isPast ? [{ path: '/expiryYear', message: 'is past', code: 'expired' }] : []
}

function textOrNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function invalid(errors: readonly InputError[]): Problem {
  return new Problem('validation_failed', {
    detail: 'Correct the fields named in errors; nothing was kept.',
    errors,
  })
}

/** Says nothing of the number itself. */
function cardNumberRefused(): Problem {
  return new Problem('card_number_refused', {
    detail: 'That holds a card number. Send the token that the card form gives; nothing was kept.',
  })
}
