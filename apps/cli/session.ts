/** Who one is at which platform: kept in a file that only its owner reads, and renewed when it runs out. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { gatewayUrl, openApi, type Api } from './api.ts'
import type { Context } from './arguments.ts'
import { EXIT, Failure } from './failure.ts'
import type { Environment } from './local.ts'

export type Session = {
  readonly user: { readonly id: string; readonly email: string | null; readonly roles: readonly string[] }
  readonly accessToken: string
  readonly refreshToken: string
  /** RFC 3339: when the access token stops being one. */
  readonly expiresAt: string
}

type Sessions = Readonly<Record<string, Session>>

/** What a sign-in and a refresh answer, as far as it is kept. */
export type SignedIn = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresIn: number
  readonly user: { readonly id: string; readonly email?: string | null; readonly roles?: readonly string[] }
}

/** Renewed this long before its end: a command may take a while. */
const RENEWED_BEFORE_MS = 30_000

export function sessionFile(env: Environment): string {
  return (
    env['RIALTO_SESSION'] ??
    join(env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config'), 'rialto', 'session.json')
  )
}

export function readSession(env: Environment, url: string): Session | undefined {
  return readSessions(env)[url]
}

/** Undefined takes it away. Written beside and moved into place, so that a reader finds all of it. */
export function keepSession(env: Environment, url: string, session: Session | undefined): void {
  const file = sessionFile(env)
  const { [url]: _old, ...others } = readSessions(env)
  const kept = session ? { ...others, [url]: session } : others
  if (Object.keys(kept).length === 0) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(kept, undefined, 1)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

export function sessionOf({ user, accessToken, refreshToken, expiresIn }: SignedIn): Session {
  return {
    user: { id: user.id, email: user.email ?? null, roles: user.roles ?? [] },
    accessToken,
    refreshToken,
    expiresAt: new Date(Date.now() + expiresIn * 1000).toISOString(),
  }
}

/** The platform that was asked for, in the name of whoever signed in. A `Failure` of auth where nobody did. */
export async function signedInApi({ flags, terminal }: Context): Promise<Api & { readonly token: string }> {
  const url = gatewayUrl(flags['url'], terminal.env)
  const api = openApi(url)
  const token = terminal.env['RIALTO_TOKEN'] ?? (await currentToken(api, terminal.env, url))
  api.signIn(token)
  return { ...api, token }
}

async function currentToken(api: Api, env: Environment, url: string): Promise<string> {
  const session = readSession(env, url)
  if (!session) throw new Failure(EXIT.auth, `Nobody is signed in at ${url}.`, 'Sign in: rialto login')
  if (Date.parse(session.expiresAt) - Date.now() > RENEWED_BEFORE_MS) return session.accessToken
  const { status, body } = await api.look<SignedIn>({
    method: 'POST',
    path: '/api/v1/auth/refresh',
    body: { refreshToken: session.refreshToken },
  })
  if (status >= 500) throw new Failure(EXIT.unreachable, `${url} cannot renew the session just now.`)
  if (status >= 400) {
    keepSession(env, url, undefined)
    throw new Failure(EXIT.auth, `The session at ${url} is over.`, 'Sign in again: rialto login')
  }
  const renewed = sessionOf({ ...body, user: body.user ?? session.user })
  keepSession(env, url, renewed)
  return renewed.accessToken
}

function readSessions(env: Environment): Sessions {
  const file = sessionFile(env)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Sessions
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    if (error instanceof SyntaxError)
      throw new Failure(EXIT.auth, `${file} cannot be read.`, 'Remove it and sign in again: rialto login')
    throw error
  }
}
