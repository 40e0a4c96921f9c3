/** The neighbours of notification as its tests play them: orders with receipts, and accounts with addresses. */
import type { OrderReceipt } from '@rialto/contracts/order'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import { heard } from '@rialto/kernel/testing/world'

type ReceiptsInput = { readonly body: { readonly orderIds: readonly string[] } }
type ContactsInput = { readonly body: { readonly userIds: readonly string[] } }
type Account = { readonly userId: string; readonly email: string | null; readonly name: string | null }

export function playNeighbours() {
  const receipts = new Map<string, OrderReceipt>()
  const accounts = new Map<string, Account>()
  const asked: (readonly string[])[] = []
  const broken = new Set<string>()
  let away = false
  return {
    asked,
    /** Orders that make every question about them fail. */
    broken,
    away: (is: boolean) => (away = is),
    account: (account: Account) => accounts.set(account.userId, account),
    /** An order that order knows, and the event by which notification hears of it. */
    order: (words: Partial<OrderReceipt> & { readonly orderId: string }) => {
      receipts.set(words.orderId, { ...PLAIN, ...words })
      return {
        confirmed: (eventId?: string) => heard('order.confirmed', words.orderId, {}, eventId),
        cancelled: (reason: string, paid: boolean) =>
          heard('order.cancelled', words.orderId, { reason, paid }),
        refunded: (amount: number) => heard('order.refunded', words.orderId, { amount, currency: 'USD' }),
        shipped: (trackingNumber: string | null) =>
          heard('order.shipped', words.orderId, {
            trackingNumber,
            carrier: null,
            by: 'usr_staff',
            userId: null,
          }),
        delivered: () => heard('order.delivered', words.orderId, { by: 'usr_staff', userId: null }),
      }
    },
    neighbours: {
      order: {
        receipts: ({ body: { orderIds } }: ReceiptsInput) => {
          asked.push(orderIds)
          if (away) throw new Problem('unavailable')
          if (orderIds.some((id) => broken.has(id))) throw new Error('the receipt is broken')
          return {
            receipts: orderIds.map((id) => receipts.get(id)).filter((receipt) => receipt !== undefined),
          }
        },
      },
      identity: {
        contacts: ({ body: { userIds } }: ContactsInput) => ({
          contacts: userIds.map((id) => accounts.get(id)).filter((account) => account !== undefined),
        }),
      },
    },
  }
}

const PLAIN: Omit<OrderReceipt, 'orderId'> = {
  number: '100001',
  userId: null,
  email: null,
  name: null,
  currency: 'USD',
  lines: [{ name: 'Murano Cup', quantity: 2, price: 1_900, total: 3_800 }],
  subtotal: 3_800,
  discount: 0,
  shipping: 599,
  tax: 332,
  total: 4_731,
}

/** A clock that a test moves. */
export function standingClock(start = Date.UTC(2026, 10, 20, 9)) {
  let now = start
  return { now: () => now, pass: (ms: number) => (now += ms) }
}

const { clock, timers } = systemPorts

/** Waits for what happens right after a commit, with a bound. */
export async function until<T>(look: () => Promise<T | undefined | false>, ms = 5_000): Promise<T> {
  const end = clock.now() + ms
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (clock.now() > end) throw new Error(`nothing was seen within ${ms} ms`)
    await timers.sleep(5)
  }
}
