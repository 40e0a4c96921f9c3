/**
 * A problem is an expected "no" that crosses a service boundary: what, why, and how to mend it
 * (RFC 9457). Anything else that is thrown is a bug, and becomes a 500 without a word about its inside.
 */
export type InputError = {
  /** Where in the input, as a JSON pointer below `body`, `query` or `path`: `/items/0/quantity`. */
  readonly path: string
  readonly message: string
  readonly code: string
}

export type ProblemExtras = {
  /** A sentence for the person who reads it: what happened and what to do. */
  readonly detail?: string
  readonly errors?: readonly InputError[]
  readonly headers?: Readonly<Record<string, string>>
  // The members that the kit writes itself; `shipped` is an order's status, not the answer's.
  readonly type?: never
  readonly title?: never
  readonly status?: never
  readonly code?: never
  readonly requestId?: never
  /** Further members of the answer, such as the current price. */
  readonly [extension: string]: unknown
}

export class Problem extends Error {
  readonly code: string
  readonly extras: ProblemExtras

  constructor(code: string, extras: ProblemExtras = {}) {
    super(extras.detail ?? code)
    this.name = 'Problem'
    this.code = code
    this.extras = extras
  }
}

/** The refusal of a caller who has not said who they are. */
export function unauthenticated(detail = 'Send an access token: Authorization: Bearer <token>.'): Problem {
  return new Problem('unauthenticated', {
    detail,
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/** Whether a refusal is about now and not about the request: the same may be asked again later. */
export function isOutage(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'unavailable' || error.code === 'deadline_exceeded')
}

export type ProblemTable = Readonly<Record<string, { readonly status: number; readonly title: string }>>

/** The problems that any route may answer with; a contract adds its own and may not redefine these. */
export const COMMON_PROBLEMS = {
  malformed_request: { status: 400, title: 'This is not a well-formed HTTP request' },
  not_json: { status: 400, title: 'The body is not JSON' },
  invalid_query: { status: 400, title: 'The query does not match the contract' },
  invalid_path: { status: 400, title: 'The path does not match the contract' },
  invalid_header: { status: 400, title: 'A header does not match the contract' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'You may not do this' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This resource does not know that method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  request_in_progress: { status: 409, title: 'The first request with this Idempotency-Key is still running' },
  lost_update: { status: 412, title: 'Somebody else changed this in the meantime' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'Send application/json' },
  expectation_failed: { status: 417, title: 'Only “Expect: 100-continue” can be met' },
  validation_failed: { status: 422, title: 'The request does not match the contract' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used for another request' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available just now' },
  deadline_exceeded: { status: 503, title: 'The answer took too long' },
} as const satisfies ProblemTable

/** The wire form of a problem: `type`, `title`, `status`, `code`, and what the thrower added. */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly requestId?: string
  readonly [extension: string]: unknown
}

function definitionOf({ code }: Problem, table: ProblemTable): ProblemTable[string] | undefined {
  return table[code] ?? (COMMON_PROBLEMS as ProblemTable)[code]
}

/** The status of a problem, or undefined where no table knows it. */
export function statusOf(problem: Problem, table: ProblemTable): number | undefined {
  return definitionOf(problem, table)?.status
}

/** Looks the code up in the tables; a code that no table knows is a bug of ours and reads as one. */
export function problemBody(problem: Problem, table: ProblemTable, requestId?: string): ProblemBody {
  const known = definitionOf(problem, table)
  const { headers: _headers, ...extras } = problem.extras
  if (!known) return problemBody(new Problem('internal'), {}, requestId)
  return {
    type: `urn:rialto:problem:${problem.code.replaceAll('_', '-')}`,
    title: known.title,
    status: known.status,
    code: problem.code,
    ...extras,
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** Back from the wire: what a remote service refused reads exactly like a local refusal. */
export function problemOf(body: ProblemBody, headers?: Readonly<Record<string, string>>): Problem {
  const { type: _type, title: _title, status: _status, code, requestId: _requestId, ...extras } = body
  return new Problem(code, headers === undefined ? extras : { ...extras, headers })
}
