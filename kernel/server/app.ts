/**
 * The web server with its limits set on purpose, one log line a request, and a problem for everything
 * that goes wrong before or beside a route.
 */
import { LogController, fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { STATUS_CODES, type IncomingMessage, type Server, type ServerOptions } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Caller } from '../contract/contract.ts'
import { type COMMON_PROBLEMS, Problem, problemBody, type ProblemTable } from '../contract/problem.ts'
import type { Clock, Ids } from '../ports/ports.ts'

export const BODY_BYTES_MAX = 1024 * 1024
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
const KEEP_ALIVE_MS = 72_000
const CONNECTIONS_MAX = 10_000
/** How often Node looks for clients that are too slow; its own half minute would let them stay four times as long. */
const SLOW_CLIENTS_CHECK_MS = 5_000
/** Also for another server that stands before the same app. */
export const HTTP_OPTIONS = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  connectionsCheckingInterval: SLOW_CLIENTS_CHECK_MS,
  maxHeaderSize: 16 * 1024,
} satisfies ServerOptions
/** The longest name that a contract takes in a path, each letter of it two units long. */
const PATH_SEGMENT_MAX = 600
const SEND_JSON = "Send the body as JSON and say so; with curl: -H 'Content-Type: application/json'."
const SAY_ONCE = 'Send one Host header, and one Authorization header at most.'
const HOST_LENGTH = 'host'.length
const AUTHORIZATION_LENGTH = 'authorization'.length
const REQUEST_ID = /^[\w.:-]{1,64}$/

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
    started: number
  }
}

export type AppNeeds = {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  /** Folds a path (and a method) that a client may also spell otherwise; never a redirect. */
  readonly rewrite?: (
    method: string,
    url: string,
  ) => string | { readonly method: string; readonly url: string }
  /** Sent with every answer, also with those to requests that never reach a route. */
  readonly headers?: Readonly<Record<string, string>>
}

export type App = FastifyInstance

export function openApp({ clock, ids, log, rewrite, headers = {} }: AppNeeds): App {
  const app = fastify<Server>({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs 5 µs, and nobody asks for it.
    childLoggerFactory: (logger) => logger,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: HTTP_OPTIONS,
    requestIdHeader: false,
    genReqId: (raw) => {
      const given = raw.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : ids.next('req')
    },
    routerOptions: {
      ignoreTrailingSlash: true,
      caseSensitive: true,
      maxParamLength: PATH_SEGMENT_MAX,
      // The routes read their own query, as their contract declares it.
      querystringParser: () => ({}),
    },
    ...(rewrite ? { rewriteUrl: (raw) => rewritten(raw, rewrite) } : {}),
    // A request that comes while we close is answered, and its connection closed: so a restart fails nobody.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      void sendProblem(
        reply.headers(headers).header('x-request-id', request.id),
        request,
        asProblem(error),
        {},
      )
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
      // Not only ended: a client that never closes its side would keep the socket for ever.
      else socket.end(rawProblem(error, headers), () => socket.destroy())
    },
  })
  app.server.maxConnections = CONNECTIONS_MAX
  endSilentConnections(app)
  app.server.on('checkExpectation', (_request, response) => {
    const { status, text, lines } = rawParts(new Problem('expectation_failed'), headers)
    response.writeHead(status, lines).end(text)
  })
  app.decorateRequest('caller', undefined)
  app.decorateRequest('started', 0)

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) =>
    done(packed(request), body),
  )
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(new Problem('unsupported_media_type', { detail: SEND_JSON }), undefined)
  })

  app.addHook('onRequest', (request, reply, done) => {
    request.started = clock.now()
    reply.headers(headers).header('x-request-id', request.id)
    if (isAmbiguous(request.raw)) done(new Problem('malformed_request', { detail: SAY_ONCE }))
    else done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    logLine(log, request, reply, clock.now() - request.started)
    done()
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      request,
      new Problem('not_found', { detail: 'No such path. The paths are listed at /docs.' }),
      {},
    ),
  )
  app.setErrorHandler((error, request, reply) => sendError(reply, request, error, {}))
  return app
}

/**
 * A browser connects before it has anything to ask. Such a connection is not idle to Node, which looks for slow
 * clients no more once it closes: it would wait for it for ever.
 */
function endSilentConnections(app: App): void {
  const connections = new Set<Socket>()
  app.server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  app.addHook('preClose', (done) => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
    done()
  })
}

