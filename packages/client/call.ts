/** One call over HTTP: asked again where that is safe, answered with a body or a problem. */
import { Unreachable, RialtoProblem, type ProblemBody } from './problem.ts'

/** Method, path with `:parameters`, and whether the route takes an Idempotency-Key. */
export type Operation = readonly [method: string, path: string, keyed?: 'keyed']

export type CallOptions = {
  /** Made for you where the route takes one; give your own to ask again after a restart. */
  readonly idempotencyKey?: string
  /** The `etag` that you read: refused with `lost_update` if somebody else was faster. */
  readonly ifMatch?: string
  /** `respond-async`: answer at once, let me ask later. */
  readonly prefer?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** For one try; 10 s unless said. */
  readonly timeoutMs?: number
}

export type Input = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export type Full<O> = {
  readonly body: O
  readonly status: number
  readonly headers: Headers
  readonly etag: string | undefined
}

export type Transport = {
  readonly origin: string
  readonly fetch: typeof fetch
  readonly headers: Readonly<Record<string, string>>
  /** How often a failed try is followed by another. */
  readonly retries: number
  /** What to put into Authorization. */
  readonly authorization: () => string | undefined
}

const TRY_TIMEOUT_MS = 10_000
const PAUSE_FIRST_MS = 200
const PAUSE_MS_MAX = 5_000
const RETRY_AFTER_MS_MAX = 30_000
const SAFE_METHODS = new Set(['GET', 'PUT', 'DELETE'])
const PASSING_STATUSES = new Set([408, 429, 502, 503, 504])

/** Throws `RialtoProblem` for a refusal, `Unreachable` where no try got an answer. */
export async function callOnce(
  transport: Transport,
  operation: Operation,
  input: Input,
  options: CallOptions,
): Promise<Full<unknown>> {
  const [method, path, keyed] = operation
  const url = urlOf(transport.origin, path, input)
  const key = keyed && (options.idempotencyKey ?? crypto.randomUUID())
  const isSafe = SAFE_METHODS.has(method) || key !== undefined
  for (let tries = 1; ; tries += 1) {
    const isLast = tries > transport.retries || !isSafe
    let pauseMs: number | undefined
    try {
      const response = await transport.fetch(url, requestOf(transport, method, key, input, options))
      const answer = await answerOf(response)
      if (response.ok || response.status === 304) return answer
      const problem = new RialtoProblem(problemBody(answer), response.status)
      if (isLast || !isPassing(problem)) throw problem
      pauseMs = retryAfterMs(response.headers)
    } catch (error) {
      if (error instanceof RialtoProblem || options.signal?.aborted) throw error
      if (isLast) throw new Unreachable(`${method} ${url} got no answer`, { cause: error })
    }
    await pause(pauseMs ?? backoffMs(tries), options.signal)
  }
}

function requestOf(
  { authorization, headers }: Transport,
  method: string,
  key: string | undefined,
  input: Input,
  options: CallOptions,
): RequestInit {
  const token = authorization()
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TRY_TIMEOUT_MS)
  const said = { ...input.headers, ...options.headers } as Record<string, string>
  return {
    method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
      ...(options.prefer === undefined ? {} : { prefer: options.prefer }),
      ...said,
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  }
}

function urlOf(origin: string, path: string, { params = {}, query = {} }: Input): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = params[name]
    if (value === undefined || value === '') throw new TypeError(`${path} needs the parameter ${name}`)
    return encodeURIComponent(text(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) search.append(name, text(each))
  }
  return `${origin}${filled}${search.size > 0 ? `?${search.toString()}` : ''}`
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function answerOf(response: Response): Promise<Full<unknown>> {
  const { status, headers } = response
  const said = await response.text()
  const isJson = /[/+]json/.test(headers.get('content-type') ?? '')
  return {
    body: isJson && said !== '' ? JSON.parse(said) : said === '' ? undefined : said,
    status,
    headers,
    etag: headers.get('etag') ?? undefined,
  }
}

/** A proxy in between may answer with a page of its own. */
function problemBody({ body, status }: Full<unknown>): ProblemBody {
  if (typeof body === 'object' && body !== null && 'code' in body) return body as ProblemBody
  return { type: 'about:blank', title: `HTTP ${status}`, status, code: 'no_problem_document' }
}

/** A refusal about now, not about the request. */
function isPassing({ status, code }: RialtoProblem): boolean {
  return PASSING_STATUSES.has(status) || code === 'request_in_progress'
}

function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, RETRY_AFTER_MS_MAX) : undefined
}

/** Doubling, and anywhere between nothing and that: clients that failed together do not come back together. */
function backoffMs(tries: number): number {
  return Math.random() * Math.min(PAUSE_MS_MAX, PAUSE_FIRST_MS * 2 ** tries)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
