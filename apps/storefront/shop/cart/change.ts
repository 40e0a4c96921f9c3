/** Changes the cart of whoever asks, and says how it then is or why it stayed as it was. */
import type { CartView, NewItemBody } from '@rialto/contracts/cart'
import type { Sent } from '../../page/sent.ts'
import { openCartDoor, type CartDoor } from '../../session/cart.ts'
import { currentRegion } from '../../session/region.ts'
import { words } from '../../words/words.ts'
import { refusalOf, refusalText } from './refusal.ts'
import { showCart } from './show.ts'
import type { CartAnswer } from './shown.ts'

const QUANTITY = /^\d{1,4}$/

/** Puts pieces in; never more than there are. */
export async function addToCart({ text, locale }: Sent): Promise<CartAnswer> {
  try {
    const door = await openCartDoor()
    const { headers } = door
    const item = itemOf(text)
    await door.api.add({ headers, body: item })
    // Only a look at the whole cart tells how many there are.
    const cart = await door.api.get({ headers })
    const line = cart.items.find(({ sku, productId }) => sku === item.sku || productId === item.productId)
    const left = line?.lowStock?.enough === false ? Math.max(0, line.lowStock.available) : undefined
    if (line === undefined || left === undefined) return { cart: await shown(cart, locale) }
    return await takeWhatIsLeft(door, line, left, item.quantity ?? 1, locale)
  } catch (error) {
    return refusalOf(error, locale)
  }
}

/** Sets how many of a line there are; none takes it out. */
export async function setQuantity(line: string, { text, locale }: Sent): Promise<CartAnswer> {
  const quantity = text('quantity')
  if (!QUANTITY.test(quantity)) return { code: 'failed', refused: refusalText('failed', locale) ?? '' }
  try {
    const { api, headers } = await openCartDoor()
    await api.set({ headers, params: { item: line }, body: { quantity: Number(quantity) } })
    return { cart: await shown(await api.get({ headers }), locale) }
  } catch (error) {
    return refusalOf(error, locale)
  }
}

/** A line that wants more than there is gets all that is left; where that is none, it is as if nothing was added. */
async function takeWhatIsLeft(
  { api, headers }: CartDoor,
  { id, quantity }: CartView['items'][number],
  left: number,
  added: number,
  locale: Sent['locale'],
): Promise<CartAnswer> {
  const before = quantity - added
  const params = { item: id }
  if (left <= before) {
    await api.set({ headers, params, body: { quantity: before } })
    const t = words('cart', locale)
    return {
      code: 'out_of_stock',
      refused: before > 0 ? t('allYours', { count: before }) : (refusalText('out_of_stock', locale) ?? ''),
    }
  }
  await api.set({ headers, params, body: { quantity: left } })
  const cart = await shown(await api.get({ headers }), locale)
  return { cart, notice: words('cart', locale)('onlyLeft', { count: left }) }
}

async function shown(cart: CartView, locale: Sent['locale']) {
  return showCart(cart, locale, await currentRegion())
}

/** What the form says; whether it makes sense is judged by the shop. */
function itemOf(text: Sent['text']): NewItemBody {
  const [sku, productId, quantity, price] = [text('sku'), text('productId'), text('quantity'), text('price')]
  return {
    ...(sku === '' ? {} : { sku }),
    ...(productId === '' ? {} : { productId }),
    ...(quantity === '' ? {} : { quantity: Number(quantity) }),
    ...(price === '' ? {} : { price: Number(price) }),
  }
}
