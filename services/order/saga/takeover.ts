/** Finishing what was begun: by processes that died, by this one in an outage, by waits that are over. */
import type { Call } from '@rialto/kernel/contract/contract'
import type { Job } from '@rialto/kernel/service/service'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { OrderState } from '../domain.ts'
import { loadOrders } from '../store.ts'
import { keptAnswerFor } from '../answer.ts'
import type { Ended, SagaNeeds, Sagas } from './saga.ts'
import { countSagas, endSaga, signOfLife, takeOver, type SagaRow } from './store.ts'

const SWEEP_EVERY_MS = 1_000
const SIGN_OF_LIFE_SECONDS = 5
const PER_SWEEP_MAX = 100
const CALL_MS = 60_000

export function takeoverJob(needs: SagaNeeds & { readonly ids: Ids }, sagas: Sagas): Job {
  const { db, holder, log, clock, ids, metrics } = needs
  const unfinished = metrics.gauge('rialto_sagas_unfinished', 'Orders with unfinished business, by task', ['task'])
  const ownCall = (): Call => ({
    caller: { kind: 'service', name: 'order' },
    requestId: ids.next('req'),
    deadline: clock.now() + CALL_MS,
  })

  async function finish(row: SagaRow): Promise<Ended | undefined> {
    const state = (await loadOrders(db, [row.orderId])).get(row.orderId)
    if (!state || isAtRest(state, row)) {
      await endSaga(db, row.orderId)
      return undefined
    }
    const source = row.method === null || row.token === null ? null : { method: row.method, token: row.token }
    switch (row.task) {
      case 'place':
        return sagas.place(state, source, await keptAnswerFor(db, row), ownCall(), true)
      case 'settle':
        return source ? sagas.settle(state, source, ownCall()) : undefined
      case 'await_payment':
      case 'cancel':
        return sagas.cancel(state, { reason: 'payment_timeout', by: 'system' }, ownCall())
    }
  }

  return {
    name: `sagas of ${holder}`,
    everyMs: SWEEP_EVERY_MS,
    run: async () => {
      await signOfLife(db, holder, SIGN_OF_LIFE_SECONDS)
      const rows = await takeOver(db, holder, [...sagas.running.keys()], PER_SWEEP_MAX)
      await Promise.all(
        rows.map((row) =>
          sagas
            .guarded(row.orderId, () => finish(row))
            .catch((error: unknown) => log.warn({ orderId: row.orderId, task: row.task, err: error }, 'unfinished; will be tried again')),
        ),
      )
      unfinished.reset()
      for (const { task, count } of await countSagas(db)) unfinished.set({ task }, count)
      return { more: rows.length === PER_SWEEP_MAX }
    },
  }
}

/** Whether the task was done before its row could be removed. */
function isAtRest({ status, paymentStatus }: OrderState, { task }: SagaRow): boolean {
  switch (task) {
    case 'place':
      return status !== 'pending' && !(status === 'cancelled' && paymentStatus === 'refund_pending')
    case 'settle':
      return status !== 'awaiting_payment'
    case 'await_payment':
    case 'cancel':
      return !['pending', 'awaiting_payment', 'cancelled'].includes(status)
  }
}
