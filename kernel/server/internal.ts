/** The door for other services: questions and events, for holders of the service credential only. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  packAnswer,
  packProblem,
  unpackQuestion,
  type Question,
  type WireAnswer,
  type WireQuestion,
} from '../client/question.ts'
import type { Contract, Endpoint, Endpoints } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Event } from '../events/event.ts'
import type { Inbox } from '../events/inbox.ts'
import { sameAs } from '../net/credential.ts'
import { logFailure, type App } from './app.ts'

const INTERNAL_BODY_BYTES_MAX = 16 * 1024 * 1024

export function mountInternal(
  app: App,
  contract: Contract,
  endpoints: Endpoints,
  credential: string,
  inbox?: Inbox,
): void {
  const options = { bodyLimit: INTERNAL_BODY_BYTES_MAX, onRequest: guardOf(credential) }
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const success = contract.routes[name]?.status ?? 200
    app.post(`/internal/${contract.name}/${name}`, options, async (request) => {
      const questions = listIn(request, 'questions') as readonly WireQuestion[]
      const asked = questions.map((question) => unpackQuestion(question, request.started))
      return {
        answers: await Promise.all(
          asked.map((question) => answerTo(question, endpoint, success, contract, app)),
        ),
      }
    })
  }
  if (!inbox) return
  app.post(`/internal/${contract.name}/events`, options, async (request) => {
    await inbox.deliver(listIn(request, 'events') as readonly Event[])
    return {}
  })
}

async function answerTo(
  { input, call }: Question,
  endpoint: Endpoint,
  success: number,
  { problems }: Contract,
  app: App,
): Promise<WireAnswer> {
  try {
    return packAnswer(await endpoint(input, call), success)
  } catch (error) {
    logFailure(app.log, call.requestId, error)
    return packProblem(error instanceof Problem ? error : new Problem('internal'), problems)
  }
}

/** Plain JSON: whoever has the credential has checked what came from outside, and each endpoint checks its input. */
function listIn(request: FastifyRequest, name: string): readonly unknown[] {
  const body = JSON.parse(String(request.body)) as Readonly<Record<string, unknown>>
  const list = body[name]
  if (!Array.isArray(list)) throw new Problem('validation_failed', { detail: `Send a list of ${name}.` })
  return list as readonly unknown[]
}

/** Before a body is read, and like a path that does not exist. */
function guardOf(credential: string) {
  const isHolder = sameAs(`Bearer ${credential}`)
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    if (isHolder(request.headers.authorization)) {
      request.caller = { kind: 'service', name: 'internal' }
      done()
    } else {
      reply.callNotFound()
    }
  }
}
