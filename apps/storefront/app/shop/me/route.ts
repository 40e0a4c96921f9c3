/** What the pages, which are the same for all, want to know of whoever looks at them. */
import { cartKey, myShop } from '../../../session/shop.ts'
import { me } from '../../../session/me.ts'

export async function GET(): Promise<Response> {
  const [user, key] = await Promise.all([me(), cartKey()])
  const itemCount = user || key ? await countItems(user === undefined ? key : undefined) : 0
  return Response.json(
    { signedIn: user !== undefined, roles: user?.roles ?? [], itemCount },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}

/** An empty cart where none is found: it may have ended. */
async function countItems(key: string | undefined): Promise<number> {
  try {
    const { cart } = await myShop()
    const found = await (key === undefined ? cart.get() : cart.get({ headers: { 'x-cart-key': key } }))
    return found.itemCount
  } catch {
    return 0
  }
}
