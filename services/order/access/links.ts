/**
 * A guest's way back to an order: a token that only this installation can have made for it. It opens the
 * order, its timeline, invoice and payments, pays and cancels it; nothing else asks for it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { OrderState } from '../domain.ts'

export type GuestLink = { readonly accessToken: string; readonly trackingUrl: string }

export type Links = {
  /** The link of a guest's order; of an account's order, nothing. */
  of(order: Pick<OrderState, 'id' | 'placed'>): Partial<GuestLink>
  /** Whether the token was made for this guest's order. */
  opens(order: Pick<OrderState, 'id' | 'placed'>, token: string): boolean
}

export function openLinks({ secret, shopUrl }: { readonly secret: string; readonly shopUrl: string }): Links {
  const tokenOf = (id: string) =>
    createHmac('sha256', secret).update(`order for its guest\n${id}`).digest('base64url')
  return {
    of: ({ id, placed }) => {
      if (placed.userId !== null) return {}
      const accessToken = tokenOf(id)
      return { accessToken, trackingUrl: `${shopUrl}/orders/${id}?token=${accessToken}` }
    },
    opens: ({ id, placed }, token) => {
      const given = Buffer.from(token)
      const genuine = Buffer.from(tokenOf(id))
      return placed.userId === null && given.length === genuine.length && timingSafeEqual(given, genuine)
    },
  }
}
