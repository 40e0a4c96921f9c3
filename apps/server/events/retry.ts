/** Takes in at many services what they could not, side by side: the letters of one do not wait for another's. */
import type { Call } from '@rialto/kernel/contract/contract'
import { isOutage } from '@rialto/kernel/contract/problem'
import type { Desk } from '@rialto/kernel/events/desk'

const LETTERS_DEFAULT = 50

type Wanted = { readonly type?: string; readonly limit?: number; readonly actor: string }

export async function retryEach(
  desks: readonly (readonly [name: string, desk: Desk])[],
  { limit = LETTERS_DEFAULT, ...wanted }: Wanted,
  call: Call,
) {
  const missing: string[] = []
  const outcomes = await Promise.all(
    desks.map(async ([service, desk]) => {
      try {
        const { applied, failed, left } = await desk.retryAll({ body: { ...wanted, limit } }, call)
        return [
          {
            applied,
            left,
            failed: failed.map(({ eventId, reason }) => ({ id: `${service}:${eventId}`, reason })),
          },
        ]
      } catch (error) {
        if (!isOutage(error)) throw error
        missing.push(service)
        return []
      }
    }),
  )
  const done = outcomes.flat()
  const sum = (of: (one: (typeof done)[number]) => number) => done.reduce((all, one) => all + of(one), 0)
  return {
    applied: sum(({ applied }) => applied),
    failed: done.flatMap(({ failed }) => failed),
    left: sum(({ left }) => left),
    missing: missing.toSorted(),
  }
}
