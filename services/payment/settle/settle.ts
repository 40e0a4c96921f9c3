/**
 * Settling one payment: under its lock, by the table of states, with postings, events and wait in the one
 * transaction. For everything that is not the straight way of a charge, which charge/store.ts writes in bulk.
 */
import { payment } from '@rialto/contracts/payment'
import { eventOf, type NewEvent } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Tx } from '@rialto/kernel/sql/database'
import { lockPayment, type PaymentRow } from '../charge/store.ts'
import type { Charge } from '../provider.ts'
import type { Parking } from '../mismatch/mismatch.ts'
import { decideSettle, isAtRest, isWaiting, postingsOf, type State } from '../state/domain.ts'
import { beginWait, endWait, movePayment, post } from './store.ts'

/** A little longer than an order waits for its payment, which ends the wait sooner. */
const CARDHOLDER_WAIT_SECONDS = 20 * 60
/** As long as card schemes let money be set aside. */
const AUTHORISED_SECONDS = 7 * 24 * 60 * 60

export type Effect = 'moved' | 'stayed' | 'mismatch'
export type SettledOne = { readonly effect: Effect; readonly row: PaymentRow | undefined }
export type Settle = ReturnType<typeof openSettle>

export function openSettle({ park, wake }: { readonly park: Parking['park']; readonly wake: () => void }) {
  /** Writes what the provider says about a charge. `why` is the reason that is kept where nothing was taken. */
  return async (tx: Tx, charge: Charge, why?: string): Promise<SettledOne> => {
    const row = await lockPayment(tx, charge.key)
    if (!row) {
      await park(tx, { kind: 'unknown_payment', subject: charge.key, charge })
      return { effect: 'mismatch', row }
    }
    const decision = decideSettle(row, charge)
    switch (decision.outcome) {
      case 'stay':
        return { effect: 'stayed', row }
      case 'mismatch':
        await park(tx, { kind: decision.kind, subject: row.id, payment: row, charge })
        return { effect: 'mismatch', row }
      case 'move': {
        const moved = await move(tx, row, decision.to, charge, why)
        tx.afterCommit(wake)
        return { effect: 'moved', row: moved }
      }
    }
  }
}

async function move(
  tx: Tx,
  row: PaymentRow,
  to: State,
  charge: Charge,
  why: string | undefined,
): Promise<PaymentRow> {
  const { id, amount, currency, status: from } = row
  const released = to === 'succeeded' ? amount - (charge.captured ?? amount) : 0
  const reason =
    to === 'succeeded' || to === 'authorised' ? null : (why ?? charge.reason ?? reasonOf(from, to))
  await movePayment(tx, id, { status: to, reference: charge.reference, reason, released })
  await post(tx, postingsOf(id, amount, from, to, amount - released), currency)
  const url = charge.nextAction?.url ?? null
  if (to === 'requires_action') await beginWait(tx, id, url, CARDHOLDER_WAIT_SECONDS)
  else if (to === 'authorised') await beginWait(tx, id, null, AUTHORISED_SECONDS)
  else if (isWaiting(from)) await endWait(tx, id)
  await publish(tx, eventsOf(row, to, reason, amount - released))
  return { ...row, status: to, declineReason: reason, released, providerReference: charge.reference, url }
}

function reasonOf(from: State, to: State): string | null {
  if (to !== 'voided') return to
  return from === 'pending' ? NEVER_ANSWERED : 'voided'
}

/** Why a payment was voided: nobody took the money, and from now on nobody can. */
export const NEVER_ANSWERED = 'provider_timeout'

function eventsOf(row: PaymentRow, to: State, reason: string | null, taken: number): NewEvent[] {
  const { id, orderId, currency, status: from } = row
  const money = { paymentId: id, orderId, amount: to === 'succeeded' ? taken : row.amount, currency }
  const say = (event: NewEvent) => [event]
  switch (to) {
    case 'requires_action':
      return say(eventOf(payment, 'action_required', orderId, money))
    case 'authorised':
      return say(eventOf(payment, 'authorised', orderId, money))
    default:
      if (!isAtRest(to)) return []
  }
  const captured = to === 'succeeded'
  const why = reason ?? to
  return [
    captured
      ? eventOf(payment, 'succeeded', orderId, money)
      : eventOf(payment, 'failed', orderId, { ...money, reason: why }),
    ...(isWaiting(from)
      ? say(
          eventOf(payment, 'concluded', orderId, {
            ...money,
            outcome: captured ? 'captured' : 'declined',
            reason: captured ? null : why,
          }),
        )
      : []),
  ]
}
