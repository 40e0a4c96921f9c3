/** An event as it travels: the attributes of CloudEvents 1.0 under short names; ids are unique per source. */
import type { Static } from 'typebox'
import type { Contract } from '../contract/contract.ts'

export type Event<D = unknown> = {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly version: number
  /** The aggregate that it is about; events of one key are applied in order. */
  readonly key: string
  /** RFC 3339. */
  readonly time: string
  readonly data: D
  readonly meta: EventMeta | null
}

export type EventMeta = {
  readonly requestId?: string
  readonly causationId?: string
  readonly traceparent?: string
}

/** An event about to be written. The database adds id and time. */
export type NewEvent = {
  readonly type: string
  readonly version: number
  readonly key: string
  readonly data: unknown
  readonly meta?: EventMeta
}

/** Builds an event of a contract; name and data are checked by the compiler, the version comes from the contract. */
export function eventOf<C extends Contract, K extends keyof C['events'] & string>(
  contract: C,
  name: K,
  key: string,
  data: Static<C['events'][K]['data']>,
  meta?: EventMeta,
): NewEvent {
  const { version } = contract.events[name] as { version: number }
  return { type: `${contract.name}.${name}`, version, key, data, ...(meta === undefined ? {} : { meta }) }
}
