/** What an order’s events add up to, by rules written down here a second time, on purpose. */
import type { Reader } from './databases.ts'

type State = {
  status: string
  paymentStatus: string
  paymentId: string | null
  total: string | null
}

/** What has to be counted to know where an order stands. */
type Counts = { refunded: number; pieces: number; cameBack: number }

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
  readonly amount: string | null
  readonly pieces: string | null
}

type Move = { readonly from: readonly string[]; readonly to?: string; readonly payment?: string }

const NOWHERE = 'nowhere'
const PAID = ['confirmed', 'shipped', 'delivered', 'returned']
const RETURNING = ['delivered', 'refunded']
const ANYWHERE = ['pending', 'awaiting_payment', 'cancelled', 'declined', 'refunded', ...PAID]

/** From where each event may happen, and where it leads; without `to`, the status stays. */
const MOVES: Readonly<Record<string, Move>> = {
  'order.placed': { from: [NOWHERE], to: 'pending', payment: 'unpaid' },
  'order.awaiting_payment': { from: ['pending', 'awaiting_payment'], to: 'awaiting_payment' },
  'order.confirmed': { from: ['pending', 'awaiting_payment'], to: 'confirmed', payment: 'paid' },
  'order.declined': { from: ['pending'], to: 'declined', payment: 'declined' },
  'order.cancelled': { from: ['pending', 'awaiting_payment', 'confirmed'], to: 'cancelled' },
  'order.shipped': { from: ['confirmed'], to: 'shipped' },
  'order.delivered': { from: ['shipped'], to: 'delivered' },
  'order.refund_requested': { from: PAID },
  'order.refund_failed': { from: [...PAID, 'refunded'] },
  'order.refunded': { from: [...PAID, 'cancelled'] },
  'order.return_requested': { from: ['delivered'] },
  'order.return_approved': { from: RETURNING },
  'order.return_rejected': { from: RETURNING },
  'order.return_received': { from: RETURNING },
  'order.note_added': { from: ANYWHERE },
}

/** Every order’s history, in the order of the ids. */
export async function* histories(order: Reader): AsyncIterable<History> {
  let current: (History & { versions: number[]; counts: Counts; illegal: string | undefined }) | undefined
  const events = order.each<EventRow>(
    `select stream as id, version, type, data->>'paymentId' as "paymentId", data->>'paid' as paid, data->>'total' as total,
            case when type = 'order.refunded' then data->>'amount' end as amount,
            case when type in ('order.placed', 'order.return_received')
                 then (select sum((line->>'quantity')::bigint)::text from json_array_elements(data->'lines') as line) end as pieces
       from order_event order by stream, version`,
  )
  for await (const event of events) {
    if (current?.id !== event.id) {
      if (current) yield current
      const state = { status: NOWHERE, paymentStatus: NOWHERE, paymentId: null, total: null }
      const counts = { refunded: 0, pieces: 0, cameBack: 0 }
      current = { id: event.id, versions: [], state, counts, illegal: undefined }
    }
    current.versions.push(event.version)
    const move = MOVES[event.type]
    if (!move?.from.includes(current.state.status)) {
      current.illegal ??= `${event.type} after ${current.state.status}`
    }
    apply(current.state, current.counts, event, move)
  }
  if (current) yield current
}

function apply(state: State, counts: Counts, event: EventRow, move: Move | undefined): void {
  const { type, paymentId, paid, total, amount, pieces } = event
  state.status = move?.to ?? state.status
  state.paymentStatus = move?.payment ?? state.paymentStatus
  switch (type) {
    case 'order.placed':
      state.total = total
      counts.pieces = Number(pieces)
      return
    case 'order.confirmed':
    case 'order.declined':
      state.paymentId = paymentId
      return
    case 'order.cancelled':
      if (paid === 'true') state.paymentStatus = 'refund_pending'
      return
    case 'order.refunded': {
      counts.refunded += Number(amount)
      const whole = counts.refunded >= Number(state.total)
      state.paymentStatus = whole || state.status === 'cancelled' ? 'refunded' : 'partially_refunded'
      if (whole && state.status !== 'cancelled') state.status = 'refunded'
      return
    }
    case 'order.return_received':
      counts.cameBack += Number(pieces)
      if (counts.cameBack >= counts.pieces && state.status === 'delivered') state.status = 'returned'
  }
}
