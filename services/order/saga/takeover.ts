/** Finishing what was begun: by processes that died, by this one in an outage, by waits that are over. */
import type { Call } from '@rialto/kernel/contract/contract'
import type { Job } from '@rialto/kernel/service/service'
import type { Ids, Timers } from '@rialto/kernel/ports/ports'
import type { Links } from '../access/links.ts'
import type { OrderState } from '../domain.ts'
import { loadOrders } from '../store.ts'
import { keptAnswerFor } from '../placement/answer.ts'
import type { Ended, SagaNeeds, Sagas } from './saga.ts'
import { countSagas, endSaga, signOfLife, takeOver, type SagaRow } from './store.ts'

const SWEEP_EVERY_MS = 1_000
const SIGN_OF_LIFE_SECONDS = 5
/** So many are finished side by side; the others wait for a later sweep. */
const FINISHING_MAX = 100
const CALL_MS = 60_000

export type TakeoverNeeds = SagaNeeds & { readonly ids: Ids; readonly timers: Timers; readonly links: Links }

export function takeoverJob(needs: TakeoverNeeds, sagas: Sagas): Job {
  const { db, holder, log, clock, timers, ids, metrics } = needs
  const unfinished = metrics.gauge('rialto_sagas_unfinished', 'Orders with unfinished business, by task', [
    'task',
  ])
  let finishing = 0
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
        return sagas.place(state, source, await keptAnswerFor(needs, row), ownCall(), { resumed: true })
      case 'settle':
        return source ? sagas.settle(state, source, ownCall()) : undefined
      case 'await_payment':
      case 'cancel':
        return state.status === 'declined'
          ? sagas.takeBack({ state }, state.reason ?? 'declined', ownCall())
          : sagas.cancel(state, { reason: reasonOf(state, row), by: 'system' }, ownCall())
    }
  }

  function reasonOf(state: OrderState, { dueAt }: SagaRow): string {
    if (state.status === 'cancelled' && state.reason !== null) return state.reason
    return dueAt !== null && dueAt.getTime() <= clock.now() ? 'payment_timeout' : 'requested'
  }

  async function finishGuarded(row: SagaRow): Promise<void> {
    finishing += 1
    try {
      await sagas.guarded(row.orderId, () => finish(row))
    } catch (error) {
      log.warn({ orderId: row.orderId, task: row.task, err: error }, 'unfinished; will be tried again')
    } finally {
      finishing -= 1
    }
  }

  return {
    name: `sagas of ${holder}`,
    everyMs: SWEEP_EVERY_MS,
    run: async () => {
      await signOfLife(db, holder, SIGN_OF_LIFE_SECONDS)
      const room = FINISHING_MAX - finishing
      const rows = await takeOver(db, holder, [...sagas.running.keys()], room)
      // Who began after the question was sent is at work on it, and no orphan.
      const orphans = rows.filter(({ orderId }) => !sagas.running.has(orderId))
      // A slow one must not keep the others waiting, nor the next sign of life.
      await atMost(timers, SWEEP_EVERY_MS, Promise.all(orphans.map(finishGuarded)))
      unfinished.reset()
      for (const { task, count } of await countSagas(db)) unfinished.set({ task }, count)
      return { more: rows.length === room && finishing === 0 }
    },
  }
}

async function atMost(timers: Timers, ms: number, work: Promise<unknown>): Promise<void> {
  const over = Promise.withResolvers<void>()
  const cancel = timers.after(ms, over.resolve)
  await Promise.race([work, over.promise]).finally(cancel)
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
      return !['pending', 'awaiting_payment', 'cancelled', 'declined'].includes(status)
  }
}
