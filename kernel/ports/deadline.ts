/** Nobody waits for ever: an answer that comes too late is given up, whatever happens to the work behind it. */
import { Problem } from '../contract/problem.ts'
import type { Clock, Timers } from './ports.ts'

export type DeadlineNeeds = { readonly clock: Clock; readonly timers: Timers }

/** The work's result, or `deadline_exceeded` when the deadline (ms since the epoch) comes first. */
export function withinDeadline<T>(
  work: Promise<T>,
  deadline: number,
  { clock, timers }: DeadlineNeeds,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(Math.max(0, deadline - clock.now()), () => reject(deadlineExceeded()))
    const settled =
      <R>(settle: (result: R) => void) =>
      (result: R) => {
        cancel()
        settle(result)
      }
    work.then(settled(resolve), settled(reject))
  })
}

export function deadlineExceeded(): Problem {
  return new Problem('deadline_exceeded', {
    detail: 'The answer took too long. Ask again; with the same Idempotency-Key nothing happens twice.',
    headers: { 'retry-after': '1' },
  })
}
