/** What travels between processes: questions with what is left of their time, and an answer to each. */
import { Answer, type Call, type RouteInput } from '../contract/contract.ts'
import {
  problemBody,
  problemOf,
  type Problem,
  type ProblemBody,
  type ProblemTable,
} from '../contract/problem.ts'

export type Question = { readonly input: RouteInput; readonly call: Call }

/** A time of day means nothing to a machine whose clock differs; what is left of the time does. */
export type WireQuestion = {
  readonly input: RouteInput
  readonly call: Omit<Call, 'deadline'> & { readonly remainingMs: number }
}

export type WireAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** A problem that was thrown; without it, the text is an answer, whatever its status. */
  readonly refused?: true
}

export function packQuestion({ input, call: { deadline, ...call } }: Question, now: number): WireQuestion {
  return { input, call: { ...call, remainingMs: deadline - now } }
}

export function unpackQuestion(
  { input, call: { remainingMs, ...call } }: WireQuestion,
  now: number,
): Question {
  return { input, call: { ...call, deadline: now + remainingMs } }
}

export function packAnswer({ status, headers, text }: Answer, success: number): WireAnswer {
  return { status: status ?? success, headers, text }
}

export function packProblem(problem: Problem, table: ProblemTable): WireAnswer {
  const body = problemBody(problem, table)
  return {
    status: body.status,
    headers: problem.extras.headers ?? {},
    text: JSON.stringify(body),
    refused: true,
  }
}

export function unpackAnswer({ status, headers, text, refused }: WireAnswer): Answer | Problem {
  return refused ? problemOf(JSON.parse(text) as ProblemBody, headers) : Answer.ofText(text, status, headers)
}
