/** Moves of an order that people ask for: cancel, ship, deliver, and PUT or PATCH that name one of them. */
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { callerKey } from '@rialto/kernel/idempotency/idempotency'
import { actor, requirePermission, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { mayHappen, type OrderEvent, type OrderState } from '../domain.ts'
import { isPartlyBack } from '../refund/domain.ts'
import type { Refunding } from '../refund/refund.ts'
import type { SagaNeeds, Sagas } from '../saga/saga.ts'
import { beginCancel } from '../saga/store.ts'
import { loadContacts } from '../store.ts'
import { happen, loadOrder } from '../stream/happen.ts'
import { keyed } from '../stream/keyed.ts'
import { etagOf, orderView } from '../view/view.ts'
import { beingPaid, illegal, noStatus, partlyBack } from './refusal.ts'
import { isStatus, statusNamed } from './spelling.ts'

type MoveNeeds = SagaNeeds & AccessNeeds & { readonly sagas: Sagas; readonly refunding: Refunding }
type Path = { readonly params: { readonly id: string } }
type Guest = { readonly query?: { readonly token?: string } }
type CancelBody = { readonly reason?: string }
type ShipBody = { readonly trackingNumber?: string; readonly carrier?: string }
type TransitionBody = CancelBody & ShipBody & { readonly status: string }
type Step = OrderEvent & { type: 'shipped' | 'delivered' }

export function moveRoutes(needs: MoveNeeds) {
  const { db, sagas, holder, refunding } = needs

  async function cancel(id: string, body: CancelBody, call: Call, token?: string): Promise<OrderState> {
    const state = await visibleOrder(needs, id, call, 'orders:cancel', token)
    checkVersion(state, call)
    if (!mayHappen(state.status, 'cancelled') || state.status === 'pending') throw illegal(state, 'cancelled')
    if (isPartlyBack(state)) throw partlyBack(state)
    return sagas.guarded(id, async () => {
      // Nobody may pay for it and cancel it at once: whoever takes the wait first decides.
      if (state.status === 'awaiting_payment' && !(await beginCancel(db, id, holder))) throw beingPaid()
      const by = actor(call, token)
      const ended = await sagas.cancel(state, { reason: body.reason ?? 'requested', by }, call)
      if (ended.state.status !== 'cancelled') throw illegal(ended.state, 'cancelled')
      return ended.state
    })
  }

  async function step(id: string, event: (state: OrderState) => Step, call: Call): Promise<OrderState> {
    await visibleOrder(needs, id, call, 'orders:ship')
    return happen(needs, id, (state) => {
      checkVersion(state, call)
      const happened = event(state)
      if (!mayHappen(state.status, happened.type)) throw illegal(state, happened.type)
      return { event: happened }
    })
  }

  const ship = (id: string, { trackingNumber = null, carrier = null }: Nullable<ShipBody>, call: Call) =>
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
    const wanted = statusNamed(body.status)
    switch (wanted) {
      case 'cancelled':
        return cancel(id, body, call)
      case 'shipped':
        requirePermission(call, 'orders:ship')
        return ship(id, body, call)
      case 'delivered':
        requirePermission(call, 'orders:ship')
        return deliver(id, call)
      case 'refunded': {
        requirePermission(call, 'payments:refund')
        checkVersion(await loadOrder(db, id), call)
        await refunding.refundRest(id, body.reason, call)
        return loadOrder(db, id)
      }
      default: {
        const state = await visibleOrder(needs, id, call, 'orders:read')
        checkVersion(state, call)
        if (state.status === wanted) return state
        throw isStatus(wanted) ? illegal(state, wanted) : noStatus()
      }
    }
  }

  async function view(state: OrderState) {
    return orderView(state, (await loadContacts(db, [state.id])).get(state.id))
  }

  async function moved(id: string, body: TransitionBody, call: Call): Promise<Answer> {
    const state = await transition(id, body, call)
    return Answer.of(await view(state), 200, { etag: etagOf(state) })
  }

  return {
    cancel: async ({ params, body, query }: Path & Guest & { body: CancelBody }, call: Call) => {
      // Before the key: guests share an address, and so a guest's key is that of the order that they can open.
      await visibleOrder(needs, params.id, call, 'orders:cancel', query?.token)
      const whose = call.caller.kind === 'anonymous' ? `guest of ${params.id}` : callerKey(call.caller)
      const work = async () => view(await cancel(params.id, body, call, query?.token))
      return keyed(db, call, 200, work, whose)
    },
    ship: ({ params, body }: Path & { body: ShipBody }, call: Call) =>
      keyed(db, call, 200, async () => view(await ship(params.id, body, call))),
    deliver: ({ params }: Path, call: Call) =>
      keyed(db, call, 200, async () => view(await deliver(params.id, call))),
    put: ({ params, body }: Path & { body: TransitionBody }, call: Call) => moved(params.id, body, call),
    patch: ({ params, body }: Path & { body: TransitionBody }, call: Call) => moved(params.id, body, call),
  }
}

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null }

/** Who looked at something older is told so, and changes nothing (RFC 9110 §13.1.1). */
function checkVersion(state: OrderState, { ifMatch = '*' }: Call): void {
  const given = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (given.includes('*') || given.includes(etagOf(state))) return
  throw new Problem('lost_update', {
    detail: `The order has moved since you looked: it is ${state.status.replaceAll('_', ' ')} now. Read it again; nothing was changed.`,
    currentStatus: state.status,
  })
}
