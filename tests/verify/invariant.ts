/** What an invariant is, and what judging it gives. */
import type { Reader } from './databases.ts'

/** The databases of a platform, by the service that owns them. */
export const DATABASES = [
  'order',
  'inventory',
  'payment',
  'sandbox',
  'notification',
  'cart',
  'catalog',
  'search',
  'shipping',
  'tax',
  'profile',
  'identity',
] as const
export type DatabaseName = (typeof DATABASES)[number]

/** Those that speak and listen; the provider does neither. */
export const SPEAKERS = DATABASES.filter((name) => name !== 'sandbox')

export type Invariant = {
  /** As the list of promises counts them. */
  readonly number: number
  readonly title: string
  /** Holds at every instant; the others hold once the platform is quiet. */
  readonly instant: boolean
  /**
   * In the order in which their snapshots are taken: a cause is read before its effect, so that what happens
   * between the two snapshots can only look too early, never too late.
   */
  readonly reads: readonly DatabaseName[]
  judge(world: World): Promise<readonly Finding[]>
}

export type World = {
  /** The snapshot of a database that the invariant said it reads. Throws `NotHere` where the platform has none. */
  readonly read: (name: DatabaseName) => Reader
  readonly present: ReadonlySet<DatabaseName>
  /** Orders that clients were told of, where a list of them was given. */
  readonly acknowledged: readonly Acknowledged[]
  /** The platform's address, where it is up and was given. */
  readonly url: string | undefined
  /** How long something may be under way before it counts as stuck. */
  readonly graceSeconds: number
}

/** An order id that a client got, and the status it was told. */
export type Acknowledged = { readonly orderId: string; readonly status: string | undefined }

export type Finding = {
  /** A sentence: what was looked at. */
  readonly what: string
  readonly checked: number
  readonly breaches: readonly string[]
}

/** What was judged of an invariant, or why it could not be. */
export type Verdict = {
  readonly invariant: Invariant
  readonly findings: readonly Finding[]
  readonly notJudged?: string
}

/** A part of the platform that this one does not have: what needs it cannot be judged. */
export class NotHere extends Error {
  constructor(name: DatabaseName) {
    super(`there is no database of ${name}`)
    this.name = 'NotHere'
  }
}

export function breachesOf({ findings }: Verdict): number {
  return findings.reduce((sum, { breaches }) => sum + breaches.length, 0)
}

/** Collects breaches while it counts what was checked. */
export function examine(what: string): {
  finding: Finding
  readonly look: (breach: string | false | undefined) => void
} {
  const breaches: string[] = []
  const finding = { what, checked: 0, breaches }
  return {
    finding,
    look(breach) {
      finding.checked += 1
      if (breach) breaches.push(breach)
    },
  }
}
