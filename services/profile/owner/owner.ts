/** Whose it is: everything here is somebody's own, and a service has none of it. */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'

export function ownerOf({ caller }: Call): string {
  if (caller.kind !== 'user') throw new Problem('forbidden', { detail: 'Only a person has a profile.' })
  return caller.id
}
