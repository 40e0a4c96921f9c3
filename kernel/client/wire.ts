/**
 * In process, but through the wire format: input and answer are copied as JSON, deadlines are kept,
 * and requests or answers can be lost on purpose. What passes here does not rely on shared memory.
 */
import { Answer, type Endpoint, type Endpoints } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import { withinDeadline } from '../ports/deadline.ts'
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

function wired(service: string, name: string, endpoint: Endpoint, needs: WireNeeds): Endpoint {
  return async (input, call) => {
    const happens = needs.fault?.(service, name) ?? 'none'
    if (happens === 'request_lost') throw lost(service)
    const work = endpoint(copy(input), copy(call)).catch((error: unknown) =>
      Promise.reject(copiedRefusal(error)),
    )
    const answer = await withinDeadline(work, call.deadline, needs)
    if (happens === 'answer_lost') throw lost(service)
    return Answer.ofText(answer.text, answer.status, copy(answer.headers))
  }
}

/** A refusal travels as JSON; of a bug nothing travels but that there was one. */
function copiedRefusal(error: unknown): Problem {
  const copied =
    error instanceof Problem ? new Problem(error.code, copy(error.extras)) : new Problem('internal')
  copied.cause = error
  return copied
}

function lost(service: string): Problem {
  return new Problem('unavailable', { detail: `${service} did not answer.`, headers: { 'retry-after': '1' } })
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
