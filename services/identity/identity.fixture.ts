/** An identity service with a clock that the test turns, and people who sign in. */
import type { SignedInView, identity } from '@rialto/contracts/identity'
import type { Answer, Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openWorld, type World } from '@rialto/kernel/testing/world'
import { identityService, type IdentityOptions } from './service.ts'

export const SECRET = 'a secret of the tests, long enough for production'

export type IdentityWorld = World<typeof identity> & {
  /** Moves the service's clock on. */
  pass(ms: number): void
  now(): number
}

export async function openIdentity(options: Partial<IdentityOptions> = {}): Promise<IdentityWorld> {
  let shift = 0
  const now = () => systemPorts.clock.now() + shift
  const world = await openWorld(identityService({ profile: 'demo', secret: SECRET, ...options }), {
    ports: { clock: { now } },
  })
  return { ...world, now, pass: (ms) => (shift += ms) }
}

export function from(address: string): Caller {
  return { kind: 'anonymous', address }
}

export const HOME = from('203.0.113.7')
export const ELSEWHERE = from('198.51.100.9')

export function signedInAs(answer: Answer): SignedInView {
  return answer.body as SignedInView
}

/** The caller that a gateway makes of an access token. */
export function bearerOf({ user, accessToken }: SignedInView): Extract<Caller, { kind: 'user' }> {
  const { sid } = payloadOf(accessToken)
  return { kind: 'user', id: user.id, roles: user.roles, sessionId: String(sid), address: '203.0.113.7' }
}

export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}
