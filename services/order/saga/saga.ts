/**
 * The saga of an order: hold stock, charge, confirm — or give everything back. Every step is asked
 * with a key made of the order, so that it can be asked again by whoever takes over; the answer of each
 * is durable with the one who gave it before the next step begins (docs/decisions/0005-saga.md).
 */
import type { InventoryClient } from '@rialto/contracts/inventory'
import type { ChargeResult, PaymentClient } from '@rialto/contracts/payment'
import { coalesce, type Coalescer } from '@rialto/kernel/batch/coalescer'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Problem } from '@rialto/kernel/contract/problem'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { evolve, isPaid, soldLines, standsStill, type OrderEvent, type OrderState } from '../domain.ts'
import { appendEvents, loadOrders, type Append } from '../store.ts'
import { declined, outOfStock, OUT_OF_STOCK, refusalOf } from './refusal.ts'
import { endSaga, findAnswer } from './store.ts'

const PAYMENT_WAIT_MS = 15 * 60_000
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
  readonly render: (
    state: OrderState,
    refusal: Problem | undefined,
    nextAction?: ChargeResult['nextAction'],
  ) => KeptAnswer
  readonly caller: string | null
  readonly key: string | null
}

/** The same answer, which also says where the cardholder goes: it is for the client alone, and in no event. */
function sentOn({ render, ...to }: AnswerTo, nextAction: ChargeResult['nextAction']): AnswerTo {
  return { ...to, render: (state, refusal) => render(state, refusal, nextAction) }
}

export type Ended = { readonly state: OrderState; readonly refusal?: Problem; readonly answer?: KeptAnswer }
export type Sagas = ReturnType<typeof openSagas>

