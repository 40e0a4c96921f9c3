/** Puts a contract on HTTP: path, query and body told apart, read strictly, answered in one form. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type {
  Answer,
  Call,
  Caller,
  Contract,
  Endpoint,
  Endpoints,
  Route,
  RouteInput,
} from '../contract/contract.ts'
import { Problem, unauthenticated } from '../contract/problem.ts'
import { spellingFold } from '../contract/spelling.ts'
import { parseBody } from '../json/parse.ts'
import { errorText, PROBLEM_TYPE, sendProblem, type App } from './app.ts'
import { packedBody, packedTag, packingFor, plainTags, type Packing } from './packing.ts'
import { queryReader } from './query.ts'
import { isUpload, mountUpload, readUpload } from './upload.ts'

/** A client gets an answer within five seconds, if only that there is none. */
const DEADLINE_MS = 4_500
const JSON_TYPE = 'application/json; charset=utf-8'
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/
/** Below it, packing saves no packet. */
const PACKED_LENGTH_MIN = 1_024
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'] as const

export type MountNeeds = {
  readonly now: () => number
  /** Who is asking. Throws `unauthenticated` for a credential that is there and wrong. */
  readonly identify: (request: FastifyRequest) => Caller | Promise<Caller>
}

/** Mounts every route that is not for services alone. */
export function mount(app: App, contract: Contract, endpoints: Endpoints, needs: MountNeeds): void {
  const routes = Object.entries(contract.routes).filter(([, route]) => route.policy !== 'service')
  for (const [name, route] of routes) {
    const endpoint = endpoints[name]
    if (!endpoint) throw new Error(`${contract.name} does not serve ${name}`)
    const handler = handlerOf(contract, route, endpoint, needs)
    const { method, path: url, upload } = route
    if (upload) mountUpload(app, { method, url, handler }, upload, signedIn(route, needs))
    else app.route({ method, url, handler })
  }
}

/** Nobody who may not call at all is listened to for a whole file. */
function signedIn({ policy }: Route, { identify }: MountNeeds) {
  return async (request: FastifyRequest): Promise<void> => {
    const { kind } = await identify(request)
    if (kind === 'anonymous' && policy !== 'public') throw unauthenticated()
  }
}

/**
 * For each path, the methods that no mounted route answers: 405 with `Allow`, and `OPTIONS`, which asks for
 * nothing else. Call once, after all mounts; `pages` are paths outside any contract, and only to be read.
 */
export function refuseOtherMethods(
  app: App,
  contracts: readonly Contract[],
  pages: readonly string[] = [],
): void {
  const open = contracts
    .flatMap((contract) => Object.values(contract.routes))
    .filter(({ policy }) => policy !== 'service')
  const routes: Pick<Route, 'method' | 'path'>[] = [
    ...open,
    ...pages.map((path) => ({ method: 'GET', path }) as const),
  ]
  // Two routes may name the parameter of one path differently; the router takes either.
  for (const [, sharing] of Map.groupBy(routes, ({ path }) => path.replace(/:\w+/g, ':x'))) {
    const methods = new Set<string>(sharing.map(({ method }) => method))
    if (methods.has('GET')) methods.add('HEAD')
    const headers = { allow: [...methods, 'OPTIONS'].join(', ') }
    const url = sharing[0]?.path ?? ''
    app.route({
      method: 'OPTIONS',
      url,
      handler: (_request, reply) => reply.code(204).headers(headers).send(),
    })
    const refuse = () => {
      const detail = `Send one of: ${headers.allow}.`
      return new Problem('method_not_allowed', { detail, headers })
    }
    app.route({
      method: METHODS.filter((method) => !methods.has(method)),
      url,
      // Before anybody looks at the body: Fastify wants a content type of a QUERY.
      onRequest: (_request, _reply, done) => done(refuse()),
      handler: (request, reply) => sendProblem(reply, request, refuse(), {}),
    })
  }
}

function handlerOf(contract: Contract, route: Route, endpoint: Endpoint, needs: MountNeeds) {
  const readQuery = queryReader(route)
  const fold = spellingFold(route.body)
  const success = route.status ?? 200
  // Gives back the bytes and not the reply, which as a promise would wait until all is sent: 6 µs a request.
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Buffer | string> => {
    try {
      const caller = needs.identify(request)
      request.caller = caller instanceof Promise ? await caller : caller
      const call = callOf(request, request.caller, route, needs.now())
      const input = readInput(request, route, readQuery, fold)
      if (route.upload) await readUpload(request, input)
      const answer = await endpoint(input, call)
      const bytes = answerBytes(reply, request, answer, success, route)
      return bytes instanceof Promise ? await bytes : bytes
    } catch (error) {
      return errorText(reply, request, error, contract.problems)
    }
  }
}

