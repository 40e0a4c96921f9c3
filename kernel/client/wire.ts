/**
 * In process, but through the wire format: input and answer are copied as JSON, deadlines are kept,
 * and requests or answers can be lost on purpose. What passes here does not rely on shared memory.
 */
import { Answer, type Call, type Endpoint, type Endpoints } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Clock, Timers } from '../ports/ports.ts'

export type Fault = 'none' | 'request_lost' | 'answer_lost'

export type WireNeeds = {
  readonly clock: Clock
  readonly timers: Timers
  /** Asked once a call; a lost answer means that the work was done and nobody heard of it. */
  readonly fault?: (service: string, route: string) => Fault
}

export function wireEndpoints(service: string, endpoints: Endpoints, needs: WireNeeds): Endpoints {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [name, wired(service, name, endpoint, needs)]),
  )
}

function wired(service: string, name: string, endpoint: Endpoint, { clock, timers, fault }: WireNeeds): Endpoint {
  return async (input, call) => {
    const happens = fault?.(service, name) ?? 'none'
    if (happens === 'request_lost') throw lost(service)
    const work = endpoint(copy(input), copy(call))
    const answer = await withinDeadline(work, call, clock, timers)
    if (happens === 'answer_lost') throw lost(service)
    return Answer.ofText(answer.text, answer.status, copy(answer.headers))
  }
}

async function withinDeadline(work: Promise<Answer>, call: Call, clock: Clock, timers: Timers): Promise<Answer> {
  const late = Promise.withResolvers<never>()
  const cancel = timers.after(Math.max(0, call.deadline - clock.now()), () =>
    late.reject(new Problem('deadline_exceeded', { headers: { 'retry-after': '1' } })),
  )
  try {
    return await Promise.race([work, late.promise])
  } finally {
    cancel()
  }
}

function lost(service: string): Problem {
  return new Problem('unavailable', { detail: `${service} did not answer.`, headers: { 'retry-after': '1' } })
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
