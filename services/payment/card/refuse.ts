/** Refusing card numbers before anything is kept: what holds one is never written, logged or told again. */
import { bodyHoldsCardNumber } from '@rialto/contracts/card-number'
import { Problem } from '@rialto/kernel/contract/problem'

/** Throws `card_number_refused` where a body holds a card number, under whichever name. */
export function refuseCardNumber(body: unknown): void {
  if (!bodyHoldsCardNumber(body)) return
  throw new Problem('card_number_refused', {
    detail: 'There is a card number in the request. Send the token that the card form gives.',
  })
}

/** What an open schema let in and nobody knows is refused, as everywhere: in silence nothing is dropped. */
export function refuseUnknown(body: object, known: object): void {
  const strays = Object.keys(body).filter((name) => !Object.hasOwn(known, name))
  if (strays.length === 0) return
  throw new Problem('validation_failed', {
    detail: 'The body has properties that nobody knows.',
    errors: strays.map((name) => ({ path: `/${name}`, message: 'is not known', code: 'unknown' })),
  })
}
