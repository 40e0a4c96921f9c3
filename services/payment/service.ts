/** Payments: charged once, written down twice, given back never more than was taken. */
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { toMinor } from '@rialto/kernel/money/money'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { maySee, openAccess, type Access } from './access/access.ts'
import { openCapturing } from './capture/capture.ts'
import { refuseCardNumber } from './card/refuse.ts'
import { challengeRoutes } from './challenge/challenge.ts'
import { chargeResult, openCharging, type Charging } from './charge/charge.ts'
import {
  findPayment,
  isRefusal,
  markSwept,
  overduePayments,
  paymentsOfOrder,
  type PaymentRow,
} from './charge/store.ts'
import { paymentView } from './charge/view.ts'
import { paymentId } from './domain.ts'
import { openMismatches } from './mismatch/mismatch.ts'
import { openPaying } from './pay/pay.ts'
import type { Provider } from './provider.ts'
import { openOrderRefunds } from './refund/order.ts'
import { openRefunding, refundView, type Refunding } from './refund/refund.ts'
import { refundsOf } from './refund/store.ts'
import { openSettle } from './settle/settle.ts'
import { openWaits } from './wait/wait.ts'
import { forgetWebhooks } from './webhook/store.ts'
import { openWebhooks } from './webhook/webhook.ts'

const OVERDUE_SECONDS = 30
const PER_ROUND_MAX = 100
const RECONCILE_EVERY_MS = 5_000
const WAITS_EVERY_MS = 5_000
const FORGET_EVERY_MS = 60_000

/** Guests' answers are personal like everybody's, though anybody may ask. */
const PERSONAL = { 'cache-control': 'private, no-store' }

const uses = { order }
type PaymentNeeds = Needs<typeof uses> & {
  readonly provider: Provider
  readonly charging: Charging
  readonly refunding: Refunding
  readonly access: Access
}

export type { Provider }

/** `openProvider` connects to whoever moves the money; in the demo profile that is the sandbox. */
export function paymentService({ openProvider }: { readonly openProvider: () => Provider }) {
  return defineService({
    contract: payment,
    uses,
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const provider = openProvider()
      const { park, routes: mismatchRoutes } = openMismatches({ ...needs, provider })
      const settleOne = openSettle({ park, wake: needs.wake })
      const charging = openCharging({ ...needs, provider, settleOne })
      const capturing = openCapturing({ ...needs, charging })
      const refunding = openRefunding({ ...needs, provider })
      const access = openAccess(needs.clients)
      const all = { ...needs, provider, charging, refunding, access }
      return {
        routes: {
          pay: openPaying(all),
          ...publicRoutes(all),
          ...capturing.routes,
          ...mismatchRoutes,
          ...challengeRoutes(provider),
          webhook: openWebhooks({ ...all, settleOne, park }),
          charge: chargeRoute(all),
          refundPart: partRoute(all),
          refundOrder: openOrderRefunds(all),
        },
        jobs: [
          { name: 'reconcile', everyMs: RECONCILE_EVERY_MS, run: () => reconcile(all) },
          { name: 'keep-refunds', everyMs: RECONCILE_EVERY_MS, run: () => refunding.keepOverdue() },
          { name: 'end-waits', everyMs: WAITS_EVERY_MS, run: openWaits({ ...all, capturing }) },
          { name: 'forget-webhooks', everyMs: FORGET_EVERY_MS, run: () => forgetWebhooks(needs.db) },
          { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
        ],
        close: async () => {
          await charging.drain()
          await provider.close()
        },
      }
    },
  })
}

/** After any doubt the provider is asked: payments whose asker died come to rest here, each for itself. */
async function reconcile({ db, charging, log }: PaymentNeeds) {
  const overdue = await overduePayments(db, OVERDUE_SECONDS, PER_ROUND_MAX)
  const failed = await Promise.all(
    overdue.map((pending) =>
      charging.adopt(pending).then(
        () => false,
        (error: unknown) => {
          log.warn({ paymentId: pending.id, err: error }, 'still in doubt; the provider will be asked again')
          return true
        },
      ),
    ),
  )
  if (overdue.length === 0) await markSwept(db, OVERDUE_SECONDS)
  return { more: overdue.length === PER_ROUND_MAX && !failed.includes(true) }
}

function publicRoutes({ db, refunding, access }: PaymentNeeds) {
  type ById = { params: { id: string } }
  type Token = { token?: string }

  async function visible(
    id: string,
    call: Call,
    token?: string,
  ): Promise<{ row: PaymentRow; isGuest: boolean }> {
    const row = await findPayment(db, id)
    const isGuest = row !== undefined && (await access.opens(row.orderId, token, call))
    if (!row || isRefusal(row) || !(isGuest || maySee(row, call)))
      throw new Problem('unknown_payment', { detail: `There is no payment ${id}.` })
    return { row, isGuest }
  }

  return {
    get: async ({ params, query = {} }: ById & { query?: Token }, call: Call) => {
      const { row, isGuest } = await visible(params.id, call, query.token)
      return Answer.of(paymentView(row, call, isGuest), 200, PERSONAL)
    },

    list: async ({ query }: { query: Token & { orderId: string } }, call: Call) => {
      const isGuest =
        query.token !== undefined && (await access.dueOf(query.orderId, query.token, call)).opens
      const rows = await paymentsOfOrder(db, paymentId(query.orderId, 1))
      const made = rows.filter((row) => row.orderId === query.orderId && !isRefusal(row))
      const seen = made.filter((row) => isGuest || maySee(row, call))
      const items = seen.map((row) => paymentView(row, call, isGuest))
      return Answer.of({ items, nextCursor: null }, 200, PERSONAL)
    },

    refund: async ({ params, body }: ById & { body: { amount?: number; reason?: string } }, call: Call) => {
      refuseCardNumber(body)
      const wanted = {
        paymentId: params.id,
        amountOf: (currency: string) =>
          body.amount === undefined ? undefined : toMinor(body.amount, currency),
        reason: body.reason ?? null,
      }
      return refunding.refund(wanted, call, 201)
    },

    refunds: async ({ params }: ById, call: Call) => {
      await visible(params.id, call)
      return { items: (await refundsOf(db, params.id)).map(refundView), nextCursor: null }
    },
  }
}

type ChargeBody = {
  orderId: string
  userId: string | null
  amount: number
  currency: string
  method: string
  token: string
  attempt: number
}

function partRoute({ refunding }: PaymentNeeds) {
  type Part = { paymentId: string; refundId: string; amount: number; reason: string }
  return ({ body: { amount, ...part } }: { body: Part }, call: Call) =>
    refunding.refund({ ...part, amountOf: () => amount }, call, 200)
}

function chargeRoute({ charging }: PaymentNeeds) {
  return async ({ body: { token, attempt, ...intent } }: { body: ChargeBody }) => {
    const earlier = attempt > 1 ? await charging.endEarlier(intent.orderId, attempt) : undefined
    const id = paymentId(intent.orderId, attempt)
    return chargeResult(earlier ?? (await charging.charge({ ...intent, id }, token)))
  }
}
