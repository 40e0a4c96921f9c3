/**
 * Where our books and the provider's differ, nobody guesses: the difference is kept, told, and waits for a
 * person, who says how it was dealt with.
 */
import { payment, type MismatchView } from '@rialto/contracts/payment'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { callerKey, once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { formatMoney } from '@rialto/kernel/money/money'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Database, Tx } from '@rialto/kernel/sql/database'
import type { PaymentRow } from '../charge/store.ts'
import { refuseCardNumber } from '../card/refuse.ts'
import type { Charge, Provider } from '../provider.ts'
import { findMismatch, insertMismatch, listMismatches, resolveMismatch, type MismatchRow } from './store.ts'

export type MismatchNeeds = {
  readonly db: Database
  readonly provider: Pick<Provider, 'name'>
  readonly ids: Ids
  readonly log: Logger
  readonly metrics: Metrics
  readonly wake: () => void
}

export type Found = {
  readonly kind: MismatchView['kind']
  /** What it is about, so that the same difference is told once. */
  readonly subject: string
  readonly payment?: PaymentRow
  readonly charge: Pick<Charge, 'reference' | 'amount' | 'currency'> & { readonly outcome: string }
}

export type Parking = ReturnType<typeof openMismatches>

export function openMismatches({ db, provider, ids, log, metrics, wake }: MismatchNeeds) {
  const counted = metrics.counter(
    'rialto_payment_mismatches_total',
    'Differences between our books and the payment provider’s, by kind',
    ['kind'],
  )

  /** Keeps a difference in the transaction that met it, and tells it: once, however often it is met. */
  async function park(tx: Tx, { kind, subject, payment: row, charge }: Found): Promise<void> {
    const id = ids.next('msm')
    const isNew = await insertMismatch(tx, {
      id,
      provider: provider.name,
      kind,
      subject,
      paymentId: row?.id ?? null,
      reference: charge.reference,
      ours: row ? `${row.status} ${formatMoney(row.amount, row.currency)}` : null,
      theirs: `${charge.outcome} ${formatMoney(charge.amount, charge.currency)}`,
    })
    if (!isNew) return
    const paymentId = row?.id ?? null
    await publish(tx, [
      eventOf(payment, 'mismatch_found', row?.orderId ?? subject, { mismatchId: id, kind, paymentId }),
    ])
    tx.afterCommit(() => {
      counted.inc({ kind })
      log.warn({ mismatchId: id, kind, paymentId }, 'our books and the provider’s differ; a person must look')
      wake()
    })
  }

  const cursor = cursors<string>('mismatches')

  return {
    park,
    routes: {
      mismatches: async ({ query }: { query: { limit?: number; cursor?: string; scope?: 'all' } }) => {
        const limit = query.limit ?? LIST_LIMIT_DEFAULT
        const before = query.cursor === undefined ? null : cursor.decode(query.cursor)
        const found = await listMismatches(db, query.scope === 'all', before, limit + 1)
        const { items, nextCursor } = page(found, limit, ({ id }) => id, cursor.encode)
        return { items: items.map(mismatchView), nextCursor }
      },

      resolveMismatch: async (
        { params: { id }, body }: { params: { id: string }; body: { reason: string } },
        call: Call,
      ) => {
        refuseCardNumber(body)
        return once(db, call, 200, async (tx) => {
          const resolved = await resolveMismatch(tx, id, callerKey(call.caller), body.reason)
          if (resolved) return mismatchView(resolved)
          throw (await findMismatch(tx, id))
            ? new Problem('already_resolved', { detail: 'Somebody has said how this was dealt with.' })
            : new Problem('unknown_mismatch', { detail: `There is no mismatch ${id}.` })
        })
      },
    },
  }
}

function mismatchView({ createdAt, resolvedAt, ...row }: MismatchRow): MismatchView {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  }
}
