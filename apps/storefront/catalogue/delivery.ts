/** When a thing would arrive where the shopper is, by the way that is taken unless another is chosen. */
import type { ShippingMethods } from '@rialto/contracts/shipping'
import { shop } from '../session/shop.ts'

export type Delivery = ShippingMethods['items'][number]

/** Undefined where nobody can say just now: a product can be looked at all the same. */
export async function readDelivery(basket: {
  readonly country: string
  readonly currency: string
  readonly subtotal: number
}): Promise<Delivery | undefined> {
  try {
    return (await shop().shipping.methods({ query: basket })).items[0]
  } catch {
    return undefined
  }
}
