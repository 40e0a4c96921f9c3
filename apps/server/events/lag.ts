/** How far everybody is behind everybody: each desk knows its own listeners, this asks them all. */
import type { EventLag } from '@rialto/contracts/event'
import type { Call } from '@rialto/kernel/contract/contract'
import { isOutage } from '@rialto/kernel/contract/problem'
import type { Listening } from '@rialto/kernel/document/asyncapi'
import type { Desk } from '@rialto/kernel/events/desk'

export async function lagOfAll(
  desks: ReadonlyMap<string, Desk>,
  listening: readonly Listening[],
  call: Call,
): Promise<EventLag> {
  const missing: string[] = []
  const answers = await Promise.all(
    [...desks].map(async ([service, desk]) => {
      try {
        const { listeners, parked } = await desk.lag(
          { body: { listeners: listenersOf(service, listening) } },
          call,
        )
        return [{ service, listeners, parked }]
      } catch (error) {
        if (!isOutage(error)) throw error
        missing.push(service)
        return []
      }
    }),
  )
  const found = answers.flat()
  return {
    items: found.flatMap(({ service, listeners }) =>
      listeners.map(({ consumer, unread, oldestMs, holder }) => ({
        service,
        consumer,
        unread,
        oldestUnreadMs: oldestMs,
        holder,
      })),
    ),
    parked: found.map(({ service, parked }) => ({ consumer: service, count: parked })),
    missing: missing.toSorted(),
  }
}

function listenersOf(service: string, listening: readonly Listening[]) {
  return listening.flatMap(({ consumer, listens }) => {
    const types = listens.filter((type) => type.startsWith(`${service}.`))
    return types.length > 0 ? [{ consumer, types }] : []
  })
}
