/**
 * Giving back a part: the decision is written first and counts from then on, so that two at once cannot
 * give the same pieces back; then payment is asked, under the refund's id; then it is written that the
 * money has gone. Whatever is left in between is finished by a job.
 */
import type { OrderRefund } from '@rialto/contracts/order'
import type { PaymentClient } from '@rialto/contracts/payment'
import type { Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem } from '@rialto/kernel/contract/problem'
import { formatMoney, toMajor, toMinor } from '@rialto/kernel/money/money'
import type { Job } from '@rialto/kernel/service/service'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import type { Logger } from '@rialto/kernel/observe/log'
import { actor, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { mayHappen, type OrderState } from '../domain.ts'
import { restocked, takePieces, type WantedLine } from '../goods/domain.ts'
import { unknownLine } from '../goods/refusal.ts'
import { illegal } from '../move/refusal.ts'
import { happen, loadOrder, type Happening } from '../stream/happen.ts'
import { idOf, keyed } from '../stream/keyed.ts'
import { decideRefund, type Refund, type RefundDecision } from './domain.ts'
import { beginRefund, endRefund, takeRefunds } from './store.ts'

const STEP_DEADLINE_MS = 60_000
const QUIET_SECONDS = 10
const SWEEP_EVERY_MS = 2_000
const PER_SWEEP_MAX = 50
const CREATED = 201

export type RefundNeeds = AccessNeeds & {
  readonly db: Database
  readonly clients: { readonly payment: PaymentClient }
  readonly clock: Clock
  readonly ids: Ids
  readonly wake: () => void
  readonly log: Logger
}

export type RefundBody = {
  readonly lines?: readonly WantedLine[]
  readonly shipping?: boolean
  readonly amount?: number
  readonly reason?: string
  readonly restock?: boolean
}

type ById = { readonly params: { readonly id: string } }

export type Refunding = ReturnType<typeof openRefunding>

export function openRefunding(needs: RefundNeeds) {
  const { db, clients, clock, ids, log } = needs
  const now = () => new Date(clock.now()).toISOString()

  async function refund(id: string, body: RefundBody, call: Call): Promise<OrderRefund> {
    await visibleOrder(needs, id, call, 'payments:refund')
    const refundId = idOf('rfn', id, call, ids)
    await happen(needs, id, (state) => promised(state, refundId, body, call))
    return refundView(await finish(id, refundId, call), refundId)
  }

  function promised(
    state: OrderState,
    refundId: string,
    body: RefundBody,
    call: Call,
  ): Happening | undefined {
    if (state.refunds.some((one) => one.id === refundId)) return undefined
    if (!mayHappen(state.status, 'refund_requested')) throw illegal(state, 'refunded')
    const { currency, userId } = state.placed
    const { lines, shipping, restock = false, reason = null } = body
    const amount = body.amount === undefined ? undefined : toMinor(body.amount, currency)
    const decision = decideRefund(state, { lines, shipping, amount, restock })
    if (decision.outcome !== 'refund') throw refused(state, decision, lines ?? [])
    if (restock) checkShelf(state, decision.lines)
    const { outcome: _, ...what } = decision
    const data = {
      refundId,
      currency,
      ...what,
      lines: [...what.lines],
      restock,
      reason,
      by: actor(call),
      userId,
    }
    return {
      event: { type: 'refund_requested', at: now(), data },
      beside: (tx) => beginRefund(tx, refundId, state.id),
    }
  }

  /** Safe to be done again, and by two at once: payment and the order know the refund by its id. */
  async function finish(orderId: string, refundId: string, call: Call): Promise<OrderState> {
    const state = await loadOrder(db, orderId)
    const due = state.refunds.find(({ id }) => id === refundId)
    if (due?.status !== 'pending' || state.paymentId === null) {
      await endRefund(db, refundId)
      return state
    }
    const body = { paymentId: state.paymentId, refundId, amount: due.amount, reason: due.reason ?? 'refund' }
    try {
      await clients.payment.refundPart({ body }, { ...call, deadline: clock.now() + STEP_DEADLINE_MS })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (isOutage(error)) {
        log.warn({ orderId, refundId, err: error }, 'a refund is under way; it will be asked for again')
        return state
      }
      await happen(needs, orderId, (before) => failed(before, refundId, error.code))
      throw new Problem('not_refundable', { detail: `Nothing was given back: ${error.message}` })
    }
    return happen(needs, orderId, (before) => given(before, refundId))
  }

  const pending = (state: OrderState, refundId: string) =>
    state.refunds.find(({ id, status }) => id === refundId && status === 'pending')

  function failed(state: OrderState, refundId: string, reason: string): Happening | undefined {
    if (!pending(state, refundId)) return undefined
    const data = { refundId, reason, userId: state.placed.userId }
    return {
      event: { type: 'refund_failed', at: now(), data },
      beside: (tx) => endRefund(tx, refundId),
    }
  }

  function given(state: OrderState, refundId: string): Happening | undefined {
    const due = pending(state, refundId)
    if (!due) return undefined
    const { currency, userId } = state.placed
    const { amount, lines, restock, reason } = due
    const refundedTotal = state.refunded + amount
    const data = { amount, currency, userId, refundId, refundedTotal, lines: [...lines], restock, reason }
    return {
      event: { type: 'refunded', at: now(), data },
      beside: (tx) => endRefund(tx, refundId),
    }
  }

  /** Refunds that a dead process or an outage left. */
  const job: Job = {
    name: 'finish-refunds',
    everyMs: SWEEP_EVERY_MS,
    run: async () => {
      const left = await takeRefunds(db, QUIET_SECONDS, PER_SWEEP_MAX)
      await Promise.all(
        left.map(async ({ id, orderId }) => {
          const call: Call = {
            caller: { kind: 'service', name: 'order' },
            requestId: ids.next('req'),
            deadline: clock.now() + STEP_DEADLINE_MS,
          }
          await finish(orderId, id, call).catch((error: unknown) =>
            log.warn({ orderId, refundId: id, err: error }, 'a refund did not come to its end'),
          )
        }),
      )
      return { more: left.length === PER_SWEEP_MAX }
    },
  }

  return {
    job,
    /** All that is left, for a PUT or PATCH that names it. */
    refundRest: (id: string, reason: string | undefined, call: Call) =>
      refund(id, reason === undefined ? {} : { reason }, call),
    routes: {
      refund: ({ params, body }: ById & { body: RefundBody }, call: Call) =>
        keyed(db, call, CREATED, () => refund(params.id, body, call)),
      refunds: async ({ params }: ById, call: Call) => {
        const state = await visibleOrder(needs, params.id, call, 'orders:read')
        return { items: state.refunds.map(({ id }) => refundView(state, id)), nextCursor: null }
      },
    },
  }
}

function checkShelf(state: OrderState, lines: Refund['lines']): void {
  if (takePieces(state.placed.lines, restocked(state), lines).outcome === 'taken') return
  throw new Problem('invalid_transition', {
    detail: 'Some of these pieces are on the shelf again already. Send restock: false; nothing was changed.',
    currentStatus: state.status,
  })
}

function refused(
  state: OrderState,
  decision: Exclude<RefundDecision, { outcome: 'refund' }>,
  lines: readonly WantedLine[],
): Problem {
  const { currency } = state.placed
  switch (decision.outcome) {
    case 'unknown_line':
      return unknownLine(state, lines, decision.place)
    case 'too_many':
      return new Problem('refund_exceeds_captured', {
        detail: `Only ${decision.left} of these pieces are left to be given back; nothing was changed.`,
        errors: [
          {
            path: `/lines/${decision.place}/quantity`,
            message: 'is more than what is left',
            code: 'maximum',
          },
        ],
      })
    case 'exceeds':
      return new Problem('refund_exceeds_captured', {
        detail: `Only ${formatMoney(decision.left, currency)} of that were paid and are left; nothing was changed.`,
        left: toMajor(decision.left, currency),
      })
    case 'nothing_left':
      return new Problem('not_refundable', {
        detail: 'Nothing was paid for that, or it has gone back already.',
      })
  }
}

function refundView(state: OrderState, refundId: string): OrderRefund {
  const { currency } = state.placed
  const refund = state.refunds.find(({ id }) => id === refundId)
  if (!refund) throw new Error(`${state.id} has no refund ${refundId}`)
  return {
    id: refund.id,
    orderId: state.id,
    amount: toMajor(refund.amount, currency),
    currency,
    lines: refund.lines.map((line) => ({ ...line, amount: toMajor(line.amount, currency) })),
    shipping: toMajor(refund.shipping, currency),
    restock: refund.restock,
    reason: refund.reason,
    status: refund.status,
    createdAt: refund.at,
    orderStatus: state.status,
    orderRefunded: toMajor(state.refunded, currency),
  }
}
