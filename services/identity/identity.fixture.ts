/** An identity service with a clock that the test turns, and people who sign in. */
import type { identity, IdentityMailKind, Letter, SignedInView } from '@rialto/contracts/identity'
import { permits } from '@rialto/contracts/roles'
import type { Answer, Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openWorld, type World } from '@rialto/kernel/testing/world'
import type { Passwords } from './password/hashing.ts'
import { identityService, type IdentityOptions } from './service.ts'

export const SECRET = 'a secret of the tests, long enough for production'

/** Costs nothing: for tests in which many passwords are tried and it does not matter how they are kept. */
export const CHEAP: Passwords = {
  hash: async (password) => `cheap ${password}`,
  matches: async (password, hash) => hash === `cheap ${password}`,
  isCurrent: () => true,
}

export type IdentityWorld = World<typeof identity> & {
  /** Moves the service's clock on, which stands still otherwise. */
  pass(ms: number): void
  now(): number
  /** The last mail of a kind to somebody, as notification would write it now; undefined where there is none to write. */
  letter(userId: string, kind: IdentityMailKind): Promise<Letter | undefined>
}

export async function openIdentity(options: Partial<IdentityOptions> = {}): Promise<IdentityWorld> {
  // It stands still until the test moves it: what is to happen within a second does, however busy the machine is.
  let time = systemPorts.clock.now()
  const now = () => time
  const world = await openWorld(identityService({ profile: 'demo', secret: SECRET, ...options }), {
    ports: { clock: { now } },
    permits,
  })
  const letter = async (userId: string, kind: IdentityMailKind) => {
    const wanted = (await world.said())
      .filter(({ type }) => type === 'identity.mail_wanted')
      .map(({ data }) => data as { actionId: string; kind: string; userId: string | null })
      .findLast((mail) => mail.userId === userId && mail.kind === kind)
    if (!wanted) return undefined
    const asked = {
      caller: { kind: 'service', name: 'notification' },
      requestId: 'r',
      deadline: now() + 5_000,
    } as const
    const { letters } = await world.client.letters(
      { body: { actionIds: [wanted.actionId, 'act_none'] } },
      asked,
    )
    return letters[0]
  }
  return { ...world, now, letter, pass: (ms) => (time += ms) }
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
