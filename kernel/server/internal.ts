/** The door for other services: questions and events, for holders of the service credential only. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Contract, Endpoints } from '../contract/contract.ts'
import type { Question, WireAnswer } from '../client/http.ts'
import { Problem, problemBody } from '../contract/problem.ts'
import type { Event } from '../events/event.ts'
import type { Inbox } from '../events/inbox.ts'
import { parseBody } from '../json/parse.ts'
import type { App } from './app.ts'

const INTERNAL_BODY_BYTES_MAX = 16 * 1024 * 1024

export function mountInternal(
  app: App,
  contract: Contract,
  endpoints: Endpoints,
  credential: string,
  inbox?: Inbox,
): void {
  const guard = serviceGuard(credential)
  for (const [name, endpoint] of Object.entries(endpoints)) {
    app.post(`/internal/${contract.name}/${name}`, { bodyLimit: INTERNAL_BODY_BYTES_MAX }, async (request) => {
      guard(request)
      const { questions } = parseBody(request.body as Buffer) as { questions: Question[] }
      return { answers: await Promise.all(questions.map(answer)) }
    })
    const answer = async ({ input, call }: Question): Promise<WireAnswer> => {
      try {
        const { status, headers, text } = await endpoint(input, call)
        return { status: status ?? contract.routes[name]?.status ?? 200, headers, text }
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem('internal')
        if (problem !== error) app.log.error({ requestId: call.requestId, err: error }, 'unexpected error')
        const body = problemBody(problem, contract.problems)
        return { status: body.status, headers: { ...problem.extras.headers }, text: JSON.stringify(body) }
      }
    }
  }
  if (!inbox) return
  app.post(`/internal/${contract.name}/events`, { bodyLimit: INTERNAL_BODY_BYTES_MAX }, async (request) => {
    guard(request)
    const { events } = parseBody(request.body as Buffer) as { events: Event[] }
    await inbox.deliver(events)
    return {}
  })
}

/** Compares hashes, so that neither length nor content leaks through the time it takes. */
function serviceGuard(credential: string): (request: FastifyRequest) => void {
  const wanted = createHash('sha256').update(`Bearer ${credential}`).digest()
  return (request) => {
    const given = createHash('sha256').update(request.headers.authorization ?? '').digest()
    if (!timingSafeEqual(wanted, given)) throw new Problem('not_found')
    request.caller = { kind: 'service', name: 'internal' }
  }
}
