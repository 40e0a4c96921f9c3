/** The neighbours of notification as its tests play them: orders with receipts, accounts with addresses, letters. */
import { identity, type Letter } from '@rialto/contracts/identity'
import { order, type OrderReceipt } from '@rialto/contracts/order'
import { clientOf } from '@rialto/kernel/client/client'
import { Answer, type Contract, type Endpoints, type RouteInput } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import { heard } from '@rialto/kernel/testing/world'

type ByOrders = { readonly body: { readonly orderIds: readonly string[] } }
type ByUsers = { readonly body: { readonly userIds: readonly string[] } }
type ByActions = { readonly body: { readonly actionIds: readonly string[] } }
type Account = {
  readonly userId: string
  readonly email: string | null
  readonly name: string | null
  readonly locale?: string
}

export function playNeighbours() {
  const receipts = new Map<string, OrderReceipt>()
  const accounts = new Map<string, Account>()
  const letters = new Map<string, Letter>()
  const asked: (readonly string[])[] = []
  const broken = new Set<string>()
  let away = false
  const found = <T>(of: ReadonlyMap<string, T>, ids: readonly string[]) =>
    ids.map((id) => of.get(id)).filter((each) => each !== undefined)
  const neighbours = {
    order: {
      addressees: ({ body: { orderIds } }: ByOrders) => {
        asked.push(orderIds)
        if (away) throw new Problem('unavailable')
        if (orderIds.some((id) => broken.has(id))) throw new Error('the order is broken')
        return {
          addressees: found(receipts, orderIds).map(({ orderId, number, userId, email }) => ({
            orderId,
            number,
            userId,
            email,
          })),
        }
      },
      receipts: ({ body: { orderIds } }: ByOrders) => {
        if (away) throw new Problem('unavailable')
        return { receipts: found(receipts, orderIds) }
      },
    },
    identity: {
      contacts: ({ body: { userIds } }: ByUsers) => ({ contacts: found(accounts, userIds) }),
      letters: ({ body: { actionIds } }: ByActions) => ({ letters: found(letters, actionIds) }),
    },
  }
  return {
    /** The questions of which order was asked: whom are these about? */
    asked,
    /** Orders that make every question about them fail. */
    broken,
    away: (is: boolean) => (away = is),
    account: (account: Account) => accounts.set(account.userId, account),
    /** An action that identity wants a mail for, and the event by which notification hears of it. */
    letter: (words: Partial<Letter> & Pick<Letter, 'actionId' | 'kind'>) => {
      letters.set(words.actionId, { ...LETTER, ...words })
      return {
        wanted: (eventId?: string) =>
          heard(
            'identity.mail_wanted',
            words.actionId,
            {
              actionId: words.actionId,
              kind: words.kind,
              userId: words.userId === undefined ? LETTER.userId : words.userId,
            },
            eventId,
          ),
        /** Used or expired: identity leaves it out from now on. */
        spent: () => letters.delete(words.actionId),
      }
    },
    /** An order that order knows, and the event by which notification hears of it. */
    order: (words: Partial<OrderReceipt> & { readonly orderId: string }) => {
      receipts.set(words.orderId, { ...PLAIN, ...words })
      return {
        confirmed: (eventId?: string) => heard('order.confirmed', words.orderId, {}, eventId),
        paidApart: (eventId?: string) =>
          heard('order.confirmed', words.orderId, { receivedApart: 4_731, currency: 'USD' }, eventId),
        cancelled: (reason: string, paid: boolean) =>
          heard('order.cancelled', words.orderId, { reason, paid }),
        refunded: (amount: number, refundId?: string) =>
          heard('order.refunded', words.orderId, {
            amount,
            currency: 'USD',
            ...(refundId === undefined ? {} : { refundId }),
          }),
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
    neighbours,
    /** The same neighbours as clients, for parts of the service that a test opens by itself. */
    clients: () => ({
      order: clientOf(order, endpointsOf(order, neighbours.order), 'notification'),
      identity: clientOf(identity, endpointsOf(identity, neighbours.identity), 'notification'),
    }),
  }
}

function endpointsOf(
  { routes }: Contract,
  played: Readonly<Record<string, (input: never) => unknown>>,
): Endpoints {
  const endpoint = (name: string) => async (input: RouteInput) =>
    Answer.of(await played[name]?.(input as never))
  return Object.fromEntries(Object.keys(routes).map((name) => [name, endpoint(name)]))
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

const LETTER: Omit<Letter, 'actionId' | 'kind'> = {
  userId: 'usr_letters',
  to: 'letters@example.com',
  name: 'Ada',
  locale: null,
  link: null,
  newEmail: null,
  at: '2026-11-20T09:00:00.000Z',
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
