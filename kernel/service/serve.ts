/**
 * Turns a service into endpoints: policy, strict input, deadline, coalescing, and one form of answer.
 * Everything that reaches a service passes here, in process and over a wire alike.
 */
import { coalesce, type Coalescer } from '../batch/coalescer.ts'
import { inputCheck, outputCheck } from '../contract/check.ts'
import {
  Answer,
  type Asked,
  type Call,
  type Contract,
  type Endpoint,
  type Endpoints,
  type Policy,
  type Route,
  type RouteInput,
  type Service,
} from '../contract/contract.ts'
import { COMMON_PROBLEMS, Problem, statusOf, unauthenticated } from '../contract/problem.ts'
import { spanned, type Metrics } from '../observe/observe.ts'
import { deadlineExceeded, withinDeadline } from '../ports/deadline.ts'
import type { Clock, Timers } from '../ports/ports.ts'

export type ServeNeeds = {
  readonly clock: Clock
  readonly timers: Timers
  readonly metrics?: Metrics
  /** Whether a user's roles grant a permission: the permission table of the platform. */
  readonly permits: (roles: readonly string[], permission: string) => boolean
  /** Also holds what goes out against the contract, answers and refusals: on in every test, off in production. */
  readonly checkOutput?: boolean
}

export type Served = {
  readonly endpoints: Endpoints
  /** Resolves when no call is waiting or running. */
  drain(): Promise<void>
}

type Handler = (input: RouteInput, call: Call) => Promise<unknown>

/** Throws at start when a route lacks a policy or a handler, or names a problem that nobody declared. */
export function serve<C extends Contract>(contract: C, service: Service<C>, needs: ServeNeeds): Served {
  const lines: Coalescer<Asked<Route>, unknown>[] = []
  const running = new Set<Promise<unknown>>()

  function handlerOf(name: string, route: Route): Handler {
    const handle: unknown = service[name as keyof typeof service]
    if (typeof handle !== 'function') throw new Error(`nobody serves ${contract.name}.${name}`)
    if (!route.batched) return handle as Handler
    const step = `${contract.name}.${name}`
    const line = coalesce<Asked<Route>, unknown>({
      name: step,
      run: handle as (asked: readonly Asked<Route>[]) => Promise<readonly unknown[]>,
      ...route.batched,
      refuse: ({ call }) => (needs.clock.now() >= call.deadline ? deadlineExceeded() : undefined),
      observe: (size) => needs.metrics?.batchSize.observe({ step }, size),
    })
    lines.push(line)
    return (input, call) => line({ input, call })
  }

  /** Work may outlive the caller that stopped waiting; a drain waits for the work. */
  function remembered(handle: Handler): Handler {
    return (input, call) => {
      const work = handle(input, call)
      running.add(work)
      const forget = () => running.delete(work)
      work.then(forget, forget)
      return work
    }
  }

  const endpoints = Object.entries(contract.routes).map(([name, route]): [string, Endpoint] => {
    checkDeclaration(contract, route, `${contract.name}.${name}`)
    return [name, endpointOf(contract, name, route, remembered(handlerOf(name, route)), needs)]
  })
  return {
    endpoints: Object.fromEntries(endpoints),
    drain: async () => {
      await Promise.all([...lines.map((line) => line.drain()), Promise.allSettled(running)])
    },
  }
}

function endpointOf(
  contract: Contract,
  name: string,
  route: Route,
  handle: Handler,
  needs: ServeNeeds,
): Endpoint {
  const { clock, metrics, permits } = needs
  const where = `${contract.name}.${name}`
  const check = inputCheck(route)
  const checkAnswer = needs.checkOutput ? outputCheck(route, where) : undefined
  const success = route.status ?? 200
  const observe = (status: number, ms: number) =>
    metrics?.routeSeconds.observe(
      { service: contract.name, route: name, status: `${Math.floor(status / 100)}xx` },
      ms / 1000,
    )

  return async (input, call) => {
    const started = clock.now()
    let status = 500
    try {
      authorize(route.policy, input, call, permits)
      check(input)
      if (started >= call.deadline) throw deadlineExceeded()
      const result = await withinDeadline(
        spanned(where, () => handle(input, call)),
        call.deadline,
        needs,
      )
      const answer = result instanceof Answer ? result : Answer.of(result, success)
      status = answer.status ?? success
      checkAnswer?.(answer, status)
      return answer
    } catch (error) {
      const refusal = declared(error, contract, route, where, needs.checkOutput)
      if (refusal instanceof Problem) status = statusOf(refusal, contract.problems) ?? 500
      throw refusal
    } finally {
      observe(status, clock.now() - started)
    }
  }
}

function authorize(policy: Policy, input: object, { caller }: Call, permits: ServeNeeds['permits']): void {
  if (policy === 'public' || caller.kind === 'service') return
  if (policy === 'service') throw new Problem('not_found')
  if (policy === 'signed_in_or_token') {
    const { query } = input as { readonly query?: { readonly token?: unknown } }
    if (caller.kind === 'user' || query?.token !== undefined) return
    throw unauthenticated('Sign in, or send the token of the link that you were given: ?token=<token>.')
  }
  if (caller.kind === 'anonymous') throw unauthenticated()
  if (policy === 'signed_in' || permits(caller.roles, policy.permission)) return
  throw new Problem('forbidden', { detail: `This needs the permission ${policy.permission}.` })
}

function checkDeclaration({ problems }: Contract, route: Route, where: string): void {
  if (route.policy === undefined)
    throw new Error(`${where} has no policy: a route without one does not start`)
  for (const code of route.problems ?? []) {
    if (statusOf(new Problem(code), problems) === undefined)
      throw new Error(`${where}: ${code} is not declared`)
  }
}

/**
 * A refusal that the contract knows passes. Another service's that slipped through has no meaning here:
 * it is a bug, with the refusal as its cause. A test also wants it declared at the route.
 */
function declared(
  error: unknown,
  { problems }: Contract,
  route: Route,
  where: string,
  strict = false,
): unknown {
  if (!(error instanceof Problem)) return error
  const { code } = error
  const known = strict
    ? code in COMMON_PROBLEMS || (route.problems ?? []).includes(code)
    : statusOf(error, problems) !== undefined
  return known
    ? error
    : new Error(`${where} refused with ${code}, which it does not declare`, { cause: error })
}
