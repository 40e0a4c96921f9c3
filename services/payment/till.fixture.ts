/** A till for the tests of payment: the service on a database of its own, a bank, and orders played beside it. */
import type { payment, ChargeResult } from '@rialto/contracts/payment'
import { permits } from '@rialto/contracts/roles'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, anonymous, callAs, openWorld, user, type World } from '@rialto/kernel/testing/world'
import { openBank, SIGNED } from './bank.fixture.ts'
import { paymentService } from './service.ts'

type PlayedOrder = {
  readonly orderId: string
  readonly userId: string | null
  readonly amount: number
  readonly currency: string
  attempt: number
  status: 'awaiting_payment' | 'confirmed' | 'cancelled' | 'shipped'
  paymentStatus: 'unpaid' | 'paid'
  reason: string | null
  paymentId: string | null
  settling: boolean
}

export type Till = Awaited<ReturnType<typeof openTill>>
export const cashier = user('usr_cashier', 'support')

/** The token that opens a guest's order here. */
export const linkOf = (orderId: string): string => `link-of-${orderId}`

export async function openTill() {
  const bank = openBank()
  const orders = new Map<string, PlayedOrder>()

  function known(orderId: string): PlayedOrder {
    const order = orders.get(orderId)
    if (!order) throw new Problem('unknown_order', { detail: `There is no order ${orderId}.` })
    return order
  }
  /** As the order service does it: one payment at a time, with the number of the try in its key. */
  async function settle({ body }: { body: { orderId: string; method: string; token: string } }) {
    const order = known(body.orderId)
    const answer = () => ({ status: order.status, paymentId: order.paymentId, reason: order.reason })
    if (order.status !== 'awaiting_payment') return answer()
    if (order.settling) throw new Problem('invalid_transition', { detail: 'Another payment is under way.' })
    order.settling = true
    try {
      const { outcome, paymentId, reason } = await charge(body.orderId, body.token)
      if (outcome === 'captured')
        Object.assign(order, { status: 'confirmed', paymentStatus: 'paid', paymentId })
      else Object.assign(order, { attempt: order.attempt + 1, reason: reason ?? outcome })
      return answer()
    } finally {
      order.settling = false
    }
  }

  const world: World<typeof payment> = await openWorld(
    paymentService({ openProvider: () => bank.provider }),
    {
      permits,
      neighbours: {
        order: {
          payable: ({ body }: { body: { orderId: string; token?: string } }) => {
            const { orderId, userId, status, paymentStatus, amount, currency, attempt } = known(body.orderId)
            const opens = userId === null && body.token === linkOf(orderId)
            return { orderId, userId, opens, status, paymentStatus, amount, currency, attempt }
          },
          settle,
        },
      },
    },
  )
  const { db, client } = world

  function charge(orderId: string, token = 'tok_visa'): Promise<ChargeResult> {
    const { userId, amount, currency, attempt } = known(orderId)
    return client.charge(
      { body: { orderId, userId, amount, currency, method: 'card', token, attempt } },
      callAs(aService),
    )
  }

  return {
    world,
    bank,
    charge,
    newOrder(words: Partial<PlayedOrder> = {}): PlayedOrder {
      const order: PlayedOrder = {
        orderId: systemPorts.ids.next('ord'),
        userId: 'usr_buyer',
        amount: 4_731,
        currency: 'USD',
        attempt: 1,
        status: 'awaiting_payment',
        paymentStatus: 'unpaid',
        reason: null,
        paymentId: null,
        settling: false,
        ...words,
      }
      orders.set(order.orderId, order)
      return order
    },
    async pay(who: Caller, body: object, call: Partial<Call> = {}, token?: string) {
      const query = token === undefined ? {} : { token }
      const { status, body: paid, text, headers } = await world.as(who, 'pay', { body, query }, call)
      return { status, text, headers, body: paid as Record<string, unknown> & { id: string } }
    },
    async refund(paymentId: string, body: object = {}, call: Partial<Call> = {}, who: Caller = cashier) {
      const answer = await world.as(who, 'refund', { params: { id: paymentId }, body }, call)
      return { text: answer.text, body: answer.body as { id: string; amount: number; status: string } }
    },
    async act(route: 'capture' | 'void', id: string, body: object = {}, call: Partial<Call> = {}) {
      return (await world.as(cashier, route, { params: { id }, body }, call)).body as {
        status: string
        captured: number
        declineReason: string | null
      }
    },
    /** The bank tells something by itself. */
    async tell(news: object, signature: string = SIGNED) {
      const input = {
        params: { provider: 'sandbox' },
        headers: { 'sandbox-signature': signature },
        body: JSON.stringify(news),
      }
      return (await world.as(anonymous, 'webhook', input)).body as { received: true; repeated: boolean }
    },
    refundOrder: (orderId: string) =>
      client.refundOrder({ body: { orderId, reason: 'changed my mind' } }, callAs(aService)),
    /** A payment as staff see it. */
    view: async (id: string) =>
      (await world.as(cashier, 'get', { params: { id } })).body as { status: string; refunded: number },
    /** Its rows in the two accounts. */
    postings: (transactionId: string) =>
      db.rows<{ account: string; amount: number; currency: string }>`
        select account, amount, currency from posting where transaction_id = ${transactionId} order by account`,
    async said(orderId: string): Promise<string[]> {
      return (await world.said()).filter(({ key }) => key === orderId).map(({ type }) => type)
    },
    /** As if the intent, or the promise of a refund, had been written a while ago. */
    async age(table: 'payment' | 'refund', id: string, seconds: number): Promise<void> {
      if (table === 'payment') {
        await db.rows`update payment set created_at = now() - make_interval(secs => ${seconds}) where id = ${id}`
      } else
        await db.rows`update refund set created_at = now() - make_interval(secs => ${seconds}) where id = ${id}`
    },
  }
}
