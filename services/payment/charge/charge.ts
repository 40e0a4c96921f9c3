/**
 * Charging once: intent, provider, outcome. Nothing is locked while the provider is asked, and whoever
 * asks again — after a time-out, a crash, another process’s death — first asks the provider what it did.
 */
import assert from 'node:assert/strict'
import type { ChargeResult } from '@rialto/contracts/payment'
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Database, Tx } from '@rialto/kernel/sql/database'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Logger } from '@rialto/kernel/observe/log'
import { moveToCapturing } from '../capture/store.ts'
import { paymentId } from '../domain.ts'
import type { Charge, ChargeKey, NextAction, Provider } from '../provider.ts'
import { NEVER_ANSWERED, type Settle } from '../settle/settle.ts'
import { isAtRest, mayMove, stateOf } from '../state/domain.ts'
import {
  findPayment,
  lockPayment,
  openIntents,
  paymentsOfOrder,
  settleCharges,
  type Intent,
  type OpenedIntent,
  type PaymentRow,
} from './store.ts'

const PER_BATCH_MAX = 256
const TRIES_MAX = 2
const PROVIDER_TIMEOUT_MS = 8_000
export type ChargeNeeds = {
  readonly db: Database
  readonly provider: Provider
  readonly timers: Timers
  readonly metrics: Metrics
  readonly log: Logger
  readonly wake: () => void
  readonly settleOne: Settle
}

export type Settled = Pick<OpenedIntent, 'id' | 'status' | 'declineReason'> & {
  readonly url?: string | null
  readonly released?: number
}
export type Charging = ReturnType<typeof openCharging>

export function openCharging({ db, provider, timers, metrics, log, wake, settleOne }: ChargeNeeds) {
  const step = (name: string) => ({
    name: `payment.${name}`,
    itemsMax: PER_BATCH_MAX,
    lanes: 1,
    observe: (size: number) => metrics.batchSize.observe({ step: `payment.${name}` }, size),
  })
  // Durable: the provider is asked next, and what it does cannot be undone by a crash of ours.
  const intent = coalesce<Intent, OpenedIntent>({ ...step('intent'), run: (items) => openIntents(db, items) })
  const settle = coalesce<Charge, undefined>({
    ...step('settle'),
    run: async (charges) => {
      await settleCharges(db.relaxed, charges)
      wake()
      return charges.map(() => undefined)
    },
  })

  /** Charges an intent, or finds out what became of it. Comes to rest, or waits for its cardholder. */
  async function charge(wanted: Intent, token: string): Promise<Settled> {
    const opened = await intent(wanted)
    // Refused before it came: the order was taken back, and what it would have paid does not matter.
    if (opened.status === 'voided') return opened
    assert(
      opened.amount === wanted.amount && opened.currency === wanted.currency,
      `${wanted.id} was for another amount`,
    )
    if (opened.status !== 'pending') return goOn(opened)
    const { id: key, amount, currency } = opened
    const answer =
      (opened.fresh ? undefined : await ask({ key, amount, currency })) ??
      (await tryCharge({ key, amount, currency, token }))
    return record(wanted, answer)
  }

  /** What was begun before: at rest it stands, set aside it is taken, and a cardholder is sent where they were sent. */
  async function goOn(opened: OpenedIntent): Promise<Settled> {
    if (isAtRest(opened.status)) return opened
    const row = await findPayment(db, opened.id)
    assert(row, `${opened.id} has vanished`)
    switch (row.status) {
      case 'authorised':
      case 'capturing':
        return take(row)
      case 'voiding':
        return resolve(row)
      default:
        return row
    }
  }

  /**
   * Before an order is paid anew, what its earlier tries began is ended: or its cardholder could confirm one of
   * them after all. One that took the money has paid the order.
   */
  async function endEarlier(orderId: string, attempt: number): Promise<Settled | undefined> {
    const rows = await paymentsOfOrder(db, paymentId(orderId, 1))
    const earlier = rows.filter(({ id }) => id !== paymentId(orderId, attempt))
    const settled = await Promise.all(
      earlier.map(async (row): Promise<Settled> => {
        if (isAtRest(row.status)) return row
        return row.status === 'capturing' ? take(row) : resolve(row)
      }),
    )
    return settled.find(({ status }, i) => status === 'succeeded' && earlier[i]?.refunded === 0)
  }

  /** Takes what was set aside: what staff decided, or else all of it. */
  async function take({ id }: { readonly id: string }): Promise<Settled> {
    const row = await db.transaction(async (tx) => {
      const found = await lockPayment(tx, id)
      assert(found, `${id} has vanished`)
      if (!mayMove(found.status, 'capturing')) return found
      await moveToCapturing(tx, id, 0)
      return { ...found, status: 'capturing' as const, released: 0 }
    })
    if (row.status !== 'capturing') return isAtRest(row.status) ? row : resolve(row)
    const asked = { ...keyOf(row), take: row.amount - row.released }
    return settleNow(await reach(timers, provider.capture(asked)))
  }

  /** Ends the doubt about a payment that is not at rest: what the provider took counts, else it never will. */
  async function resolve(row: PaymentRow, why?: string): Promise<Settled> {
    return settleNow(await reach(timers, provider.abandon(keyOf(row))), why)
  }

  /** The same for one whose asker died: what waits for its cardholder, or was set aside, goes on waiting. */
  async function adopt(row: PaymentRow): Promise<Settled> {
    const found = await ask(keyOf(row))
    return found ? settleNow(found) : resolve(row)
  }

  /** Sets money aside, as `charge` takes it. */
  async function authorise(row: PaymentRow, token: string): Promise<Settled> {
    return settleNow(await tryCharge({ ...keyOf(row), token, capture: 'manual' }))
  }

  async function tryCharge(request: ChargeKey & { token: string; capture?: 'manual' }): Promise<Charge> {
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      try {
        return await withTimeout(timers, provider.charge(request))
      } catch (error) {
        log.warn(
          { paymentId: request.key, tries, err: error },
          'the provider did not answer; asking what it did',
        )
        const done = await ask(request)
        if (done) return done
      }
    }
    return reach(timers, provider.abandon(request))
  }

  async function ask({ key, amount, currency, reference }: ChargeKey): Promise<Charge | undefined> {
    const asked = { key, amount, currency, ...(reference == null ? {} : { reference }) }
    const [found] = await reach(timers, provider.findCharges([asked]))
    return found
  }

  /** An end is written with many others; what waits is written by itself, and so is what nobody can explain. */
  async function record({ amount, currency }: Intent, answer: Charge): Promise<Settled> {
    const isSound = answer.amount === amount && answer.currency === currency
    if (!isSound || answer.outcome === 'requires_action' || answer.outcome === 'authorised') {
      const settled = await settleNow(answer)
      return settled.status === 'authorised' ? take(settled) : settled
    }
    const reason = answer.outcome === 'abandoned' ? NEVER_ANSWERED : answer.reason
    await settle({ ...answer, reason })
    return { id: answer.key, status: stateOf(answer), declineReason: reason }
  }

  async function settleNow(answer: Charge, why?: string): Promise<Settled> {
    const { effect, row } = await db.transaction((tx: Tx) => settleOne(tx, answer, why))
    assert(row, `${answer.key} has vanished`)
    // What contradicts our books is parked, and nobody goes on as if it had not been said.
    if (effect === 'mismatch') throw new Error(`${answer.key}: the provider says otherwise; it is parked`)
    return row
  }

  return {
    charge,
    authorise,
    endEarlier,
    take,
    resolve,
    adopt,
    drain: async () => {
      await intent.drain()
      await settle.drain()
    },
  }
}