function readInput(
  request: FastifyRequest,
  route: Route,
  readQuery: (search: string) => Record<string, unknown>,
  fold: ((value: unknown) => unknown) | undefined,
): RouteInput {
  const url = request.raw.url ?? ''
  const cut = url.indexOf('?')
  const input: { params?: unknown; query?: unknown; headers?: unknown; body?: unknown } = {}
  if (route.params) input.params = pathOf(request, cut === -1 ? url : url.slice(0, cut))
  if (route.headers) input.headers = declared(request, route.headers)
  if (route.query || cut !== -1) input.query = readQuery(cut === -1 ? '' : url.slice(cut + 1))
  if (request.method === 'GET' || request.method === 'HEAD') return input
  const bytes = request.body as Buffer | undefined
  const sent = bytes !== undefined && bytes.length > 0
  if (route.upload && isUpload(request)) {
    // Read by `readUpload`, which may have to take a form apart.
  } else if (route.rawBody) {
    input.body = sent ? bytes.toString('utf8') : ''
  } else if (route.body) {
    const body = sent ? parseBody(bytes) : {}
    input.body = fold ? fold(body) : body
  } else if (sent) {
    input.body = parseBody(bytes)
  }
  return input
}

/** PostgreSQL knows no NUL in a text; everywhere else a body or query is read, it is refused as well. */
function pathOf({ params }: FastifyRequest, path: string): Record<string, unknown> {
  if (path.includes('%00')) throw new Problem('invalid_path', { detail: 'The path holds a NUL character.' })
  return { ...(params as object) }
}

function declared({ headers }: FastifyRequest, { properties }: TObject): Record<string, unknown> {
  const names = Object.keys(properties).filter((name) => headers[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, headers[name]]))
}

function callOf(request: FastifyRequest, caller: Caller, route: Route, now: number): Call {
  const { headers } = request
  const call: { -readonly [K in keyof Call]: Call[K] } = {
    caller,
    requestId: request.id,
    deadline: now + DEADLINE_MS,
  }
  if (route.idempotent && headers['idempotency-key'] !== undefined) {
    const key = headers['idempotency-key']
    if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
      throw new Problem('invalid_header', {
        detail: 'Idempotency-Key takes 1 to 255 visible ASCII characters.',
      })
    }
    call.idempotencyKey = key
    const hash = createHash('sha256').update(`${route.method} ${request.url}\n`)
    call.bodyHash = hash.update((request.body as Buffer | undefined) ?? '').digest('hex')
  }
  if (headers['if-match'] !== undefined) call.ifMatch = plainTags(headers['if-match'])
  if (headers['if-none-match'] !== undefined) call.ifNoneMatch = plainTags(headers['if-none-match'])
  if (typeof headers['prefer'] === 'string') call.prefer = headers['prefer']
  if (typeof headers['traceparent'] === 'string') call.traceparent = headers['traceparent']
  return call
}

function answerBytes(
  reply: FastifyReply,
  request: FastifyRequest,
  answer: Answer,
  success: number,
  route: Route,
): Buffer | string | Promise<Buffer> {
  const status = answer.status ?? success
  const { etag, 'cache-control': caching, 'content-type': type = JSON_TYPE } = answer.headers
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  reply.headers(answer.headers)
  const packing = status === 200 && isRead ? packingOf(request, answer, route) : undefined
  // Also on a 304: a cache puts it to the form that it keeps by its tag (RFC 9111 §4.3.4).
  if (packing !== undefined && etag !== undefined) reply.header('etag', packedTag(etag, packing))
  if (isRead && status === 200 && etag !== undefined && matches(request.headers['if-none-match'], etag)) {
    reply.code(304)
    return ''
  }
  if (caching === undefined && (route.policy !== 'public' || request.caller?.kind === 'user')) {
    reply.header('cache-control', 'private, no-store')
  }
  reply.code(status).type(status >= 400 ? PROBLEM_TYPE : type)
  if (packing === undefined) return answer.payload
  reply.header('content-encoding', packing)
  return packedBody(answer, packing)
}

/**
 * Only what anybody may read and keep is packed: in an answer to one person, beside words of somebody else's
 * choosing, the size would tell what the secret is (BREACH).
 */
function packingOf({ headers }: FastifyRequest, answer: Answer, { policy }: Route): Packing | undefined {
  const accepted = headers['accept-encoding']
  if (accepted === undefined || policy !== 'public') return undefined
  if (!answer.headers['cache-control']?.startsWith('public') || answer.payload.length < PACKED_LENGTH_MIN)
    return undefined
  return packingFor(accepted)
}

/** Weak comparison (RFC 9110 §8.8.3.2): a proxy that compresses may have weakened the tag. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = etag.replace(/^W\//, '')
  return plainTags(header)
    .split(',')
    .some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === bare)
}
