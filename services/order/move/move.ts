/** Moves of an order that people ask for: cancel, ship, deliver, and PUT or PATCH that name one of them. */
import { permits } from '@rialto/contracts/roles'
import type { OrderView } from '@rialto/contracts/order'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem } from '@rialto/kernel/contract/problem'
import { claimKey, callerKey, completeKey, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import { mayHappen, type OrderEvent, type OrderState } from '../domain.ts'
import type { SagaNeeds, Sagas } from '../saga/saga.ts'
import { beginCancel } from '../saga/store.ts'
import { loadContacts, loadOrders } from '../store.ts'
import { orderView } from '../view/view.ts'

type MoveNeeds = SagaNeeds & { readonly sagas: Sagas }
type Path = { readonly params: { readonly id: string } }
type CancelBody = { readonly reason?: string }
type ShipBody = { readonly trackingNumber?: string; readonly carrier?: string }
type TransitionBody = CancelBody & ShipBody & { readonly status: string }

export function moveRoutes(needs: MoveNeeds) {
  const { db, sagas, holder } = needs

  async function cancel(id: string, body: CancelBody, call: Call): Promise<OrderState> {
    const state = await visibleOrder(needs, id, call, 'orders:cancel')
    if (!mayHappen(state.status, 'cancelled') || state.status === 'pending') throw illegal(state, 'cancelled')
    const by = call.caller.kind === 'user' ? call.caller.id : call.caller.kind
    return sagas.guarded(id, async () => {
      // Nobody may pay for it and cancel it at once: whoever takes the wait first decides.
      if (state.status === 'awaiting_payment' && !(await beginCancel(db, id, holder))) throw beingPaid()
      const ended = await sagas.cancel(state, { reason: body.reason ?? 'requested', by }, call)
      if (ended.state.status !== 'cancelled') throw illegal(ended.state, 'cancelled')
      return ended.state
    })
  }

  async function step(
    id: string,
    event: (state: OrderState) => OrderEvent & { type: 'shipped' | 'delivered' },
    call: Call,
  ): Promise<OrderState> {
    const state = await visibleOrder(needs, id, call, 'orders:ship')
    const happened = event(state)
    if (!mayHappen(state.status, happened.type)) throw illegal(state, happened.type)
    const { state: after } = await sagas.write(state, happened, undefined)
    if (after.status !== happened.type) throw illegal(after, happened.type)
    return after
  }

  const ship = (
    id: string,
    { trackingNumber = null, carrier = null }: { trackingNumber?: string | null; carrier?: string | null },
    call: Call,
  ) =>
    step(
      id,
      ({ placed: { userId } }) => ({
        type: 'shipped',
        at: sagas.now(),
        data: { trackingNumber, carrier, by: actor(call), userId },
      }),
      call,
    )
  const deliver = (id: string, call: Call) =>
    step(
      id,
      ({ placed: { userId } }) => ({ type: 'delivered', at: sagas.now(), data: { by: actor(call), userId } }),
      call,
    )

  /** PUT and PATCH go through the same guards: who may not ship may not name `shipped` either. */
  async function transition(id: string, body: TransitionBody, call: Call): Promise<OrderState> {
    switch (body.status.toLowerCase()) {
      case 'cancelled':
      case 'canceled':
        return cancel(id, body, call)
      case 'shipped':
        requireShipping(call)
        return ship(id, body, call)
      case 'delivered':
        requireShipping(call)
        return deliver(id, call)
      default: {
        const state = await visibleOrder(needs, id, call, 'orders:read')
        if (state.status === body.status) return state
        throw illegal(state, body.status)
      }
    }
  }

  async function view(state: OrderState): Promise<OrderView> {
    return orderView(state, (await loadContacts(db, [state.id])).get(state.id))
  }

  /** The move spans several transactions, so its key is claimed first and answered at the end. */
  async function keyed(call: Call, move: () => Promise<OrderState>): Promise<Answer> {
    const earlier = await db.transaction((tx) => claimKey(tx, call))
    if (earlier) return earlier
    try {
      const text = JSON.stringify(await view(await move()))
      if (call.idempotencyKey !== undefined)
        await completeKey(db, callerKey(call.caller), call.idempotencyKey, 200, text)
      return Answer.ofText(text, 200)
    } catch (error) {
      if (error instanceof Problem && !isOutage(error)) await releaseKey(db, call)
      throw error
    }
  }

  return {
    cancel: ({ params, body }: Path & { body: CancelBody }, call: Call) =>
      keyed(call, () => cancel(params.id, body, call)),
    ship: ({ params, body }: Path & { body: ShipBody }, call: Call) =>
      keyed(call, () => ship(params.id, body, call)),
    deliver: ({ params }: Path, call: Call) => keyed(call, () => deliver(params.id, call)),
    put: async ({ params, body }: Path & { body: TransitionBody }, call: Call) =>
      view(await transition(params.id, body, call)),
    patch: async ({ params, body }: Path & { body: TransitionBody }, call: Call) =>
      view(await transition(params.id, body, call)),
  }
}

/** An order that the caller may see; somebody else’s reads as one that is not there. */
export async function visibleOrder(
  { db }: Pick<SagaNeeds, 'db'>,
  id: string,
  { caller }: Call,
  permission: string,
): Promise<OrderState> {
  const state = (await loadOrders(db, [id])).get(id)
  const owns = caller.kind === 'user' && state?.placed.userId === caller.id
  const staff = caller.kind === 'service' || (caller.kind === 'user' && permits(caller.roles, permission))
  if (!state || (!owns && !staff)) throw new Problem('unknown_order', { detail: `There is no order ${id}.` })
  return state
}

function requireShipping({ caller }: Call): void {
  if (caller.kind === 'service' || (caller.kind === 'user' && permits(caller.roles, 'orders:ship'))) return
  throw new Problem('forbidden', { detail: 'This needs the permission orders:ship.' })
}

function actor({ caller }: Call): string {
  return caller.kind === 'user' ? caller.id : caller.kind
}

function beingPaid(): Problem {
  return new Problem('invalid_transition', {
    detail:
      'A payment of the order is under way, or it was cancelled just now. Look at it again; nothing was changed.',
  })
}

function illegal(state: OrderState, wanted: string): Problem {
  return new Problem('invalid_transition', {
    detail: `The order is ${state.status.replaceAll('_', ' ')} and cannot become ${wanted.replaceAll('_', ' ')}; nothing was changed.`,
    currentStatus: state.status,
  })
}
