/** One order with all that its page shows, for its owner and for who has its link. */
import { cache } from 'react'
import { isProblem } from '@rialto/client'
import type { OrderView } from '@rialto/contracts/order'
import type { TrackingView } from '@rialto/contracts/shipping'
import { readProduct } from '../../catalogue/read.ts'
import { me } from '../../session/me.ts'
import { myShop, shop } from '../../session/shop.ts'
import { pictureOf } from '../cart/show.ts'
import type { ShownPicture } from '../cart/shown.ts'
import type { TimelineEntry } from './timeline.ts'

/** Orders of more lines show the first ones with their pictures. */
const PICTURES_MAX = 20
const PARCELS_MAX = 10

export type FullOrder = {
  readonly order: OrderView
  readonly timeline: readonly TimelineEntry[]
  readonly parcels: readonly TrackingView[]
  /** Where a bank asks its cardholder, while it waits for the answer. */
  readonly bank: string | undefined
  /** What is still sold of it, by SKU. */
  readonly products: ReadonlyMap<
    string,
    { readonly slug: string; readonly picture: ShownPicture | undefined }
  >
}

/**
 * Undefined for an order that there is not, or that is not theirs: nobody is told which. Throws where the session has
 * ended.
 */
export const readOrder = cache(
  async (id: string, token: string | undefined): Promise<FullOrder | undefined> => {
    const asked = { params: { id }, query: token === undefined ? {} : { token } }
    const { order: api } = await myShop()
    try {
      // In this turn: the page listens for what comes after the last entry, so the order may not be older than that.
      const { items } = await api.timeline(asked)
      const order = await api.get(asked)
      const [parcels, products, bank] = await Promise.all([
        parcelsOf(order),
        productsOf(order),
        bankOf(order, token),
      ])
      return { order, timeline: items, parcels, products, bank }
    } catch (error) {
      // Who seems to be signed in and is not may own it.
      if (isNotTheirs(error) && !(isProblem(error, 'unauthenticated') && (await me()))) return undefined
      throw error
    }
  },
)

/** An id or a token that cannot be one is nobody's. */
export function isNotTheirs(error: unknown): boolean {
  return isProblem(error, 'unknown_order', 'unauthenticated', 'forbidden', 'invalid_path', 'invalid_query')
}

/** Its owner sees all of them; who has only the link, the one whose number the order tells. */
async function parcelsOf({ id, userId, trackingNumber }: OrderView): Promise<readonly TrackingView[]> {
  try {
    const user = await me()
    if (user && user.id === userId) {
      const { shipping } = await myShop()
      return (await shipping.shipments({ query: { orderId: id, limit: PARCELS_MAX } })).items
    }
    return trackingNumber === null
      ? []
      : [await shop().shipping.track({ params: { number: trackingNumber } })]
  } catch (error) {
    // The order is worth showing without.
    if (!isProblem(error)) throw error
    return []
  }
}

async function bankOf({ id, status }: OrderView, token: string | undefined): Promise<string | undefined> {
  if (status !== 'awaiting_payment') return undefined
  const { payment } = await myShop()
  try {
    const query = { orderId: id, ...(token === undefined ? {} : { token }) }
    const { items } = await payment.list({ query })
    return items.findLast((each) => each.status === 'requires_action')?.nextAction?.url
  } catch (error) {
    // It can be paid anew without.
    if (!isProblem(error)) throw error
    return undefined
  }
}

async function productsOf({ items }: OrderView): Promise<FullOrder['products']> {
  const found = await Promise.all(
    items.slice(0, PICTURES_MAX).map(async ({ productId, sku }) => {
      const product = await readProduct(productId)
      if (!product) return []
      const own = product.variants.find((variant) => variant.sku === sku)?.images[0]
      const picture = pictureOf((own ?? product.images[0])?.url ?? null)
      return [[sku, { slug: product.slug, picture }] as const]
    }),
  )
  return new Map(found.flat())
}
