/**
 * Endpoints of a service in another process. One form for all of them: `POST /internal/<service>/<route>`
 * with many questions and an answer to each, so that a batched route costs one request a batch.
 */
import { coalesce, type Coalescer } from '../batch/coalescer.ts'
import type { Answer, Call, Contract, Endpoint, Endpoints, Route, RouteInput } from '../contract/contract.ts'
import { deadlineExceeded, withinDeadline } from '../ports/deadline.ts'
import { packQuestion, unpackAnswer, type Question, type WireAnswer } from './question.ts'
import { openTransport, type TransportNeeds } from './transport.ts'

/** A slow answer would hold up those that travel with it: only what the service batches itself travels together. */
const ALONE = { itemsMax: 1, lanes: 64 } as const
const DELIVERY_TIMEOUT_MS = 30_000

export type HttpNeeds = TransportNeeds

export type RemoteService = {
  readonly endpoints: Endpoints
  /** Hands events to the service’s inbox. */
  deliver(events: readonly unknown[]): Promise<void>
  /** Rejects while the service, or the process that it lives in, cannot do its work. */
  ready(): Promise<void>
  close(): Promise<void>
}

export function remoteService(contract: Contract, needs: HttpNeeds): RemoteService {
  const { clock } = needs
  const transport = openTransport(needs)
  const lines: Coalescer<Question, Answer>[] = []

  function endpointOf(name: string, { batched }: Route): Endpoint {
    const line = coalesce<Question, Answer>({
      name: `${contract.name}.${name} (remote)`,
      ...(batched ?? ALONE),
      refuse: ({ call }) => (clock.now() >= call.deadline ? deadlineExceeded() : undefined),
      run: async (questions) => {
        const deadline = Math.max(...questions.map(({ call }) => call.deadline))
        const asked = questions.map((question) => packQuestion(question, clock.now()))
        const reply = await transport.post(
          `/internal/${contract.name}/${name}`,
          { questions: asked },
          deadline,
        )
        return (reply as { answers: readonly WireAnswer[] }).answers.map(unpackAnswer)
      },
    })
    lines.push(line)
    return (input: RouteInput, call: Call) => withinDeadline(line({ input, call }), call.deadline, needs)
  }

  return {
    endpoints: Object.fromEntries(
      Object.entries(contract.routes).map(([name, route]) => [name, endpointOf(name, route)]),
    ),
    deliver: async (events) => {
      await transport.post(`/internal/${contract.name}/events`, { events }, clock.now() + DELIVERY_TIMEOUT_MS)
    },
    ready: () => transport.ready(),
    close: async () => {
      await Promise.all(lines.map((line) => line.drain()))
      await transport.close()
    },
  }
}