function keyOf({ id, amount, currency, providerReference }: PaymentRow): ChargeKey {
  return { key: id, amount, currency, reference: providerReference }
}

/** What the order is told. */
export function chargeResult({ id, status, declineReason, url, released = 0 }: Settled): ChargeResult {
  switch (status) {
    case 'succeeded':
      return { outcome: 'captured', paymentId: id, reason: null, ...(released > 0 ? { released } : {}) }
    case 'requires_action': {
      const nextAction: NextAction | undefined = url == null ? undefined : { type: 'redirect', url }
      return {
        outcome: 'requires_action',
        paymentId: id,
        reason: declineReason,
        ...(nextAction ? { nextAction } : {}),
      }
    }
    default:
      return { outcome: 'declined', paymentId: id, reason: declineReason ?? status }
  }
}

/** What must be known before we go on. Without an answer it is an outage: ask again, nothing happens twice. */
export async function reach<T>(timers: Timers, work: Promise<T>): Promise<T> {
  try {
    return await withTimeout(timers, work)
  } catch (error) {
    const problem = new Problem('unavailable', {
      detail: 'The payment provider does not answer. Ask again in a moment; nothing is charged twice.',
      headers: { 'retry-after': '1' },
    })
    problem.cause = error
    throw problem
  }
}

/** Every outside call has a deadline. A late answer is not lost: it is found by asking. */
export async function withTimeout<T>(timers: Timers, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const cancel = timers.after(PROVIDER_TIMEOUT_MS, () =>
    late.reject(new Error('the provider did not answer in time')),
  )
  try {
    return await Promise.race([work, late.promise])
  } finally {
    cancel()
  }
}
