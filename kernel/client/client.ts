/** The typed client over any transport: bodies in, bodies out, a `Problem` thrown for a refusal. */
import type { Call, Client, Contract, Endpoints } from '../contract/contract.ts'
import { problemOf, type ProblemBody } from '../contract/problem.ts'

/** A client whose calls are made in the name of a service, keeping the caller's request id and deadline. */
export function clientOf<C extends Contract>(
  contract: C,
  endpoints: Endpoints,
  asService: string,
): Client<C> {
  const caller = { kind: 'service', name: asService } as const
  const calls = Object.keys(contract.routes).map((name) => {
    const endpoint = endpoints[name]
    if (!endpoint) throw new Error(`${contract.name} does not serve ${name}`)
    return [
      name,
      async (input: object, call: Call) => {
        const {
          idempotencyKey: _key,
          bodyHash: _hash,
          ifMatch: _match,
          ifNoneMatch: _none,
          prefer: _prefer,
          ...rest
        } = call
        const answer = await endpoint(input, { ...rest, caller })
        // A refusal that is kept as text, to be given again byte for byte, is a refusal all the same.
        if (answer.status !== undefined && answer.status >= 400) throw problemOf(answer.body as ProblemBody)
        return answer.body
      },
    ]
  })
  return Object.fromEntries(calls) as Client<C>
}
