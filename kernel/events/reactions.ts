/** What a service does when others speak: typed by the speaker's contract, many events at a time. */
import type { Static } from 'typebox'
import type { Contract } from '../contract/contract.ts'
import type { Tx } from '../sql/database.ts'
import type { Event } from './event.ts'

export type Reaction = {
  readonly source: string
  readonly type: string
  readonly version: number
  /**
   * Asks others what the effect will need, before the transaction: no connection is held over a call. Also
   * asked for events that turn out to be applied already, so it may change nothing.
   */
  readonly prepare?: (events: readonly Event[]) => Promise<unknown>
  readonly react: (events: readonly Event[], tx: Tx, prepared: unknown) => Promise<void>
}

/**
 * Applies events of one type inside the transaction that also remembers them in the inbox. Events of
 * one key arrive in order; a throw rolls everything back and the events come again, at last alone.
 */
export function on<C extends Contract, K extends keyof C['events'] & string, P = undefined>(
  contract: C,
  name: K,
  react: (events: Events<C, K>, tx: Tx, prepared: P) => Promise<void>,
  prepare?: (events: Events<C, K>) => Promise<P>,
): Reaction {
  const { version } = contract.events[name] as { version: number }
  return {
    source: contract.name,
    type: `${contract.name}.${name}`,
    version,
    ...(prepare === undefined ? {} : { prepare: prepare as NonNullable<Reaction['prepare']> }),
    react: react as Reaction['react'],
  }
}

type Events<C extends Contract, K extends keyof C['events'] & string> = readonly Event<
  Static<C['events'][K]['data']>
>[]

/** What the reactions to these events asked for, by type. Throws what any of them threw. */
export async function prepareAll(
  events: readonly Event[],
  reactions: ReadonlyMap<string, Reaction>,
): Promise<ReadonlyMap<string, unknown>> {
  const prepared = new Map<string, unknown>()
  const ask = async ({ type, prepare }: Reaction) => {
    const about = prepare ? events.filter((event) => event.type === type) : []
    if (prepare && about.length > 0) prepared.set(type, await prepare(about))
  }
  await Promise.all([...reactions.values()].map(ask))
  return prepared
}
