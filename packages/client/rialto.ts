/**
 * The client of a shop: `rialto.<service>.<operation>(input, options)`, typed by the shop's contracts. Asks again where
 * that is safe, renews its tokens, and throws a `RialtoProblem` for a refusal.
 */
import { TABLE, type Api } from './api.ts'
import { callOnce, type CallOptions, type Full, type Input, type Operation, type Transport } from './call.ts'
import { RialtoProblem } from './problem.ts'
import { openKeyring, type Tokens } from './tokens.ts'

export type { Api, ProblemCode } from './api.ts'
export type { CallOptions, Full } from './call.ts'
export { isProblem, RialtoProblem, Unreachable, type InputFault, type ProblemBody } from './problem.ts'
export type { Tokens } from './tokens.ts'

export type RialtoOptions = {
  /** `https://shop.example`; in a browser of the shop's own origin it may be left out. */
  readonly origin?: string
  readonly tokens?: Tokens
  /** Told of every new pair of tokens, and with undefined of the end of the session. */
  readonly onTokens?: (tokens: Tokens | undefined) => void
  /** How often a failed try is followed by another; 3 unless said. */
  readonly retries?: number
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** A part of an input may be left out where nothing in it must be there. */
type Loose<I> = { readonly [K in keyof I as object extends I[K] ? never : K]: I[K] } & {
  readonly [K in keyof I as object extends I[K] ? K : never]?: I[K]
}
type Asked<I> =
  object extends Loose<I>
    ? [input?: Loose<I>, options?: CallOptions]
    : [input: Loose<I>, options?: CallOptions]

type Item<O> = O extends { readonly items: readonly (infer T)[]; readonly nextCursor: string | null }
  ? T
  : never

export type Callable<I, O> = {
  (...asked: Asked<I>): Promise<O>
  /** With status, headers and ETag. */
  full(...asked: Asked<I>): Promise<Full<O>>
} & ([Item<O>] extends [never]
  ? unknown
  : {
      /** All items of a list, page after page, as they are wanted. */
      each(...asked: Asked<I>): AsyncGenerator<Item<O>, void, undefined>
    })

type Services = {
  readonly [S in keyof Api]: {
    readonly [R in keyof Api[S]]: Api[S][R] extends { readonly input: infer I; readonly output: infer O }
      ? Callable<I, O>
      : never
  }
}

export type Session = {
  /** Signs in, and keeps the tokens for every call that follows. */
  signIn(credentials: Api['identity']['login']['input']['body']): Promise<Api['identity']['login']['output']>
  /** Opens an account and signs in. */
  register(
    person: Api['identity']['register']['input']['body'],
  ): Promise<Api['identity']['register']['output']>
  /** Ends the session here and at the shop. */
  signOut(): Promise<void>
  /** Whether there is a session, as far as this client knows. */
  readonly isSignedIn: boolean
}

export type Rialto = Services & Session

const RETRIES_DEFAULT = 3

/** `new Rialto({ origin })`. What it gives has a member for each service, so it is a function in a class's coat. */
export const Rialto = function rialto(settings: RialtoOptions = {}): Rialto {
  const transport: Transport = {
    origin: (settings.origin ?? '').replace(/\/$/, ''),
    fetch: settings.fetch ?? ((...asked) => fetch(...asked)),
    headers: settings.headers ?? {},
    retries: settings.retries ?? RETRIES_DEFAULT,
    authorization: () => keyring.access(),
  }
  const keyring = openKeyring({
    tokens: settings.tokens,
    onTokens: settings.onTokens,
    ask: async (refreshToken) => {
      const silent = { ...transport, authorization: () => undefined }
      const { body } = await callOnce(silent, TABLE.identity.refresh, { body: { refreshToken } }, {})
      return body as Tokens
    },
  })

  /** A token that has run out is changed for a new one, once, and the question asked again. */
  async function full(operation: Operation, input: Input, options: CallOptions): Promise<Full<unknown>> {
    const key = operation[2] && (options.idempotencyKey ?? crypto.randomUUID())
    const asked = key === undefined ? options : { ...options, idempotencyKey: key }
    const used = keyring.access()
    try {
      return await callOnce(transport, operation, input, asked)
    } catch (error) {
      const isExpired =
        error instanceof RialtoProblem && error.code === 'unauthenticated' && used !== undefined
      if (!isExpired) throw error
      // Another call may have renewed it in the meantime.
      if (keyring.access() === used && !(await keyring.refresh())) throw error
      return callOnce(transport, operation, input, asked)
    }
  }

  async function* each(operation: Operation, input: Input, options: CallOptions) {
    let cursor: string | null | undefined
    do {
      const query = cursor ? { ...input.query, cursor } : input.query
      const { body } = await full(operation, query ? { ...input, query } : input, options)
      const page = body as { readonly items: readonly unknown[]; readonly nextCursor: string | null }
      yield* page.items
      cursor = page.nextCursor
    } while (cursor)
  }

  function callable(operation: Operation) {
    const call = async (input: Input = {}, options: CallOptions = {}) =>
      (await full(operation, input, options)).body
    return Object.assign(call, {
      full: (input: Input = {}, options: CallOptions = {}) => full(operation, input, options),
      each: (input: Input = {}, options: CallOptions = {}) => each(operation, input, options),
    })
  }

  const services = mapValues(
    TABLE as Readonly<Record<string, Readonly<Record<string, Operation>>>>,
    (routes) => mapValues(routes, callable),
  ) as unknown as Services
  const session: Session = {
    signIn: async (credentials) => kept(await services.identity.login({ body: credentials })),
    register: async (person) => kept(await services.identity.register({ body: person })),
    signOut: async () => {
      const refreshToken = keyring.refreshToken()
      if (refreshToken === undefined) return
      await services.identity.logout({ body: { refreshToken } })
      keyring.set(undefined)
    },
    get isSignedIn() {
      return keyring.access() !== undefined
    },
  }

  function kept<T>(answer: T): T {
    // With a second factor the first answer holds a question instead of tokens.
    if ((answer as Partial<Tokens>).accessToken !== undefined) keyring.set(answer as T & Tokens)
    return answer
  }

  return Object.defineProperties(services, Object.getOwnPropertyDescriptors(session)) as Rialto
} as unknown as new (options?: RialtoOptions) => Rialto

function mapValues<T, U>(map: Readonly<Record<string, T>>, make: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, make(value)]))
}