export function openSagas(needs: SagaNeeds) {
  const { db, clock, holder, wake, metrics } = needs
  const { inventory, payment } = needs.clients
  const outcomes = metrics.counter('rialto_order_outcomes_total', 'Orders that came to rest, by outcome', [
    'outcome',
  ])
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
    const kept =
      answer && to && to.caller !== null && to.key !== null
        ? { caller: to.caller, key: to.key, ...answer }
        : undefined
    const done = await append({
      before,
      after,
      event,
      ...(kept ? { answer: kept } : {}),
      ...(next === undefined ? {} : { next }),
    })
    if (!done) {
      const current = await load(before.id)
      // A note that was written meanwhile moves nothing: the same is decided on what is there now.
      if (standsStill(before, current)) return write(current, event, next, to, refusal)
      return overtaken(before.id, to)
    }
    outcomes.inc({ outcome: refusal?.code ?? after.status })
    return { state: after, ...(refusal ? { refusal } : {}), ...(answer ? { answer } : {}) }
  }

  /** Somebody else took the order over and was faster: what they answered is the answer. */
  async function overtaken(id: string, to: AnswerTo | undefined): Promise<Ended> {
    const state = await load(id)
    if (!to) return { state }
    const refusal = refusalOf(state)
    const kept = to.caller === null || to.key === null ? undefined : await findAnswer(db, to.caller, to.key)
    return { state, ...(refusal ? { refusal } : {}), answer: kept ?? to.render(state, refusal) }
  }

  async function load(id: string): Promise<OrderState> {
    const state = (await loadOrders(db, [id])).get(id)
    if (!state) throw new Error(`${id} has vanished`)
    return state
  }

  /** From placed to rest. `resumed` when somebody else may have begun: then money may have moved already. */
  async function place(
    state: OrderState,
    source: Source | null,
    to: AnswerTo,
    call: Call,
    { resumed = false } = {},
  ): Promise<Ended> {
    const { placed } = state
    const lines = soldLines(state)
    const held = await inventory.hold(
      { body: { orderId: state.id, lines, ttlSeconds: HOLD_SECONDS } },
      step(call),
    )
    const stockHeldAt = now()
    if (held.outcome === 'out_of_stock') {
      const refusal = outOfStock(state, held.short)
      if (resumed) return cancel(state, { reason: OUT_OF_STOCK, by: 'system' }, call, to, refusal)
      const data = { reason: OUT_OF_STOCK, by: 'system', paid: false, userId: placed.userId, lines: [] }
      return write(state, { type: 'cancelled', at: now(), data }, 'rest', to, refusal)
    }
    if (!source) return waitForPayment(state, null, to)
    return charge(state, source, stockHeldAt, to, call)
  }

  async function charge(
    state: OrderState,
    source: Source,
    stockHeldAt: string,
    to: AnswerTo | undefined,
    call: Call,
  ): Promise<Ended> {
    const { placed } = state
    const { userId, cartId, total, currency } = placed
    const body = { orderId: state.id, userId, amount: total, currency, ...source, attempt: state.attempt }
    const result = await payment.charge({ body }, step(call))
    switch (result.outcome) {
      case 'captured': {
        const data = {
          userId,
          cartId,
          paymentId: result.paymentId,
          total,
          currency,
          lines: soldLines(state),
          stockHeldAt,
          paidAt: now(),
          ...(state.status === 'awaiting_payment' ? { receivedApart: total - (result.released ?? 0) } : {}),
        }
        const ended = await write(state, { type: 'confirmed', at: now(), data }, 'rest', to)
        // Taken back while this was asleep: what it charged since then goes back too.
        return ended.state.status === 'cancelled' ? takeBack(ended, 'order_cancelled', call) : ended
      }
      case 'requires_action':
        return waitForPayment(state, 'requires_action', to && sentOn(to, result.nextAction))
      case 'declined': {
        const reason = result.reason ?? 'declined'
        if (state.status === 'awaiting_payment') return waitForPayment(state, reason, to)
        const data = { paymentId: result.paymentId, reason, userId, lines: soldLines(state) }
        const event = { type: 'declined', at: now(), data } as const
        // The answer says that nothing is held any more, so it waits until nothing is.
        return takeBack(
          await write(state, event, { task: 'cancel', holder }, to, declined(reason)),
          reason,
          call,
        )
      }
    }
  }

  function waitForPayment(
    state: OrderState,
    reason: string | null,
    to: AnswerTo | undefined,
  ): Promise<Ended> {
    const holdExpiresAt = state.holdExpiresAt ?? new Date(clock.now() + PAYMENT_WAIT_MS).toISOString()
    const next = { task: 'await_payment', holder, dueAt: holdExpiresAt } as const
    return write(state, { type: 'awaiting_payment', at: now(), data: { holdExpiresAt, reason } }, next, to)
  }

  /** A payment of an order that waited for it. The hold is prolonged first: what expired was sold to others. */
  async function settle(state: OrderState, source: Source, call: Call): Promise<Ended> {
    const held = await inventory.hold(
      { body: { orderId: state.id, lines: soldLines(state), ttlSeconds: HOLD_SECONDS } },
      step(call),
    )
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
      const data = { reason, by, paid: isPaid(state), userId, lines: soldLines(state) }
      ended = await write(
        state,
        { type: 'cancelled', at: now(), data },
        { task: 'cancel', holder },
        to,
        refusal,
      )
      if (ended.state.status !== 'cancelled') return ended
    }
    return takeBack(ended, reason, call)
  }

  /** After a decision against an order: money and stock come back, and then the note that they did. */
  async function takeBack(ended: Ended, reason: string, call: Call): Promise<Ended> {
    const { id, status, paymentStatus, placed } = ended.state
    if (status !== 'cancelled' && status !== 'declined') return ended
    // Also ends every doubt: what a provider took after all is given back here.
    const refund =
      status === 'cancelled' && (await payment.refundOrder({ body: { orderId: id, reason } }, step(call)))
    await inventory.giveBack({ body: { orderId: id } }, step(call))
    if (!refund || paymentStatus !== 'refund_pending') {
      await endSaga(db, id)
      return ended
    }
    const data = {
      amount: refund.refunded - ended.state.refunded,
      currency: placed.currency,
      userId: placed.userId,
    }
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

  return { place, settle, cancel, takeBack, write, load, guarded, running, now, drain: () => append.drain() }
}
