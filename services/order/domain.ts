/** What an order is, which moves are legal, and what they add up to. Pure: the clock is an argument. */
import type { EventData } from '@rialto/kernel/contract/contract'
import type { order as contract } from '@rialto/contracts/order'
import { ORDER_STATUSES, type PAYMENT_STATUSES } from '@rialto/contracts/order/shapes'
import { afterRefund, requestedRefund, settledRefund, type Refund } from './refund/domain.ts'
import { movedReturn, requestedReturn, allCameBack, type Return } from './goods/domain.ts'

type Contract = typeof contract
type Name = keyof Contract['events']

export type OrderEvent = {
  [K in Name]: { readonly type: K; readonly at: string; readonly data: EventData<Contract, K> }
}[Name]
export type EventOf<K extends Name> = Extract<OrderEvent, { type: K }>

export type Status = (typeof ORDER_STATUSES)[number]
type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

export type OrderState = {
  readonly id: string
  readonly version: number
  readonly status: Status
  readonly paymentStatus: PaymentStatus
  readonly placed: EventData<Contract, 'placed'>
  readonly paymentId: string | null
  readonly reason: string | null
  readonly trackingNumber: string | null
  readonly carrier: string | null
  /** The number of the next try to pay. */
  readonly attempt: number
  /** Until when the stock waits for the payment, where it does. */
  readonly holdExpiresAt: string | null
  /** Minor units that went back, all in all. */
  readonly refunded: number
  readonly refunds: readonly Refund[]
  readonly returns: readonly Return[]
  readonly createdAt: string
  readonly updatedAt: string
}

const PAID: readonly Status[] = ['confirmed', 'shipped', 'delivered', 'returned']

/** From where each event may happen; everything else is an `invalid_transition`. */
const LEGAL: Readonly<Record<Exclude<Name, 'placed'>, readonly Status[]>> = {
  awaiting_payment: ['pending', 'awaiting_payment'],
  confirmed: ['pending', 'awaiting_payment'],
  declined: ['pending'],
  cancelled: ['pending', 'awaiting_payment', 'confirmed'],
  refund_requested: PAID,
  refund_failed: [...PAID, 'refunded'],
  refunded: [...PAID, 'cancelled'],
  shipped: ['confirmed'],
  delivered: ['shipped'],
  return_requested: ['delivered'],
  return_approved: ['delivered', 'refunded'],
  return_rejected: ['delivered', 'refunded'],
  return_received: ['delivered', 'refunded'],
  note_added: ORDER_STATUSES,
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
      carrier: null,
      attempt: 1,
      holdExpiresAt: null,
      refunded: 0,
      refunds: [],
      returns: [],
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
      return {
        status: 'awaiting_payment',
        reason: event.data.reason,
        attempt: state.attempt + (isFurtherTry(event) ? 1 : 0),
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
    case 'refund_requested':
      return { refunds: [...state.refunds, requestedRefund(event)] }
    case 'refund_failed':
      return { refunds: settledRefund(state.refunds, event.data.refundId, 'failed') }
    case 'refunded':
      return afterRefund(state, event)
    case 'shipped':
      return { status: 'shipped', trackingNumber: event.data.trackingNumber, carrier: event.data.carrier }
    case 'delivered':
      return { status: 'delivered' }
    case 'return_requested':
      return { returns: [...state.returns, requestedReturn(event)] }
    case 'return_approved':
    case 'return_rejected':
    case 'return_received': {
      const returns = movedReturn(state.returns, event)
      return state.status === 'delivered' && allCameBack(state.placed.lines, returns)
        ? { returns, status: 'returned' }
        : { returns }
    }
    case 'note_added':
      return {}
  }
}

/** With a reason it is a try that failed: the next one needs a number of its own. One that waited for its cardholder has been counted. */
function isFurtherTry({ data }: EventOf<'awaiting_payment'>): boolean {
  return data.reason !== null && data.concluded !== true
}

export function fold(id: string, events: readonly OrderEvent[]): OrderState {
  const state = events.reduce<OrderState | undefined>((sofar, event) => evolve(sofar, id, event), undefined)
  if (!state) throw new Error(`${id} has no events`)
  return state
}

/**
 * Whether what happened between two looks leaves a decision on the first one standing: a note, say, moves
 * nothing, and must not get in the way of a payment.
 */
export function standsStill(before: OrderState, now: OrderState): boolean {
  return (
    now.version > before.version &&
    before.status === now.status &&
    before.paymentStatus === now.paymentStatus &&
    before.attempt === now.attempt &&
    before.refunds.length === now.refunds.length &&
    before.refunds.every(({ status }, i) => status === now.refunds[i]?.status)
  )
}

/** What was sold, each SKU once, as inventory and others need it. */
export function soldLines({ placed }: Pick<OrderState, 'placed'>): { sku: string; quantity: number }[] {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of placed.lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }))
}

/** Whether the order was paid, and not everything of it has gone back. */
export function isPaid({ paymentStatus }: Pick<OrderState, 'paymentStatus'>): boolean {
  return paymentStatus === 'paid' || paymentStatus === 'partially_refunded'
}
