'use server'
/** What staff does with an order. Moves name the version that was seen, so that nobody overrules a colleague unawares. */
import { refresh } from 'next/cache'
import type { OrderRefund } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
import { act, type Said } from '../act.ts'
import { readRefund, type RefundAsked } from './refund-asked.ts'

type Seen = { readonly id: string; readonly etag: string }

export async function ship({ id, etag }: Seen, form: FormData): Promise<Said> {
  return act(async (shop) => {
    const body = { status: 'shipped', ...given(form, 'carrier'), ...given(form, 'trackingNumber') }
    return (await shop.order.patch({ params: { id }, body }, { ifMatch: etag })).status
  })
}

export async function deliver({ id, etag }: Seen): Promise<Said> {
  return act(
    async (shop) =>
      (await shop.order.patch({ params: { id }, body: { status: 'delivered' } }, { ifMatch: etag })).status,
  )
}

export async function cancel({ id, etag }: Seen, form: FormData): Promise<Said> {
  return act(async (shop) => {
    const body = { status: 'cancelled', ...given(form, 'reason') }
    return (await shop.order.patch({ params: { id }, body }, { ifMatch: etag })).status
  })
}

/** All that was set aside; a part of it where an amount is given. */
export async function capture(id: string, form: FormData): Promise<Said<number>> {
  const amount = Number(textOf(form, 'amount'))
  return act(async (shop) => {
    const body = amount > 0 ? { amount } : {}
    return (await shop.payment.capture({ params: { id }, body })).captured
  })
}

export async function release(id: string, form: FormData): Promise<Said> {
  return act(
    async (shop) => (await shop.payment.void({ params: { id }, body: { ...given(form, 'reason') } })).status,
  )
}

export async function refund(orderId: string, asked: RefundAsked): Promise<Said<OrderRefund>> {
  const read = readRefund(asked)
  if ('problem' in read) return { problem: { text: read.problem, code: 'validation_failed', fields: {} } }
  return act(async (shop) =>
    shop.order.refund({ params: { id: orderId }, body: read.body }, { idempotencyKey: asked.key }),
  )
}

/** How a refund stands, for who waits for it; the page is made anew when it has come to its end. */
export async function refundStands(orderId: string, refundId: string): Promise<OrderRefund['status']> {
  const { items } = await (await myShop()).order.refunds({ params: { id: orderId } })
  const status = items.find(({ id }) => id === refundId)?.status ?? 'pending'
  if (status !== 'pending') refresh()
  return status
}

export async function addNote(orderId: string, form: FormData): Promise<Said> {
  const text = textOf(form, 'text')
  if (text === '')
    return {
      problem: {
        text: 'There is nothing in the note yet.',
        code: 'validation_failed',
        fields: { text: 'Write the note' },
      },
    }
  const visibility = form.has('public') ? 'public' : 'private'
  return act(
    async (shop) => (await shop.order.addNote({ params: { id: orderId }, body: { text, visibility } })).id,
  )
}

type ReturnPath = { readonly id: string; readonly returnId: string }

export async function requestReturn(
  orderId: string,
  lines: readonly { readonly lineId: string; readonly quantity: number }[],
  reason: string,
): Promise<Said> {
  return act(async (shop) => {
    const body = { lines: [...lines], ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
    return (await shop.order.requestReturn({ params: { id: orderId }, body })).id
  })
}

export async function approveReturn(params: ReturnPath): Promise<Said> {
  return act(async (shop) => (await shop.order.approveReturn({ params })).status)
}

export async function rejectReturn(params: ReturnPath, form: FormData): Promise<Said> {
  return act(
    async (shop) => (await shop.order.rejectReturn({ params, body: { ...given(form, 'reason') } })).status,
  )
}

export async function receiveReturn(params: ReturnPath, form: FormData): Promise<Said> {
  return act(
    async (shop) =>
      (await shop.order.receiveReturn({ params, body: { restock: form.has('restock') } })).status,
  )
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A field that was filled in; an empty one is not sent at all. */
function given<N extends string>(form: FormData, name: N): { readonly [K in N]?: string } {
  const text = textOf(form, name)
  return (text === '' ? {} : { [name]: text }) as { readonly [K in N]?: string }
}
