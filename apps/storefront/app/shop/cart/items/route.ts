/** Puts something into the cart. */
import { readSent } from '../../../../page/sent.ts'
import { answered, notSent } from '../../../../shop/cart/answer.ts'
import { addToCart } from '../../../../shop/cart/change.ts'

export async function POST(request: Request): Promise<Response> {
  const sent = await readSent(request)
  return sent ? answered(await addToCart(sent), sent) : notSent()
}
