/** The way to another process: JSON over kept-alive connections, with a deadline on everything. */
import { Pool } from 'undici'
import { Problem } from '../contract/problem.ts'
import { deadlineExceeded } from '../ports/deadline.ts'
import type { Clock, Timers } from '../ports/ports.ts'
import { openBreaker } from './breaker.ts'

const CONNECTIONS_MAX = 16
const CONNECT_TIMEOUT_MS = 2_000
const LOOK_TIMEOUT_MS = 2_000
const ANSWER_BYTES_MAX = 16 * 1024 * 1024

export type TransportNeeds = {
  readonly origin: string
  /** What proves to the other process that a service is asking. */
  readonly credential: string
  readonly clock: Clock
  readonly timers: Timers
}

export type Transport = {
  /** Throws `unavailable` where no answer came, `deadline_exceeded` where none came in time. */
  post(path: string, body: unknown, deadline: number): Promise<unknown>
  /** Rejects while the process cannot do its work. */
  ready(): Promise<void>
  close(): Promise<void>
}

export function openTransport({ origin, credential, clock, timers }: TransportNeeds): Transport {
  const pool = new Pool(origin, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: ANSWER_BYTES_MAX,
    // Every request brings a deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` }
  const breaker = openBreaker(() => look('/health/live'), timers)

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    timeoutMs: number,
    body?: string,
  ): Promise<unknown> {
    const patience = new AbortController()
    const cancel = timers.after(timeoutMs, () => patience.abort(deadlineExceeded()))
    try {
      const response = await pool.request({
        path,
        method,
        headers,
        body: body ?? null,
        signal: patience.signal,
      })
      const text = await response.body.text()
      // The door itself refuses only what we did wrong or what it cannot do now: never the caller's fault.
      if (response.statusCode >= 400)
        throw new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 200)}`)
      return JSON.parse(text)
    } finally {
      cancel()
    }
  }

  async function look(path: string): Promise<void> {
    await ask('GET', path, LOOK_TIMEOUT_MS)
  }

  return {
    post: async (path, body, deadline) => {
      const remainingMs = deadline - clock.now()
      if (remainingMs <= 0) throw deadlineExceeded()
      if (breaker.isOpen()) throw unavailable(new Error(`${origin} has not answered for a while`))
      try {
        const answer = await ask('POST', path, remainingMs, JSON.stringify(body))
        breaker.succeeded()
        return answer
      } catch (error) {
        breaker.failed()
        throw error instanceof Problem ? error : unavailable(error)
      }
    },
    ready: () => look('/health/ready'),
    close: async () => {
      breaker.close()
      await pool.close()
    },
  }
}

function unavailable(cause: unknown): Problem {
  const problem = new Problem('unavailable', {
    detail: 'A part of the shop does not answer just now. Ask again in a moment.',
    headers: { 'retry-after': '1' },
  })
  problem.cause = cause
  return problem
}
