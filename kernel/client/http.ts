/**
 * Endpoints of a service in another process. One form for all of them: `POST /internal/<service>/<route>`
 * with many questions and an answer to each, so that a batched route costs one request a batch.
 */
import { Pool } from 'undici'
import { coalesce, type Coalescer } from '../batch/coalescer.ts'
import { Answer, type Call, type Contract, type Endpoints, type RouteInput } from '../contract/contract.ts'
import { Problem, problemOf, type ProblemBody } from '../contract/problem.ts'
import type { Clock } from '../ports/ports.ts'

export type Question = { readonly input: RouteInput; readonly call: Call }
export type WireAnswer = {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly text: string
}

export type HttpNeeds = {
  readonly origin: string
  /** What proves to the other process that a service is asking. */
  readonly credential: string
  readonly clock: Clock
}

const CONNECTIONS_MAX = 16
const ANSWER_BYTES_MAX = 16 * 1024 * 1024
const ALONE = { itemsMax: 1, lanes: CONNECTIONS_MAX } as const

export type RemoteService = {
  readonly endpoints: Endpoints
  /** Hands events to the service’s inbox. */
  deliver(events: readonly unknown[]): Promise<void>
  /** Rejects while the service, or the process that it lives in, cannot do its work. */
  ready(): Promise<void>
  close(): Promise<void>
}

export function remoteService(contract: Contract, needs: HttpNeeds): RemoteService {
  const pool = new Pool(needs.origin, { connections: CONNECTIONS_MAX, maxResponseSize: ANSWER_BYTES_MAX })
  const post = (path: string, body: unknown, timeoutMs: number) => send(pool, needs, path, body, timeoutMs)
  const lines: Coalescer<Question, Answer>[] = []

  const endpoints = Object.entries(contract.routes).map(([name, route]) => {
    const line = coalesce<Question, Answer>({
      name: `${contract.name}.${name} (remote)`,
      ...(route.batched ?? ALONE),
      run: (questions) => ask(`/internal/${contract.name}/${name}`, questions),
    })
    lines.push(line)
    return [name, (input: RouteInput, call: Call) => line({ input, call })]
  })

  async function ask(path: string, questions: readonly Question[]): Promise<(Answer | Error)[]> {
    const deadline = Math.max(...questions.map(({ call }) => call.deadline))
    try {
      const answers = (await post(path, { questions }, deadline - needs.clock.now())) as {
        answers: WireAnswer[]
      }
      return answers.answers.map(read)
    } catch (error) {
      // The batch has reached the wire: asking again by halves would only double the load.
      return questions.map(() => error as Error)
    }
  }

  return {
    endpoints: Object.fromEntries(endpoints) as Endpoints,
    deliver: async (events) => {
      await post(`/internal/${contract.name}/events`, { events }, DELIVERY_TIMEOUT_MS)
    },
    ready: async () => {
      const { statusCode, body } = await pool.request({
        path: '/health/ready',
        method: 'GET',
        headersTimeout: READY_TIMEOUT_MS,
      })
      await body.dump()
      if (statusCode !== 200) throw new Error(`${contract.name} is not ready`)
    },
    close: async () => {
      await Promise.all(lines.map((line) => line.drain()))
      await pool.close()
    },
  }
}

const DELIVERY_TIMEOUT_MS = 30_000
const READY_TIMEOUT_MS = 2_000

function read({ status, headers, text }: WireAnswer): Answer | Problem {
  if (status < 400 || headers?.['idempotent-replayed']) return Answer.ofText(text, status, headers)
  return problemOf(JSON.parse(text) as ProblemBody, headers)
}

async function send(
  pool: Pool,
  needs: HttpNeeds,
  path: string,
  body: unknown,
  timeoutMs: number,
): Promise<unknown> {
  if (timeoutMs <= 0) throw new Problem('deadline_exceeded', { headers: { 'retry-after': '1' } })
  try {
    const response = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${needs.credential}` },
      body: JSON.stringify(body),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    const answer = await response.body.json()
    if (response.statusCode >= 400) throw problemOf(answer as ProblemBody)
    return answer
  } catch (error) {
    if (error instanceof Problem) throw error
    const problem = new Problem('unavailable', {
      detail: 'A service did not answer.',
      headers: { 'retry-after': '1' },
    })
    problem.cause = error
    throw problem
  }
}
