/** The port to whoever moves the money. Every act carries a key: the same key acts once. */

export type Charge = {
  readonly key: string
  readonly outcome: 'captured' | 'declined' | 'requires_action' | 'abandoned'
  readonly reference: string
  readonly reason: string | null
  readonly amount: number
  readonly currency: string
}

export type ChargeRequest = {
  readonly key: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly token: string
}

export type Provider = {
  readonly name: string
  /** What a missing token means, where it means anything. */
  readonly tokenDefault?: string
  /** Throws when no answer came: then nobody knows, and `findCharges` must be asked. */
  charge(request: ChargeRequest): Promise<Charge>
  /** What became of charges. A key that never arrived is left out. */
  findCharges(keys: readonly string[]): Promise<Charge[]>
  /** Makes sure that the key is never charged from now on, also not by its cardholder, and tells what became of it. */
  abandon(request: Omit<ChargeRequest, 'token'>): Promise<Charge>
  refund(request: {
    readonly key: string
    readonly chargeKey: string
    readonly amount: number
    readonly currency: string
  }): Promise<{ readonly reference: string }>
  /** Finishes what runs. */
  close(): Promise<void>
}
