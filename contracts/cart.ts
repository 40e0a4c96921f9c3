/** Carts: a signed-in user's own, or a guest's under an unguessable key. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const cart = contract({
  name: 'cart',
  problems: {
    unknown_cart: { status: 404, title: 'There is no such cart' },
  },
  routes: {
    checkout: {
      method: 'POST',
      path: 'checkout',
      summary: 'The lines to order: of a user’s own cart, or of a guest cart by its id or key; null where there is none',
      policy: 'service',
      body: Type.Object({ userId: Type.Union([Id, Type.Null()]), cartId: Type.Union([Id, Type.Null()]) }),
      output: Type.Union([
        Type.Object({
          cartId: Id,
          lines: Type.Array(Type.Object({ productId: Id, quantity: Type.Integer({ minimum: 1 }) })),
        }),
        Type.Null(),
      ]),
    },
  },
  events: {},
})

export type CartClient = Client<typeof cart>
export type CheckoutCart = Output<(typeof cart)['routes']['checkout']>
