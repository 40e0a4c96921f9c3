/**
 * Taking what was set aside, or letting it go: of the two only one can be decided, under the payment’s lock.
 * A capture goes through the order, which makes sure that its stock is still there, asks for the charge, and
 * is confirmed; so money is never taken for what can no longer be sent.
 */
import type { OrderClient } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { formatMoney, toMajor, toMinor } from '@rialto/kernel/money/money'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { refuseCardNumber } from '../card/refuse.ts'
import type { Charging } from '../charge/charge.ts'
import { findPayment, isRefusal, lockPayment, type PaymentRow } from '../charge/store.ts'
import { paymentView } from '../charge/view.ts'
import { decideCapture } from '../domain.ts'
import { keyed } from '../key/keyed.ts'
import { mayMove } from '../state/domain.ts'
import { moveToCapturing, moveToVoiding } from './store.ts'

/** What the order passes on to `charge`, which takes what was set aside and asks for no card. */
const SET_ASIDE_TOKEN = 'set_aside'

/** Somebody who presses twice waits for what the first press brings, and is told that. */
const LOOK_AGAIN_MS = 50
const LOOKS_MAX = 20

export type CaptureNeeds = {
  readonly db: Database
  readonly timers: Timers
  readonly clients: { readonly order: OrderClient }
  readonly charging: Charging
}

type ById = { readonly params: { readonly id: string } }
export type Capturing = ReturnType<typeof openCapturing>

export function openCapturing({ db, timers, clients, charging }: CaptureNeeds) {
  async function found(id: string): Promise<PaymentRow> {
    const row = await findPayment(db, id)
    if (!row || isRefusal(row)) throw unknownPayment(id)
    return row
  }

  async function decide(id: string, wanted: number | undefined): Promise<PaymentRow> {
    return db.transaction(async (tx) => {
      const row = await lockPayment(tx, id)
      if (!row || isRefusal(row)) throw unknownPayment(id)
      const take = wanted === undefined ? undefined : toMinor(wanted, row.currency)
      const decision = decideCapture(row, take)
      switch (decision.outcome) {
        case 'not_authorised':
          throw notCapturable(`This payment is ${row.status}, and nothing is set aside to take.`)
        case 'exceeds':
          throw new Problem('capture_exceeds_authorised', {
            detail: `Only ${formatMoney(decision.authorised, row.currency)} was set aside.`,
            authorised: toMajor(decision.authorised, row.currency),
          })
        case 'captured':
          return row
        case 'capture':
          await moveToCapturing(tx, id, row.amount - decision.amount)
          return row
      }
    })
  }

  /** Goes on with a capture that is decided: the order lets it happen, or it is let go. */
  async function finishCapture({ id, orderId, method }: PaymentRow, call: Call): Promise<PaymentRow> {
    try {
      await clients.order.settle({ body: { orderId, method, token: SET_ASIDE_TOKEN } }, call)
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'invalid_transition')) throw error
      const rested = await whenDecided(id)
      if (rested) return rested
      throw new Problem('unavailable', {
        detail: 'Another payment of this order is under way. The capture is noted and follows it.',
        headers: { 'retry-after': '1' },
      })
    }
    const row = await found(id)
    // The order was paid otherwise, or taken back: then this is for nothing, and is let go.
    if (row.status === 'capturing') await charging.resolve(row)
    return row.status === 'capturing' ? found(id) : row
  }

  /** What another hand on the same capture brought it to, if that is not long in coming. */
  async function whenDecided(id: string): Promise<PaymentRow | undefined> {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      await timers.sleep(LOOK_AGAIN_MS)
      const row = await found(id)
      if (row.status !== 'capturing') return row
    }
    return undefined
  }

  async function capture(id: string, wanted: number | undefined, call: Call) {
    const decided = await decide(id, wanted)
    const row = decided.status === 'succeeded' ? decided : await finishCapture(decided, call)
    if (row.status === 'succeeded') return paymentView(row, call)
    throw notCapturable(`Nothing was taken: ${row.declineReason?.replaceAll('_', ' ') ?? 'it was let go'}.`)
  }

  /** Lets go. What was taken by then stays taken, and can only be given back. */
  async function letGo(id: string, reason: string): Promise<PaymentRow> {
    const row = await db.transaction(async (tx) => {
      const locked = await lockPayment(tx, id)
      if (!locked || isRefusal(locked)) throw unknownPayment(id)
      if (!mayMove(locked.status, 'voiding')) return locked
      await moveToVoiding(tx, id, reason)
      return { ...locked, status: 'voiding' as const, declineReason: reason }
    })
    if (row.status === 'voided') return row
    if (row.status !== 'voiding' && row.status !== 'requires_action') throw notVoidable(row.status)
    const { status } = await charging.resolve(
      row,
      row.status === 'voiding' ? (row.declineReason ?? reason) : reason,
    )
    if (status !== 'voided') throw notVoidable(status)
    return found(id)
  }

  return {
    finishCapture,
    letGo,
    routes: {
      capture: ({ params: { id }, body }: ById & { body: { amount?: number } }, call: Call) =>
        keyed(db, call, 200, () => capture(id, body.amount, call)),

      void: ({ params: { id }, body }: ById & { body: { reason?: string } }, call: Call) => {
        refuseCardNumber(body)
        return keyed(db, call, 200, async () => paymentView(await letGo(id, body.reason ?? 'voided'), call))
      },
    },
  }
}

function unknownPayment(id: string): Problem {
  return new Problem('unknown_payment', { detail: `There is no payment ${id}.` })
}

function notCapturable(detail: string): Problem {
  return new Problem('not_capturable', { detail })
}

function notVoidable(status: string): Problem {
  return new Problem('not_voidable', {
    detail: `This payment is ${status.replaceAll('_', ' ')}. What was taken can be refunded.`,
  })
}
