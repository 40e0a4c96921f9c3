/**
 * Turns a service into endpoints: policy, strict input, deadline, coalescing, and one form of answer.
 * Everything that reaches a service passes here, in process and over a wire alike.
 */
import { coalesce, type Coalescer } from '../batch/coalescer.ts'
import { inputCheck, schemaCheck } from '../contract/check.ts'
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
import { COMMON_PROBLEMS, Problem } from '../contract/problem.ts'
import { spanned, type Metrics } from '../observe/observe.ts'
import type { Clock } from '../ports/ports.ts'

export type ServeNeeds = {
  readonly clock: Clock
  readonly metrics?: Metrics
  /** Whether a user's roles grant a permission: the permission table of the platform. */
  readonly permits: (roles: readonly string[], permission: string) => boolean
  /** Also checks what goes out against the contract: on in every test, off in production. */
  readonly checkOutput?: boolean
}

export type Served = { readonly endpoints: Endpoints; drain(): Promise<void> }

/** Throws at start when a route lacks a policy or names a problem that nobody declared. */
export function serve<C extends Contract>(contract: C, service: Service<C>, needs: ServeNeeds): Served {
  const coalescers: Coalescer<Asked<Route>, unknown>[] = []
  const endpoints = Object.entries(contract.routes).map(([name, route]): [string, Endpoint] => {
    checkDeclaration(contract, name, route)
    const handle = service[name as keyof typeof service] as unknown
    return [name, endpointOf(contract, name, route, handlerOf(contract, name, route, handle), needs)]
  })
  return {
    endpoints: Object.fromEntries(endpoints),
    drain: async () => {
      await Promise.all(coalescers.map((coalescer) => coalescer.drain()))
    },
  }

  function handlerOf(of: Contract, name: string, route: Route, handle: unknown) {
    if (!route.batched) return handle as (input: RouteInput, call: Call) => Promise<unknown>
    const step = `${of.name}.${name}`
    const coalescer = coalesce<Asked<Route>, unknown>({
      name: step,
      run: handle as (asked: readonly Asked<Route>[]) => Promise<readonly unknown[]>,
      ...route.batched,
      observe: (size) => needs.metrics?.batchSize.observe({ step }, size),
    })
    coalescers.push(coalescer)
    return (input: RouteInput, call: Call) => coalescer({ input, call } as Asked<Route>)
  }
}

function endpointOf(
  contract: Contract,
  name: string,
  route: Route,
  handle: (input: RouteInput, call: Call) => Promise<unknown>,
  { clock, metrics, permits, checkOutput }: ServeNeeds,
): Endpoint {
  const check = inputCheck(route)
  const checkAnswer = checkOutput ? schemaCheck(route.output, 'internal') : undefined
  const span = `${contract.name}.${name}`
  const status = route.status ?? 200
  return async (input, call) => {
    const started = clock.now()
    let outcome = '2xx'
    try {
      authorize(route.policy, call, permits)
      check(input)
      if (started >= call.deadline) throw new Problem('deadline_exceeded', { headers: { 'retry-after': '1' } })
      const result = await spanned(span, () => handle(input, call))
      const answer = result instanceof Answer ? result : Answer.of(result, status)
      if (checkAnswer && (answer.status ?? status) < 300) checkAnswer(JSON.parse(answer.text))
      return answer
    } catch (error) {
      outcome = error instanceof Problem && error.code !== 'internal' ? 'refused' : 'failed'
      throw error
    } finally {
      metrics?.routeSeconds.observe({ service: contract.name, route: name, status: outcome }, (clock.now() - started) / 1000)
    }
  }
}

function authorize(policy: Policy, { caller }: Call, permits: ServeNeeds['permits']): void {
  if (policy === 'public' || caller.kind === 'service') return
  if (policy === 'service') throw new Problem('not_found')
  if (caller.kind === 'anonymous') {
    throw new Problem('unauthenticated', {
      detail: 'Send an access token: Authorization: Bearer <token>.',
      headers: { 'www-authenticate': 'Bearer' },
    })
  }
  if (policy === 'signed_in' || permits(caller.roles, policy.permission)) return
  throw new Problem('forbidden', { detail: `This needs the permission ${policy.permission}.` })
}

function checkDeclaration(contract: Contract, name: string, route: Route): void {
  const where = `${contract.name}.${name}`
  if (route.policy === undefined) throw new Error(`${where} has no policy: a route without one does not start`)
  for (const code of route.problems ?? []) {
    if (!(code in contract.problems) && !(code in COMMON_PROBLEMS)) throw new Error(`${where}: ${code} is not declared`)
  }
}
