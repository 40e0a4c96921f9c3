/** What the parts of profile need. */
import type { identity } from '@rialto/contracts/identity'
import type { Needs } from '@rialto/kernel/service/service'

export type ProfileNeeds = Needs<{ identity: typeof identity }>
