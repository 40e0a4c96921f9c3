/** Nobody waits for ever: an answer that comes too late is given up, whatever happens to the work behind it. */
import { Problem } from '../contract/problem.ts'
import type { Clock, Timers } from './ports.ts'

export type DeadlineNeeds = { readonly clock: Clock; readonly timers: Timers }

/** The work's result, or `deadline_exceeded` when the deadline (ms since the epoch) comes first. */
export async function withinDeadline<T>(
  work: Promise<T>,
  deadline: number,
  { clock, timers }: DeadlineNeeds,
): Promise<T> {
  const late = Promise.withResolvers<never>()
  const cancel = timers.after(Math.max(0, deadline - clock.now()), () => late.reject(deadlineExceeded()))
  try {
    return await Promise.race([work, late.promise])
  } finally {
    cancel()
  }
}

export function deadlineExceeded(): Problem {
  return new Problem('deadline_exceeded', {
    detail: 'The answer took too long. Ask again; with the same Idempotency-Key nothing happens twice.',
    headers: { 'retry-after': '1' },
  })
}
