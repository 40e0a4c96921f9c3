/**
 * The saga of an order: hold stock, charge, confirm — or give everything back. Every step is asked
 * with a key made of the order, so that it can be asked again by whoever takes over; the answer of each
 * is durable with the one who gave it before the next step begins (docs/decisions/0005-saga.md).
 */
import type { InventoryClient } from '@rialto/contracts/inventory'
import type { PaymentClient } from '@rialto/contracts/payment'
import { coalesce, type Coalescer } from '@rialto/kernel/batch/coalescer'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { evolve, soldLines, type OrderEvent, type OrderState } from '../domain.ts'
import { appendEvents, loadOrders, type Append } from '../store.ts'
import { endSaga } from './store.ts'

export const PAYMENT_WAIT_MS = 15 * 60_000
/** Stock outlives the wait for payment, so that a payment begun in the last second still finds it. */
const HOLD_SECONDS = PAYMENT_WAIT_MS / 1000 + 5 * 60
const STEP_DEADLINE_MS = 60_000
const APPENDS_PER_BATCH_MAX = 256

export type SagaNeeds = {
  readonly db: Database
  readonly clients: { readonly inventory: InventoryClient; readonly payment: PaymentClient }
  readonly clock: Clock
  readonly holder: string
  readonly log: Logger
  readonly metrics: Metrics
  readonly wake: () => void
}

export type Source = { readonly method: string; readonly token: string }

/** The answer that goes to the client now and to every retry: status and text for an end of the saga. */
export type KeptAnswer = { readonly status: number; readonly text: string }
export type AnswerTo = {
  readonly render: (state: OrderState, refusal: Problem | undefined) => KeptAnswer
  readonly caller: string | null
  readonly key: string | null
}

export type Ended = { readonly state: OrderState; readonly refusal?: Problem; readonly answer?: KeptAnswer }
export type Sagas = ReturnType<typeof openSagas>

