/** Which problems a route may answer with, by status: its own, and those that the kit answers for it. */
import { mayBeAnybody, type Contract, type Route } from '../contract/contract.ts'
import { COMMON_PROBLEMS, type ProblemTable } from '../contract/problem.ts'
import type { Json } from './schema.ts'

type Known = { readonly code: string; readonly status: number; readonly title: string }

const COMMON = COMMON_PROBLEMS as ProblemTable

/** The names under which documents keep what any route may answer with. */
const COMPONENT_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  409: 'RequestInProgress',
  412: 'LostUpdate',
  413: 'TooLarge',
  415: 'UnsupportedMediaType',
  417: 'ExpectationFailed',
  422: 'ValidationFailed',
  429: 'TooManyRequests',
  431: 'HeadersTooLarge',
  500: 'Internal',
  503: 'Unavailable',
}

export const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'A refusal (RFC 9457). `code` is stable and made for programs, `detail` is for people: what happened and how to mend it. Further members belong to the code, such as the current price.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: '`urn:rialto:problem:` and the code with dashes' },
    title: { type: 'string', description: 'The same for every problem of this code' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', description: 'What to branch on' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      maxItems: 21,
      description: 'Where the input is wrong',
      items: {
        type: 'object',
        required: ['path', 'message', 'code'],
        properties: {
          path: { type: 'string', description: 'A JSON pointer: /items/0/quantity' },
          message: { type: 'string' },
          code: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string', description: 'Finds the log lines; the same as X-Request-Id' },
  },
} as const

/** The codes that a route may answer with: its own, then what the kit refuses for it. */
export function codesOf(route: Route): readonly string[] {
  const sends = route.method !== 'GET'
  const codes = [
    ...(route.problems ?? []),
    'malformed_request',
    'invalid_query',
    'invalid_path',
    'unauthenticated',
    'too_many_requests',
    'internal',
    'unavailable',
    'deadline_exceeded',
    ...(route.headers || route.idempotent ? ['invalid_header'] : []),
    ...(sends ? ['not_json', 'too_large', 'unsupported_media_type'] : []),
    // A rule that no schema can tell, such as which countries there are, is told in the same words.
    ...(sends || route.query ? ['validation_failed'] : []),
    // Beyond being signed in, a route may ask for a permission by what it is asked for.
    ...(mayBeAnybody(route.policy) ? [] : ['forbidden']),
    ...(route.params ? ['not_found'] : []),
    ...(route.idempotent ? ['request_in_progress', 'idempotency_key_reused'] : []),
  ]
  return [...new Set(codes)]
}

/** A route's refusals as OpenAPI responses, by status. */
export function refusalsOf({ problems }: Contract, route: Route): Json {
  const known = codesOf(route).map((code) => knownAs(code, { ...COMMON, ...problems }))
  const byStatus = [...Map.groupBy(known, ({ status }) => status)].toSorted(([a], [b]) => a - b)
  return Object.fromEntries(
    byStatus.map(([status, codes]) => [
      String(status),
      codes.every(({ code }) => code in COMMON)
        ? { $ref: `#/components/responses/${COMPONENT_NAMES[status]}` }
        : refusal(status, codes),
    ]),
  )
}

/** The answers that any route may give, for `components.responses`. */
export function commonRefusals(): Json {
  const known = Object.keys(COMMON).map((code) => knownAs(code, COMMON))
  return Object.fromEntries(
    [...Map.groupBy(known, ({ status }) => status)].map(([status, codes]) => [
      COMPONENT_NAMES[status] ?? String(status),
      refusal(status, codes),
    ]),
  )
}

function knownAs(code: string, table: ProblemTable): Known {
  const found = table[code]
  if (!found) throw new Error(`${code} is declared nowhere`)
  return { code, ...found }
}

function refusal(status: number, codes: readonly Known[]): Json {
  const waits = status === 429 || status === 503
  return {
    description: codes.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n'),
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(waits ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : {}),
      ...(status === 401 ? { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } } : {}),
      ...(status === 405 ? { Allow: { $ref: '#/components/headers/Allow' } } : {}),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object',
              properties: { status: { const: status }, code: { enum: codes.map(({ code }) => code) } },
            },
          ],
        },
        examples: Object.fromEntries(shown(codes).map((known) => [known.code, { value: exampleOf(known) }])),
      },
    },
  }
}

/** Beside a route's own refusals the common ones need no picture: they stand among the components. */
function shown(codes: readonly Known[]): readonly Known[] {
  const own = codes.filter(({ code }) => !(code in COMMON))
  return own.length > 0 ? own : codes
}

function exampleOf({ code, status, title }: Known): Json {
  const type = `urn:rialto:problem:${code.replaceAll('_', '-')}`
  const errors = [{ path: '/quantity', message: 'must be >= 1', code: 'minimum' }]
  return {
    type,
    title,
    status,
    code,
    ...(code === 'validation_failed' ? { errors } : {}),
    requestId: 'req_01kxw8v5n2f0v9w3m7q4j6t8za',
  }
}
