/** The cart of whoever asks, ready to be shown. */
import { isProblem } from '@rialto/client'
import type { CartView } from '@rialto/contracts/cart'
import { localeAsked } from '../../../page/sent.ts'
import { readCart } from '../../../session/cart.ts'
import { currentRegion } from '../../../session/region.ts'
import { showCart } from '../../../shop/cart/show.ts'

export async function GET(request: Request): Promise<Response> {
  const cart = await showCart(await read(), localeAsked(request), await currentRegion())
  return Response.json(cart, { headers: { 'cache-control': 'private, no-store' } })
}

/** Of a session that has ended there is none; the next page says so. */
async function read(): Promise<CartView | undefined> {
  try {
    return await readCart()
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error
    return undefined
  }
}