export function openSagas(needs: SagaNeeds) {
  const { db, clock, holder, wake, metrics } = needs
  const { inventory, payment } = needs.clients
  const outcomes = metrics.counter('rialto_order_outcomes_total', 'Orders that came to rest, by outcome', ['outcome'])
  /** How many hands this process has on an order: a request and the saga that outlives it. */
  const running = new Map<string, number>()
  const append: Coalescer<Append, boolean> = coalesce({
    name: 'order.append',
    itemsMax: APPENDS_PER_BATCH_MAX,
    lanes: 1,
    observe: (size) => metrics.batchSize.observe({ step: 'order.append' }, size),
    run: async (items) => {
      const done = await appendEvents(db, items)
      wake()
      return done
    },
  })

  const now = () => new Date(clock.now()).toISOString()
  /** Steps outlive the client that asked: the saga goes on when it has gone. */
  const step = (call: Call): Call => ({ ...call, deadline: clock.now() + STEP_DEADLINE_MS })

  /** Writes an event with what it ends or begins. Where somebody else was faster, gives what they made of it. */
  async function write(
    before: OrderState,
    event: OrderEvent,
    next: Append['next'],
    to?: AnswerTo,
    refusal?: Problem,
  ): Promise<Ended> {
    const after = evolve(before, before.id, event)
    const answer = to?.render(after, refusal)
    const kept = answer && to && to.caller !== null && to.key !== null ? { caller: to.caller, key: to.key, ...answer } : undefined
    const done = await append({
      before,
      after,
      event,
      ...(kept ? { answer: kept } : {}),
      ...(next === undefined ? {} : { next }),
    })
    if (!done) return { state: await load(before.id) }
    outcomes.inc({ outcome: refusal?.code ?? after.status })
    return { state: after, ...(refusal ? { refusal } : {}), ...(answer ? { answer } : {}) }
  }

  async function load(id: string): Promise<OrderState> {
    const state = (await loadOrders(db, [id])).get(id)
    if (!state) throw new Error(`${id} has vanished`)
    return state
  }

  /** From placed to rest. `resumed` when somebody else may have begun: then money may have moved already. */
  async function place(state: OrderState, source: Source | null, to: AnswerTo, call: Call, resumed = false): Promise<Ended> {
    const { placed } = state
    const lines = soldLines(state)
    const held = await inventory.hold({ body: { orderId: state.id, lines, ttlSeconds: HOLD_SECONDS } }, step(call))
    const stockHeldAt = now()
    if (held.outcome === 'out_of_stock') {
      const refusal = outOfStock(state, held.short)
      if (resumed) return cancel(state, { reason: 'out_of_stock', by: 'system' }, call, to, refusal)
      const data = { reason: 'out_of_stock', by: 'system', paid: false, userId: placed.userId, lines: [] }
      return write(state, { type: 'cancelled', at: now(), data }, 'rest', to, refusal)
    }
    if (!source) return waitForPayment(state, null, to)
    return charge(state, source, stockHeldAt, to, call)
  }

  async function charge(state: OrderState, source: Source, stockHeldAt: string, to: AnswerTo | undefined, call: Call): Promise<Ended> {
    const { placed } = state
    const { userId, cartId, total, currency } = placed
    const body = { orderId: state.id, userId, amount: total, currency, ...source, attempt: state.attempt }
    const result = await payment.charge({ body }, step(call))
    switch (result.outcome) {
      case 'captured': {
        const data = { userId, cartId, paymentId: result.paymentId, total, currency, lines: soldLines(state), stockHeldAt, paidAt: now() }
        return write(state, { type: 'confirmed', at: now(), data }, 'rest', to)
      }
      case 'requires_action':
        return waitForPayment(state, 'requires_action', to)
      case 'declined': {
        const reason = result.reason ?? 'declined'
        if (state.status === 'awaiting_payment') return waitForPayment(state, reason, to)
        const lines = soldLines(state)
        // The answer says that nothing is held any more, so it is not held any more.
        await inventory.giveBack({ body: { orderId: state.id, lines } }, step(call))
        const data = { paymentId: result.paymentId, reason, userId, lines }
        return write(state, { type: 'declined', at: now(), data }, 'rest', to, declined(reason))
      }
    }
  }

  function waitForPayment(state: OrderState, reason: string | null, to: AnswerTo | undefined): Promise<Ended> {
    const holdExpiresAt = state.holdExpiresAt ?? new Date(clock.now() + PAYMENT_WAIT_MS).toISOString()
    const next = { task: 'await_payment', holder, dueAt: holdExpiresAt } as const
    return write(state, { type: 'awaiting_payment', at: now(), data: { holdExpiresAt, reason } }, next, to)
  }

  /** A payment of an order that waited for it. The hold is prolonged first: what expired was sold to others. */
  async function settle(state: OrderState, source: Source, call: Call): Promise<Ended> {
    const held = await inventory.hold({ body: { orderId: state.id, lines: soldLines(state), ttlSeconds: HOLD_SECONDS } }, step(call))
    if (held.outcome === 'out_of_stock') return cancel(state, { reason: 'hold_expired', by: 'system' }, call)
    return charge(state, source, now(), undefined, call)
  }

  /** Takes an order back: the decision first, then money and stock, then the note that both came back. */
  async function cancel(
    state: OrderState,
    { reason, by }: { readonly reason: string; readonly by: string },
    call: Call,
    to?: AnswerTo,
    refusal?: Problem,
  ): Promise<Ended> {
    let ended: Ended = { state, ...(refusal ? { refusal } : {}) }
    if (state.status !== 'cancelled') {
      const { userId } = state.placed
      const data = { reason, by, paid: state.paymentStatus === 'paid', userId, lines: soldLines(state) }
      ended = await write(state, { type: 'cancelled', at: now(), data }, { task: 'cancel', holder }, to, refusal)
      if (ended.state.status !== 'cancelled') return ended
    }
    const { placed, id } = ended.state
    // Also ends every doubt: what a provider took after all is given back here.
    const { refunded } = await payment.refundOrder({ body: { orderId: id, reason } }, step(call))
    await inventory.giveBack({ body: { orderId: id, lines: soldLines(ended.state) } }, step(call))
    if (ended.state.paymentStatus !== 'refund_pending') {
      await endSaga(db, id)
      return ended
    }
    const data = { amount: refunded, currency: placed.currency, userId: placed.userId }
    const back = await write(ended.state, { type: 'refunded', at: now(), data }, 'rest')
    return { ...ended, state: back.state }
  }

  /** Keeps a saga from being taken over while this process works on it. */
  async function guarded<T>(orderId: string, work: () => Promise<T>): Promise<T> {
    running.set(orderId, (running.get(orderId) ?? 0) + 1)
    try {
      return await work()
    } finally {
      const left = (running.get(orderId) ?? 1) - 1
      if (left === 0) running.delete(orderId)
      else running.set(orderId, left)
    }
  }

  return { place, settle, cancel, write, load, guarded, running, now, drain: () => append.drain() }
}

function outOfStock(state: OrderState, short: readonly { sku: string; requested: number; available: number }[]): Problem {
  const lines = short.map((line) => ({ ...line, name: state.placed.lines.find(({ sku }) => sku === line.sku)?.name ?? line.sku }))
  const named = lines.map(({ name, available }) => `${name} (${available} left)`).join(', ')
  return new Problem('out_of_stock', {
    detail: `Not enough is in stock${named ? `: ${named}` : ''}. Nothing was reserved or charged.`,
    orderId: state.id,
    lines,
  })
}

function declined(reason: string): Problem {
  return new Problem('payment_declined', {
    detail: `The payment was refused (${reason}). Nothing was charged and nothing is reserved.`,
    reason,
  })
}
