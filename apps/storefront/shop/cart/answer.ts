/** How a change of the cart is answered: with data for a script, with the way to a page for a form. */
import type { Sent } from '../../page/sent.ts'
import { localized } from '../../region/locales.ts'
import { ownPath } from '../account/return.ts'
import type { CartAnswer } from './shown.ts'

const REFUSED = 409
const SEE_OTHER = 303

export function answered(answer: CartAnswer, { isScript, locale, text }: Sent): Response {
  if (isScript)
    return Response.json(answer, {
      status: 'cart' in answer ? 200 : REFUSED,
      headers: { 'cache-control': 'private, no-store' },
    })
  const cart = localized('/cart', locale)
  if (!('cart' in answer)) return seeOther(`${cart}?refused=${answer.code}`)
  return seeOther(ownPath(text('return'), cart))
}

export function notSent(): Response {
  return new Response('This is no form of the shop.\n', { status: 400 })
}

function seeOther(location: string): Response {
  return new Response(null, { status: SEE_OTHER, headers: { location } })
}
