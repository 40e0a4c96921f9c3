/** What the parts of identity need, beyond what every service does. */
import type { Needs } from '@rialto/kernel/service/service'
import type { Profile } from './account/domain.ts'
import type { Keyring } from './key/keyring.ts'
import type { Secrets } from './key/secrets.ts'
import type { Passwords } from './password/hashing.ts'
import type { Turns } from './password/turns.ts'

export type IdentityNeeds = Needs<Record<never, never>> & {
  readonly profile: Profile
  readonly secrets: Secrets
  readonly keyring: Keyring
  readonly turns: Turns
  readonly passwords: Passwords
  /** The hash of a password that nobody has: what is compared when there is no such account. */
  readonly nobodysHash: string
}
