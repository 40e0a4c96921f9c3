/**
 * Turns at the hashing of passwords, which costs a core 9 ms and 19 MiB: a few at once, so that a flood of
 * logins cannot starve the shop, and never two on one account, so that guesses are counted one after another.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Clock } from '@rialto/kernel/ports/ports'

export type TurnsOptions = { readonly atOnceMax: number; readonly waitingMax: number; readonly clock: Clock }

export type Turns = {
  /** Runs `work` when its turn comes. Throws `unavailable` at once when too many wait already. */
  take<T>(account: string, deadline: number, work: () => Promise<T>): Promise<T>
}

type Waiting = {
  readonly account: string
  readonly deadline: number
  begin(): Promise<unknown>
  giveUp(): void
}

export function openTurns({ atOnceMax, waitingMax, clock }: TurnsOptions): Turns {
  const waiting: Waiting[] = []
  const busy = new Set<string>()

  function dispatch(): void {
    while (busy.size < atOnceMax) {
      const at = waiting.findIndex(({ account }) => !busy.has(account))
      if (at === -1) return
      const [next] = waiting.splice(at, 1) as [Waiting]
      if (clock.now() >= next.deadline) {
        next.giveUp()
        continue
      }
      busy.add(next.account)
      void next.begin().finally(() => {
        busy.delete(next.account)
        dispatch()
      })
    }
  }

  return {
    take: <T>(account: string, deadline: number, work: () => Promise<T>) => {
      if (waiting.length >= waitingMax) return Promise.reject(crowded())
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      waiting.push({
        account,
        deadline,
        begin: () => work().then(resolve, reject),
        giveUp: () => reject(crowded()),
      })
      dispatch()
      return promise
    },
  }
}

function crowded(): Problem {
  return new Problem('unavailable', {
    detail: 'Too many people are signing in just now; ask again in a moment.',
    headers: { 'retry-after': '2' },
  })
}
