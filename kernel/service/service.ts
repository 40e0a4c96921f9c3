/**
 * The one shape of a service: its contract, the contracts it calls, and a function from its needs to
 * what it does. Nothing here says where it runs or who listens; the app decides both.
 */
import type { Logger } from 'pino'
import type { Client, Contract, Service } from '../contract/contract.ts'
import type { Reaction } from '../events/reactions.ts'
import type { Metrics } from '../observe/observe.ts'
import type { Ports } from '../ports/ports.ts'
import type { Database } from '../sql/database.ts'

export type Uses = Readonly<Record<string, Contract>>

export type Needs<U extends Uses> = Ports & {
  readonly db: Database
  /** Clients of the contracts it uses: a function call or a socket, this service cannot tell. */
  readonly clients: { readonly [K in keyof U]: Client<U[K]> }
  /** Wakes the relay; call it after a commit that wrote events. */
  readonly wake: () => void
  readonly log: Logger
  readonly metrics: Metrics
  /** The name of this process, for leases. */
  readonly holder: string
}

/** Work that comes round by itself. `more` asks for another round at once: a backlog is worked off in bites. */
export type Job = {
  readonly name: string
  readonly everyMs: number
  run(): Promise<{ readonly more: boolean } | undefined>
}

export type Opened<C extends Contract> = {
  readonly routes: Service<C>
  readonly reactions?: readonly Reaction[]
  readonly jobs?: readonly Job[]
  /** Finishes what runs; called before the database closes. */
  close?(): Promise<void>
}

export type ServiceDefinition<C extends Contract = Contract, U extends Uses = Uses> = {
  readonly contract: C
  readonly uses: U
  /** The events that it reacts to, by full name: `order.confirmed`. Checked against its reactions at start. */
  readonly listens?: readonly string[]
  /** A folder of plain SQL; absent for a service that keeps nothing. */
  readonly migrations?: URL
  open(needs: Needs<U>): Opened<C> | Promise<Opened<C>>
}

/** Fixes the types of a definition; it does nothing at run time. */
export function defineService<C extends Contract, U extends Uses>(
  definition: ServiceDefinition<C, U>,
): ServiceDefinition<C, U> {
  return definition
}
