/** The cart of whoever asks, ready to be shown. */
import { localeAsked } from '../../../page/sent.ts'
import { readCart } from '../../../session/cart.ts'
import { currentRegion } from '../../../session/region.ts'
import { showCart } from '../../../shop/cart/show.ts'

export async function GET(request: Request): Promise<Response> {
  const cart = await showCart(await readCart(), localeAsked(request), await currentRegion())
  return Response.json(cart, { headers: { 'cache-control': 'private, no-store' } })
}
