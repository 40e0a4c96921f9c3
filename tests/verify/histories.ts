/** What an order’s events add up to, by rules written down here a second time, on purpose. */
import type { Reader } from './databases.ts'

type State = {
  status: string
  paymentStatus: string
  paymentId: string | null
  total: string | null
}

export type History = {
  readonly id: string
  readonly versions: readonly number[]
  readonly state: State
  /** The first event that could not happen where it did. */
  readonly illegal: string | undefined
}

type EventRow = {
  readonly id: string
  readonly version: number
  readonly type: string
  readonly paymentId: string | null
  readonly paid: string | null
  readonly total: string | null
}

type Move = { readonly from: readonly string[]; readonly to?: string; readonly payment?: string }

const NOWHERE = 'nowhere'

/** From where each event may happen, and where it leads; without `to`, the status stays. */
const MOVES: Readonly<Record<string, Move>> = {
  'order.placed': { from: [NOWHERE], to: 'pending', payment: 'unpaid' },
  'order.awaiting_payment': { from: ['pending', 'awaiting_payment'], to: 'awaiting_payment' },
  'order.confirmed': { from: ['pending', 'awaiting_payment'], to: 'confirmed', payment: 'paid' },
  'order.declined': { from: ['pending'], to: 'declined', payment: 'declined' },
  'order.cancelled': { from: ['pending', 'awaiting_payment', 'confirmed'], to: 'cancelled' },
  'order.shipped': { from: ['confirmed'], to: 'shipped' },
  'order.delivered': { from: ['shipped'], to: 'delivered' },
  'order.refunded': { from: ['cancelled', 'delivered', 'returned'], payment: 'refunded' },
}

/** Every order’s history, in the order of the ids. */
export async function* histories(order: Reader): AsyncIterable<History> {
  let current: { id: string; versions: number[]; state: State; illegal: string | undefined } | undefined
  const events = order.each<EventRow>(
    `select stream as id, version, type, data->>'paymentId' as "paymentId", data->>'paid' as paid, data->>'total' as total
       from order_event order by stream, version`,
  )
  for await (const event of events) {
    if (current?.id !== event.id) {
      if (current) yield current
      const state = { status: NOWHERE, paymentStatus: NOWHERE, paymentId: null, total: null }
      current = { id: event.id, versions: [], state, illegal: undefined }
    }
    current.versions.push(event.version)
    const move = MOVES[event.type]
    if (!move?.from.includes(current.state.status)) {
      current.illegal ??= `${event.type} after ${current.state.status}`
    }
    apply(current.state, event, move)
  }
  if (current) yield current
}

function apply(state: State, { type, paymentId, paid, total }: EventRow, move: Move | undefined): void {
  state.status = move?.to ?? state.status
  state.paymentStatus = move?.payment ?? state.paymentStatus
  if (type === 'order.cancelled' && paid === 'true') state.paymentStatus = 'refund_pending'
  if (type === 'order.confirmed' || type === 'order.declined') state.paymentId = paymentId
  if (type === 'order.placed') state.total = total
}
