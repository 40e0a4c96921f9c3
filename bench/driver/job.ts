/** What the driver is asked to do and what it answers: plain data, because both cross a process boundary. */

export type Job = {
  readonly host: string
  readonly port: number
  readonly pace: Pace
  readonly warmupMs: number
  readonly measureMs: number
  readonly work: Work
  /** Where to append a line for every order that was acknowledged, warm-up included. */
  readonly acknowledgedFile?: string
}

/** Closed: each client asks again when it was answered. Open: requests leave at a fixed rate whatever comes back. */
export type Pace =
  | { readonly kind: 'closed'; readonly clients: number }
  | { readonly kind: 'open'; readonly perSecond: number; readonly connections: number }

export type Work =
  | {
      readonly kind: 'orders'
      /** Access tokens; each client takes one. */
      readonly tokens: readonly string[]
      readonly products: readonly string[]
      /** Stands in every order where given. */
      readonly hot?: string
      /** Tells the idempotency keys of this job from those of any other. */
      readonly keyPrefix: string
    }
  | { readonly kind: 'cart'; readonly tokens: readonly string[]; readonly products: readonly string[] }
  | { readonly kind: 'get'; readonly paths: readonly string[] }

export type Result = {
  readonly seconds: number
  /** Good answers within the measured time: confirmed orders, filled carts, pages. */
  readonly good: number
  /** Every answer of the measured time by status; `202`, `409` and the like are not good. */
  readonly statuses: Readonly<Record<string, number>>
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** Good answers from the first request to the last, warm-up and what was on its way at the end included. */
  readonly goodEver: number
  /** The first answers that were not good, shortened, to say what went wrong. */
  readonly complaints: readonly string[]
  readonly driverCpuMs: number
  /** When the last answer came, ms since the epoch. */
  readonly endedAt: number
}

/** The driver says when its measured time begins and ends, so that others can read their meters then. */
export type FromDriver =
  | { readonly type: 'ready' }
  | { readonly type: 'measuring' }
  | { readonly type: 'measured' }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly reason: string }