/** Answers any error, and says in the log what the client is not told. */
export function sendError(
  reply: FastifyReply,
  request: FastifyRequest,
  error: unknown,
  table: ProblemTable,
): FastifyReply {
  return reply.send(errorText(reply, request, error, table))
}

/** The same for a handler that gives back what is to be sent. */
export function errorText(
  reply: FastifyReply,
  request: FastifyRequest,
  error: unknown,
  table: ProblemTable,
): string {
  logFailure(request.log, request.id, error)
  return problemText(reply, request, asProblem(error, request.routeOptions.bodyLimit), table)
}

/** A bug, or the cause of an outage, beside the request id that finds it. Refusals are no failures. */
export function logFailure(log: Pick<Logger, 'error' | 'warn'>, requestId: string, error: unknown): void {
  const problem = asProblem(error)
  if (problem.code === 'internal') log.error({ requestId, err: error }, 'unexpected error')
  else if (problem.cause !== undefined) log.warn({ requestId, err: problem.cause }, problem.code)
}

/** Answers with a problem, keeping the request id that finds the log line. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: Problem,
  table: ProblemTable,
): FastifyReply {
  return reply.send(problemText(reply, request, problem, table))
}

function problemText(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: Problem,
  table: ProblemTable,
): string {
  const body = problemBody(problem, table, request.id)
  if (problem.extras.headers) reply.headers(problem.extras.headers)
  reply.code(body.status).header('cache-control', 'no-store').type(PROBLEM_TYPE)
  return JSON.stringify(body)
}

/** What the framework refuses before a route is asked, in our words. */
const REFUSED_BEFORE: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', SEND_JSON],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['not_json', SEND_JSON],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['not_json', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['invalid_path', 'The path holds a % that stands for no character; encode it as UTF-8.'],
  FST_ERR_MAX_PARAM_LENGTH: ['invalid_path', `A part of a path has ${PATH_SEGMENT_MAX} characters at most.`],
}

function asProblem(error: unknown, bodyLimit = BODY_BYTES_MAX): Problem {
  if (error instanceof Problem) return error
  const { code = '' } = (error ?? {}) as { code?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem('too_large', {
      detail: `A request has ${bodyLimit} bytes at most; send less at once.`,
    })
  const [refusal = 'internal', detail] = REFUSED_BEFORE[code] ?? []
  return new Problem(refusal, detail === undefined ? {} : { detail })
}

function logLine(log: Logger, request: FastifyRequest, reply: FastifyReply, ms: number): void {
  const { statusCode } = reply
  const line = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: statusCode,
    ms,
    caller: request.caller?.kind === 'user' ? request.caller.id : (request.caller?.kind ?? 'anonymous'),
  }
  if (statusCode >= 500) log.error(line)
  else log.info(line)
}

/** A small packed body may be a huge one: nothing is unpacked here. */
function packed({ headers }: FastifyRequest): Problem | null {
  const { 'content-encoding': encoding = 'identity' } = headers
  return encoding === 'identity'
    ? null
    : new Problem('unsupported_media_type', { detail: 'Send the body as it is, without a Content-Encoding.' })
}

/** Node keeps the first of two; a proxy before us may have gone by the last (RFC 9112 §3.2). */
function isAmbiguous({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  let authorizations = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === HOST_LENGTH && name.toLowerCase() === 'host') hosts += 1
    else if (name.length === AUTHORIZATION_LENGTH && name.toLowerCase() === 'authorization')
      authorizations += 1
  }
  return hosts > 1 || authorizations > 1
}

function rewritten(raw: IncomingMessage, rewrite: NonNullable<AppNeeds['rewrite']>): string {
  const meant = rewrite(raw.method ?? 'GET', raw.url ?? '/')
  if (typeof meant === 'string') return meant
  raw.method = meant.method
  return meant.url
}

const RAW_PROBLEMS: Readonly<Record<string, keyof typeof COMMON_PROBLEMS>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** Written straight to the socket: the request never became one. */
function rawProblem(cause: Error & { code?: string }, headers: Readonly<Record<string, string>>): string {
  const code = RAW_PROBLEMS[cause.code ?? ''] ?? 'malformed_request'
  const detail = `The request could not be read: ${cause.message.slice(0, 100)}.`
  const { status, text, lines } = rawParts(new Problem(code, { detail }), headers)
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${text}`
}

function rawParts(problem: Problem, headers: Readonly<Record<string, string>>) {
  const body = problemBody(problem, {})
  const text = JSON.stringify(body)
  const lines = {
    ...headers,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }
  return { status: body.status, text, lines }
}
