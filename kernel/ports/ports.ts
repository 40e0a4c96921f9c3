/** What the world may do to a service, as needs: passed in, never imported, so that a test may take it over. */

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
}

export type Timers = {
  /** Runs once after `ms`; the answer cancels it. Never keeps the process alive. */
  after(ms: number, run: () => void): () => void
  sleep(ms: number): Promise<void>
}

export type Ids = {
  /** `ord_01j…`: the prefix and 26 characters that sort by time. */
  next(prefix: string): string
  /** Unguessable text of 256 bits, for tokens and guest keys. */
  secret(): string
}

export type Ports = { readonly clock: Clock; readonly timers: Timers; readonly ids: Ids }
