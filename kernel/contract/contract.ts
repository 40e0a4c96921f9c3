/**
 * A contract is the only thing that one service may know about another: its routes, problems and
 * events, written once as plain data. Everything else is derived from it: validation, the typed
 * client (a call or a socket), OpenAPI, the permission check, the typed publish and reactions.
 */
import type { Static, TObject, TSchema } from 'typebox'
import type { ProblemTable } from './problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call a route. `public`: anybody; `signed_in`: any user; `signed_in_or_token`: any user, and who shows a
 * `token` in the query, which the service judges; `service`: only another service, never a client at the gateway;
 * or the holders of a permission (services always may).
 */
export type Policy =
  'public' | 'signed_in' | 'signed_in_or_token' | 'service' | { readonly permission: string }

/** Whether one may be answered who has not signed in. */
export function mayBeAnybody(policy: Policy): boolean {
  return policy === 'public' || policy === 'signed_in_or_token'
}

/** At most this many callers share one execution; more lanes run executions side by side. */
export type Batching = { readonly itemsMax: number; readonly lanes: number }

/** The content types that a route takes as files, and what one may weigh. */
export type Upload = { readonly types: readonly string[]; readonly bytesMax: number }

export type Route = {
  readonly method: Method
  /** `/api/v1/inventory/:sku`; for a `service` route the path below `/internal/`. */
  readonly path: string
  readonly summary: string
  readonly policy: Policy
  readonly params?: TObject
  readonly query?: TObject
  /** The request headers that it reads, by lower-case name; all others stay outside. */
  readonly headers?: TObject
  readonly body?: TSchema
  /** Also takes a file as it is, or as the one file of a form: its bytes arrive as the body’s `base64`. */
  readonly upload?: Upload
  readonly output: TSchema
  /** The status of success, 200 unless said. */
  readonly status?: number
  /** Further statuses of success, with the same output. */
  readonly otherStatuses?: readonly number[]
  readonly problems?: readonly string[]
  /** Takes an `Idempotency-Key`: the same key gives the first answer again. */
  readonly idempotent?: boolean
  /** Takes `Prefer: respond-async`, and may answer 202 with the same body before the work has come to rest. */
  readonly respondAsync?: boolean
  /** Answers carry an `ETag`. Public reads, and what is guarded by `lost_update`, need not say so. */
  readonly etag?: boolean
  /** May also be asked for as a page to read or print, `text/html`. */
  readonly page?: boolean
  /** The body is a text whose very bytes matter, as for a signature: it is handed on as it came. */
  readonly rawBody?: boolean
  /** The service answers many at once; the kit coalesces concurrent callers. */
  readonly batched?: Batching
}

export type EventType = {
  readonly version: number
  readonly data: TSchema
  /** The other names that the source documents give this event: `order_created`. */
  readonly aliases?: readonly string[]
}

export type Contract = {
  readonly name: string
  /** What the service is there for, in one sentence. */
  readonly summary?: string
  readonly problems: ProblemTable
  readonly routes: Readonly<Record<string, Route>>
  readonly events: Readonly<Record<string, EventType>>
}

/** Fixes the literal types of a contract without widening them; it does nothing at run time. */
export function contract<const C extends Contract>(definition: C): C {
  return definition
}

type Part<K extends string, S> = S extends TSchema ? { readonly [P in K]: Static<S> } : unknown

/** `{ params, query, headers, body }`, each only where the route declares it. */
export type Input<R extends Route> = Part<'params', R['params']> &
  Part<'query', R['query']> &
  Part<'headers', R['headers']> &
  Part<'body', R['body']>
export type Output<R extends Route> = Static<R['output']>

/** What other services and tests hold: a function per route, a `Problem` thrown for a refusal. */
export type Client<C extends Contract> = {
  readonly [K in keyof C['routes']]: (
    input: Input<C['routes'][K]>,
    call: Call,
  ) => Promise<Output<C['routes'][K]>>
}

/** What a service may give back: the same shape, and it may be read-only all the way down. */
export type Given<T> = T extends readonly (infer U)[]
  ? readonly Given<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Given<T[K]> }
    : T

/** What a service implements: like the client, but a batched route takes many and answers each. */
export type Service<C extends Contract> = {
  readonly [K in keyof C['routes']]: C['routes'][K] extends { readonly batched: Batching }
    ? ManyHandler<C['routes'][K]>
    : (input: Input<C['routes'][K]>, call: Call) => Promise<Given<Output<C['routes'][K]>> | Answer>
}

export type Asked<R extends Route> = { readonly input: Input<R>; readonly call: Call }
type ManyHandler<R extends Route> = (
  asked: readonly Asked<R>[],
) => Promise<readonly (Given<Output<R>> | Answer | Error)[]>

/** The name of an event as it travels: `order.confirmed`. */
export type EventName<C extends Contract> = `${C['name']}.${keyof C['events'] & string}`

export type EventData<C extends Contract, K extends keyof C['events']> = Static<C['events'][K]['data']>

export type Caller =
  | { readonly kind: 'anonymous'; readonly address: string }
  | {
      readonly kind: 'user'
      readonly id: string
      readonly roles: readonly string[]
      readonly sessionId: string
      readonly address: string
    }
  | { readonly kind: 'service'; readonly name: string }

/** What travels beside the input of every call, in process or over a wire. */
export type Call = {
  readonly caller: Caller
  readonly requestId: string
  /** When the caller stops waiting, ms since the epoch. */
  readonly deadline: number
  readonly idempotencyKey?: string
  /** SHA-256 of the body as it was received, hex; what “the same body” means for a key. */
  readonly bodyHash?: string
  readonly ifMatch?: string
  readonly ifNoneMatch?: string
  readonly prefer?: string
  readonly traceparent?: string
}

const TEXT_LENGTH_MAX = 4_096

/** An answer that is more than a body: another status, headers, or a text kept byte for byte. */
export class Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly #body: unknown
  readonly #text: string | undefined
  #payload: Buffer | string | undefined

  private constructor(
    body: unknown,
    text: string | undefined,
    status: number | undefined,
    headers: Readonly<Record<string, string>>,
  ) {
    this.#body = body
    this.#text = text
    this.status = status
    this.headers = headers
  }

  static of(body: unknown, status?: number, headers: Readonly<Record<string, string>> = {}): Answer {
    return new Answer(body, undefined, status, headers)
  }

  /** For stored and cached answers: the text goes out as it is. */
  static ofText(text: string, status?: number, headers: Readonly<Record<string, string>> = {}): Answer {
    return new Answer(undefined, text, status, headers)
  }

  get body(): unknown {
    return this.#text === undefined ? this.#body : (JSON.parse(this.#text) as unknown)
  }

  get text(): string {
    return this.#text ?? JSON.stringify(this.#body)
  }

  /**
   * What goes out: a short text as it is, for the socket takes it in one piece with its head (a fifth more
   * products by id a second); a long one in UTF-8, encoded once however often it is sent (a tenth more lists).
   */
  get payload(): Buffer | string {
    if (this.#payload === undefined) {
      const { text } = this
      this.#payload = text.length <= TEXT_LENGTH_MAX ? text : Buffer.from(text)
    }
    return this.#payload
  }
}

/** The transport-neutral form of a route: what is mounted on HTTP, called in process, or sent over a wire. */
export type Endpoint = (input: RouteInput, call: Call) => Promise<Answer>
export type RouteInput = {
  readonly params?: unknown
  readonly query?: unknown
  readonly headers?: unknown
  readonly body?: unknown
}
export type Endpoints = Readonly<Record<string, Endpoint>>
