/** Asks the platform as anybody may: the documented API, over HTTP, with the curl that would do the same. */
import { findRunning } from '@rialto/server/running'
import { EXIT, Failure, type ExitCode } from './failure.ts'
import { dataFolder, type Environment } from './local.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Whether the token goes along. */
  readonly signedIn?: boolean
  /** Makes a repeated request the same request. */
  readonly key?: string
}

export type Answered<T> = {
  readonly status: number
  readonly body: T
  readonly ms: number
  readonly curl: string
}

export type Api = {
  /** Throws a `Failure` with the exit code that fits: not found, not allowed, unreachable. */
  ask<T>(asked: Asked): Promise<Answered<T>>
  /** Also gives refusals, for who wants to look at them. */
  look<T>(asked: Asked): Promise<Answered<T>>
  signIn(token: string): void
}

const TIMEOUT_MS = 15_000
const PORT_DEFAULT = '8000'
const MAIL_PORT_DEFAULT = '8025'

/**
 * The gateway that was asked for, or the one of the platform that runs on this machine, or where that would be.
 * Throws a `Failure` of usage for what is no address.
 */
export function gatewayUrl(flag: unknown, env: Environment): string {
  if (typeof flag === 'string') return originOf('--url', flag)
  const named = env['RIALTO_URL']
  if (named !== undefined) return originOf('RIALTO_URL', named)
  return originsHere(env)['gateway'] ?? originOf('PORT', `http://localhost:${portOf(env)}`)
}

/** The inbox that was asked for, or the one that belongs to the gateway. */
export function mailUrl(flag: unknown, env: Environment, gateway: string): string {
  if (typeof flag === 'string') return originOf('--mail-url', flag)
  const named = env['RIALTO_MAIL_URL']
  if (named !== undefined) return originOf('RIALTO_MAIL_URL', named)
  const { gateway: here, mail } = originsHere(env)
  if (here === gateway && mail !== undefined) return mail
  const beside = new URL(gateway)
  beside.protocol = 'http:'
  beside.port = env['RIALTO_MAIL_PORT'] ?? MAIL_PORT_DEFAULT
  return beside.origin
}

function originsHere(env: Environment): Readonly<Record<string, string>> {
  return findRunning(dataFolder(undefined, env)).find(({ origins }) => 'gateway' in origins)?.origins ?? {}
}

/** 0 stands for any port, and where nothing runs nobody knows which. */
function portOf({ PORT }: Environment): string {
  return PORT === undefined || PORT === '0' ? PORT_DEFAULT : PORT
}

function originOf(name: string, text: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '')
  throw new Failure(
    EXIT.usage,
    `${name} says “${text}”, which is no address.`,
    `Write it like http://localhost:${PORT_DEFAULT}`,
  )
}

export function openApi(origin: string): Api {
  let token: string | undefined

  async function look<T>(asked: Asked): Promise<Answered<T>> {
    const { method, path, body, signedIn, key } = asked
    const started = performance.now()
    const { status, text } = await send(origin, path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(signedIn && token !== undefined ? { authorization: `Bearer ${token}` } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      status,
      body: parse(origin, text) as T,
      ms: performance.now() - started,
      curl: curlOf(origin, asked),
    }
  }

  return {
    look,
    ask: async <T>(asked: Asked) => {
      const answered = await look<T>(asked)
      if (answered.status >= 400) throw refusalOf(asked, answered)
      return answered
    },
    signIn: (given) => {
      token = given
    },
  }
}

async function send(
  origin: string,
  path: string,
  init: RequestInit,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${origin}${path}`, {
      ...init,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    const why = late ? `does not answer within ${TIMEOUT_MS / 1000} s` : 'cannot be reached'
    throw new Failure(EXIT.unreachable, `${origin} ${why}.`, 'Is it running? Start it with: npm start')
  }
}

function parse(origin: string, text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Failure(EXIT.failure, `${origin} answers, but not like Rialto.`, 'Give its address: --url URL')
  }
}

type ProblemBody = {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly requestId?: string
  readonly errors?: readonly { readonly path?: string; readonly message?: string }[]
}

function refusalOf({ method, path }: Asked, { status, body }: Answered<unknown>): Failure {
  const { title = `status ${status}`, detail = '', code = '', requestId, errors = [] } = body as ProblemBody
  const faults = errors.map((fault) => `\n  ${fault.path ?? ''} ${fault.message ?? ''}`).join('')
  const words =
    `${method} ${path} was refused: ${title}${code === '' ? '' : ` (${code})`}. ${detail}`.trimEnd() + faults
  return new Failure(
    exitCodeOf(status),
    words,
    requestId && `Its request id is ${requestId}; the log has more.`,
  )
}

function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.auth
  if (status === 404) return EXIT.notFound
  return status === 503 || status === 504 ? EXIT.unreachable : EXIT.failure
}

/** The same request for a shell. The token is a variable: it is long, and no business of a scrollback. */
function curlOf(origin: string, { method, path, body, signedIn, key }: Asked): string {
  return [
    'curl -sS',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    quoted(`${origin}${path}`),
    ...(signedIn ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(key === undefined ? [] : [`-H ${quoted(`Idempotency-Key: ${key}`)}`]),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ].join(' ')
}

/** In single quotes a shell takes everything as it stands, but a single quote. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
