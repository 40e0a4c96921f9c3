/** What an order is, which moves are legal, and what they add up to. Pure: the clock is an argument. */
import type { EventData } from '@rialto/kernel/contract/contract'
import type { order as contract } from '@rialto/contracts/order'

type Contract = typeof contract
type Name = keyof Contract['events']

export type OrderEvent = {
  [K in Name]: { readonly type: K; readonly at: string; readonly data: EventData<Contract, K> }
}[Name]

export type Status =
  | 'pending'
  | 'awaiting_payment'
  | 'confirmed'
  | 'shipped'
  | 'delivered'
  | 'cancelled'
  | 'declined'
  | 'returned'
  | 'refunded'
type PaymentStatus = 'unpaid' | 'paid' | 'declined' | 'refund_pending' | 'refunded'

export type OrderState = {
  readonly id: string
  readonly version: number
  readonly status: Status
  readonly paymentStatus: PaymentStatus
  readonly placed: EventData<Contract, 'placed'>
  readonly paymentId: string | null
  readonly reason: string | null
  readonly trackingNumber: string | null
  /** The number of the next try to pay. */
  readonly attempt: number
  /** Until when the stock waits for the payment, where it does. */
  readonly holdExpiresAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/** From where each event may happen; everything else is an `invalid_transition`. */
const LEGAL: Readonly<Record<Exclude<Name, 'placed'>, readonly Status[]>> = {
  awaiting_payment: ['pending', 'awaiting_payment'],
  confirmed: ['pending', 'awaiting_payment'],
  declined: ['pending'],
  cancelled: ['pending', 'awaiting_payment', 'confirmed'],
  refunded: ['cancelled', 'delivered', 'returned'],
  shipped: ['confirmed'],
  delivered: ['shipped'],
}

export function mayHappen(status: Status, event: Exclude<Name, 'placed'>): boolean {
  return LEGAL[event].includes(status)
}

/** The state after an event. Throws on an illegal move: decisions are made before, this only adds up. */
export function evolve(state: OrderState | undefined, id: string, event: OrderEvent): OrderState {
  if (event.type === 'placed') {
    if (state) throw new Error(`${id} was placed twice`)
    return {
      id,
      version: 1,
      status: 'pending',
      paymentStatus: 'unpaid',
      placed: event.data,
      paymentId: null,
      reason: null,
      trackingNumber: null,
      attempt: 1,
      holdExpiresAt: null,
      createdAt: event.at,
      updatedAt: event.at,
    }
  }
  if (!state || !mayHappen(state.status, event.type))
    throw new Error(`${id}: ${event.type} after ${state?.status}`)
  return { ...state, ...changes(state, event), version: state.version + 1, updatedAt: event.at }
}

function changes(state: OrderState, event: Exclude<OrderEvent, { type: 'placed' }>): Partial<OrderState> {
  switch (event.type) {
    case 'awaiting_payment':
      // With a reason it is a try that failed: the next one needs a number of its own.
      return {
        status: 'awaiting_payment',
        reason: event.data.reason,
        attempt: state.attempt + (event.data.reason === null ? 0 : 1),
        holdExpiresAt: event.data.holdExpiresAt,
      }
    case 'confirmed':
      return { status: 'confirmed', paymentStatus: 'paid', paymentId: event.data.paymentId, reason: null }
    case 'declined':
      return {
        status: 'declined',
        paymentStatus: 'declined',
        paymentId: event.data.paymentId,
        reason: event.data.reason,
      }
    case 'cancelled':
      return {
        status: 'cancelled',
        paymentStatus: event.data.paid ? 'refund_pending' : state.paymentStatus,
        reason: event.data.reason,
      }
    case 'refunded':
      return { paymentStatus: 'refunded' }
    case 'shipped':
      return { status: 'shipped', trackingNumber: event.data.trackingNumber }
    case 'delivered':
      return { status: 'delivered' }
  }
}

export function fold(id: string, events: readonly OrderEvent[]): OrderState {
  const state = events.reduce<OrderState | undefined>((sofar, event) => evolve(sofar, id, event), undefined)
  if (!state) throw new Error(`${id} has no events`)
  return state
}

/** What was sold, each SKU once, as inventory and others need it. */
export function soldLines({ placed }: Pick<OrderState, 'placed'>): { sku: string; quantity: number }[] {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of placed.lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }))
}
