/** How a call ends that does not end well. */
import type { ProblemCode } from './api.ts'

export type InputFault = { readonly path: string; readonly message: string; readonly code: string }

/** RFC 9457, with what belongs to the code. */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly errors?: readonly InputFault[]
  readonly requestId?: string
  readonly [extension: string]: unknown
}

/** The shop said no, and why: branch on `code`, show `message`. */
export class RialtoProblem extends Error {
  readonly code: string
  readonly status: number
  /** Where the input is wrong. */
  readonly errors: readonly InputFault[]
  /** Finds the log lines of the shop. */
  readonly requestId: string | undefined
  /** Everything that was said, such as `price` beside `price_changed`. */
  readonly body: ProblemBody

  constructor(body: ProblemBody, status: number) {
    super(body.detail ?? body.title)
    this.name = 'RialtoProblem'
    this.code = body.code
    this.status = status
    this.errors = body.errors ?? []
    this.requestId = body.requestId
    this.body = body
  }
}

/** Nobody answered, however often asked. The cause is that of the last try. */
export class Unreachable extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options)
    this.name = 'Unreachable'
  }
}

/** Whether an error is a refusal, and of one of these codes where some are named. */
export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is RialtoProblem {
  return error instanceof RialtoProblem && (codes.length === 0 || codes.includes(error.code as ProblemCode))
}
