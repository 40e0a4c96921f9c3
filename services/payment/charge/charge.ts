/**
 * Charging once: intent, provider, outcome. Nothing is locked while the provider is asked, and whoever
 * asks again — after a time-out, a crash, another process’s death — first asks the provider what it did.
 */
import assert from 'node:assert/strict'
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Charge, Provider } from '../provider.ts'
import { openIntents, settleCharges, type Intent, type OpenedIntent } from './store.ts'

const PER_BATCH_MAX = 256
const TRIES_MAX = 2
const PROVIDER_TIMEOUT_MS = 8_000
/** Why a payment was voided: nobody took the money, and from now on nobody can. */
const NEVER_ANSWERED = 'provider_timeout'

export type ChargeNeeds = {
  readonly db: Database
  readonly provider: Provider
  readonly timers: Timers
  readonly metrics: Metrics
  readonly log: Logger
  readonly wake: () => void
}

export type Settled = Pick<OpenedIntent, 'id' | 'status' | 'declineReason'>
export type Charging = ReturnType<typeof openCharging>

export function openCharging({ db, provider, timers, metrics, log, wake }: ChargeNeeds) {
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

  /** Charges an intent, or finds out what became of it. Comes to rest: captured, declined, or voided. */
  async function charge(wanted: Intent, token: string): Promise<Settled> {
    const opened = await intent(wanted)
    // Refused before it came: the order was taken back, and what it would have paid does not matter.
    if (opened.status === 'voided') return opened
    assert(
      opened.amount === wanted.amount && opened.currency === wanted.currency,
      `${wanted.id} was for another amount`,
    )
    if (opened.status !== 'pending') return opened
    const { id: key, amount, currency } = opened
    const answer =
      (opened.fresh ? undefined : await ask(key)) ?? (await tryCharge({ key, amount, currency, token }))
    return record(wanted, answer)
  }

  /** Ends the doubt about a payment that still waits: what the provider took counts, else it never will. */
  async function resolve(pending: Intent): Promise<Settled> {
    const { id: key, amount, currency } = pending
    return record(pending, await reach(timers, provider.abandon({ key, amount, currency })))
  }

  async function tryCharge(request: {
    key: string
    amount: number
    currency: string
    token: string
  }): Promise<Charge> {
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      try {
        return await withTimeout(timers, provider.charge(request))
      } catch (error) {
        log.warn(
          { paymentId: request.key, tries, err: error },
          'the provider did not answer; asking what it did',
        )
        const done = await ask(request.key)
        if (done) return done
      }
    }
    return reach(timers, provider.abandon(request))
  }

  async function ask(key: string): Promise<Charge | undefined> {
    const [found] = await reach(timers, provider.findCharges([key]))
    return found
  }

  async function record({ amount, currency }: Intent, answer: Charge): Promise<Settled> {
    assert(
      answer.amount === amount && answer.currency === currency,
      `${answer.key}: the provider has another amount`,
    )
    const reason = answer.outcome === 'abandoned' ? NEVER_ANSWERED : answer.reason
    await settle({ ...answer, reason })
    switch (answer.outcome) {
      case 'captured':
        return { id: answer.key, status: 'succeeded', declineReason: null }
      case 'declined':
      case 'requires_action':
        return { id: answer.key, status: answer.outcome, declineReason: reason }
      case 'abandoned':
        return { id: answer.key, status: 'voided', declineReason: reason }
    }
  }

  return {
    charge,
    resolve,
    drain: async () => {
      await intent.drain()
      await settle.drain()
    },
  }
}

/** What must be known before we go on. Without an answer it is an outage: ask again, nothing happens twice. */
async function reach<T>(timers: Timers, work: Promise<T>): Promise<T> {
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
