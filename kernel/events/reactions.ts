/** What a service does when others speak: typed by the speaker's contract, many events at a time. */
import type { Static } from 'typebox'
import type { Contract } from '../contract/contract.ts'
import type { Tx } from '../sql/database.ts'
import type { Event } from './event.ts'

export type Reaction = {
  readonly source: string
  readonly type: string
  readonly version: number
  readonly react: (events: readonly Event[], tx: Tx) => Promise<void>
}

/**
 * Applies events of one type inside the transaction that also remembers them in the inbox. Events of
 * one key arrive in order; a throw rolls everything back and the events come again, at last alone.
 */
export function on<C extends Contract, K extends keyof C['events'] & string>(
  contract: C,
  name: K,
  react: (events: readonly Event<Static<C['events'][K]['data']>>[], tx: Tx) => Promise<void>,
): Reaction {
  const { version } = contract.events[name] as { version: number }
  return {
    source: contract.name,
    type: `${contract.name}.${name}`,
    version,
    react: react as Reaction['react'],
  }
}
