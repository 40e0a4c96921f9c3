/** Goods that come back: asked for, allowed or not, received. Money goes back by a refund, which staff decides. */
import type { OrderReturn } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { actor, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { mayHappen, type OrderEvent, type OrderState } from '../domain.ts'
import { illegal } from '../move/refusal.ts'
import { happen } from '../stream/happen.ts'
import { idOf, keyed } from '../stream/keyed.ts'
import {
  isThere,
  mayMove,
  piecesUnderReturn,
  restocked,
  takePieces,
  type Return,
  type WantedLine,
} from './domain.ts'
import { unknownLine } from './refusal.ts'

const CREATED = 201

type ReturnNeeds = AccessNeeds & {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly wake: () => void
}

type ById = { readonly params: { readonly id: string } }
type ByReturn = { readonly params: { readonly id: string; readonly returnId: string } }
type Moving = 'return_approved' | 'return_rejected' | 'return_received'

export function returnRoutes(needs: ReturnNeeds) {
  const { db, clock, ids } = needs
  const now = () => new Date(clock.now()).toISOString()

  async function request(
    id: string,
    { lines, reason = null }: { lines?: readonly WantedLine[]; reason?: string | null },
    call: Call,
  ) {
    await visibleOrder(needs, id, call, 'orders:return')
    const returnId = idOf('ret', id, call, ids)
    const state = await happen(needs, id, (before) => {
      if (before.returns.some((one) => one.id === returnId)) return undefined
      if (!mayHappen(before.status, 'return_requested')) throw illegal(before, 'returned')
      const data = {
        returnId,
        lines: piecesFor(before, lines),
        reason,
        by: actor(call),
        userId: before.placed.userId,
      }
      return { event: { type: 'return_requested', at: now(), data } }
    })
    return returnView(state, returnId)
  }

  /** Moves a return, or finds that it is there already. */
  async function move(
    { params: { id, returnId } }: ByReturn,
    type: Moving,
    eventOf: (state: OrderState, one: Return, at: string) => OrderEvent,
    call: Call,
  ) {
    await visibleOrder(needs, id, call, 'orders:return')
    const state = await happen(needs, id, (before) => {
      const one = before.returns.find((some) => some.id === returnId)
      if (!one) throw new Problem('unknown_return', { detail: `The order has no return ${returnId}.` })
      if (isThere(one, type)) return undefined
      if (!mayMove(one, type) || !mayHappen(before.status, type)) throw notNow(one, type)
      return { event: eventOf(before, one, now()) }
    })
    return returnView(state, returnId)
  }

  const who = (state: OrderState, call: Call) => ({ by: actor(call), userId: state.placed.userId })

  return {
    requestReturn: (
      { params, body }: ById & { body: { lines?: readonly WantedLine[]; reason?: string } },
      call: Call,
    ) => keyed(db, call, CREATED, () => request(params.id, body, call)),

    returns: async ({ params }: ById, call: Call) => {
      const state = await visibleOrder(needs, params.id, call, 'orders:read')
      return { items: state.returns.map(({ id }) => returnView(state, id)), nextCursor: null }
    },

    approveReturn: (input: ByReturn, call: Call) =>
      keyed(db, call, 200, () =>
        move(
          input,
          'return_approved',
          (state, { id: returnId }, at) => ({
            type: 'return_approved',
            at,
            data: { returnId, ...who(state, call) },
          }),
          call,
        ),
      ),

    rejectReturn: (input: ByReturn & { body: { reason?: string } }, call: Call) =>
      keyed(db, call, 200, () =>
        move(
          input,
          'return_rejected',
          (state, { id: returnId }, at) => ({
            type: 'return_rejected',
            at,
            data: { returnId, reason: input.body.reason ?? null, ...who(state, call) },
          }),
          call,
        ),
      ),

    receiveReturn: (input: ByReturn & { body: { restock?: boolean } }, call: Call) =>
      keyed(db, call, 200, () =>
        move(
          input,
          'return_received',
          (state, one, at) => {
            const restock = input.body.restock ?? true
            if (restock) checkShelf(state, one)
            const data = { returnId: one.id, lines: [...one.lines], restock, ...who(state, call) }
            return { type: 'return_received', at, data }
          },
          call,
        ),
      ),
  }
}

function piecesFor(state: OrderState, wanted: readonly WantedLine[] | undefined) {
  const taken = takePieces(state.placed.lines, piecesUnderReturn(state.returns), wanted)
  if (taken.outcome === 'unknown_line') throw unknownLine(state, wanted ?? [], taken.place)
  if (taken.outcome === 'too_many') {
    throw new Problem('nothing_to_return', {
      detail: `Only ${taken.left} of these pieces are left to come back; nothing was changed.`,
      errors: [
        { path: `/lines/${taken.place}/quantity`, message: 'is more than what is left', code: 'maximum' },
      ],
    })
  }
  if (taken.pieces.length === 0) {
    throw new Problem('nothing_to_return', { detail: 'Everything has come back, or is on its way.' })
  }
  return taken.pieces.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }))
}

function checkShelf(state: OrderState, { lines }: Return): void {
  if (takePieces(state.placed.lines, restocked(state), lines).outcome === 'taken') return
  throw new Problem('invalid_transition', {
    detail: 'Some of these pieces are on the shelf again already. Send restock: false; nothing was changed.',
    currentStatus: state.status,
  })
}

function notNow({ status }: Return, wanted: Moving): Problem {
  return new Problem('invalid_transition', {
    detail: `The return is ${status} and cannot become ${wanted.slice('return_'.length)}; nothing was changed.`,
    currentStatus: status,
  })
}

function returnView(state: OrderState, returnId: string): OrderReturn {
  const one = state.returns.find(({ id }) => id === returnId)
  if (!one) throw new Error(`${state.id} has no return ${returnId}`)
  const { id, status, lines, reason, at, updatedAt } = one
  return {
    id,
    orderId: state.id,
    status,
    lines: [...lines],
    reason,
    createdAt: at,
    updatedAt,
    orderStatus: state.status,
  }
}
