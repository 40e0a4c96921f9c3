'use server'
/** What a buyer may do to an order: take it back, or take it back to pay another way. */
import { redirect } from 'next/navigation'
import { isProblem, Unreachable } from '@rialto/client'
import { here } from '../../page/here.ts'
import { myShop } from '../../session/shop.ts'

type Outcome = 'cancelled' | 'late' | 'failed'

export async function cancelOrder(form: FormData): Promise<void> {
  const { id, token } = orderIn(form)
  const outcome = await cancel(id, token)
  const query = new URLSearchParams({
    ...(token === '' ? {} : { token }),
    ...(outcome === 'cancelled' ? {} : { cancel: outcome }),
  })
  // To its head, which tells what came of it: the button stands far below.
  redirect(here(`/orders/${encodeURIComponent(id)}${query.size > 0 ? `?${query.toString()}` : ''}#order`))
}

/** The cart is as it was: an order leaves it only when it is confirmed. */
export async function payOtherwise(form: FormData): Promise<void> {
  const { id, token } = orderIn(form)
  if ((await cancel(id, token)) === 'cancelled') redirect(here('/checkout'))
  await cancelOrder(form)
}

async function cancel(id: string, token: string): Promise<Outcome> {
  const { order } = await myShop()
  const query = token === '' ? {} : { token }
  try {
    await order.cancel({ params: { id }, query, body: { reason: 'requested' } })
    return 'cancelled'
  } catch (error) {
    if (error instanceof Unreachable) return 'failed'
    if (!isProblem(error)) throw error
    return isProblem(error, 'invalid_transition', 'lost_update') ? 'late' : 'failed'
  }
}

function orderIn(form: FormData): { readonly id: string; readonly token: string } {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { id: text('order'), token: text('token') }
}
