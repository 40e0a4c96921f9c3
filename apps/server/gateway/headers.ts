/** What every answer says to browsers: never guess, never frame, never tell where one comes from. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const YEAR_SECONDS = 365 * 24 * 60 * 60
const PREFLIGHT_SECONDS = 600

export type HeaderOptions = {
  /** Browsers reach us over TLS, so they may be told never to try without. */
  readonly isBehindTls: boolean
  readonly corsOrigins: ReadonlySet<string>
}

export function constantHeaders({ isBehindTls, corsOrigins }: HeaderOptions): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // An API has nothing to show: should a browser render an answer, it may load and run nothing. A page sets its own.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...(isBehindTls ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
    // Also where neither is looked at: what stands between must never mix up two answers.
    vary: corsOrigins.size > 0 ? 'Accept-Encoding, Origin' : 'Accept-Encoding',
  }
}

const CORS = {
  'access-control-expose-headers':
    'ETag, Idempotent-Replayed, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id',
}
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, Traceparent, X-Request-Id',
  'access-control-max-age': String(PREFLIGHT_SECONDS),
}

/**
 * Lets the pages of the listed origins read answers. True when the request was the browser's question beforehand,
 * which is answered with this. Nothing is allowed with cookies: tokens travel in a header that no other page can set.
 */
export function allowOrigin(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  origins: ReadonlySet<string>,
): boolean {
  const { origin } = headers
  if (origin === undefined || !origins.has(origin)) return false
  reply.header('access-control-allow-origin', origin).headers(CORS)
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false
  void reply.code(204).headers(PREFLIGHT).send()
  return true
}
