/** The port to whoever moves the money. Every act carries a key: the same key acts once. */

export type NextAction = { readonly type: 'redirect'; readonly url: string }

export type Charge = {
  readonly key: string
  readonly outcome: 'captured' | 'authorised' | 'declined' | 'requires_action' | 'abandoned'
  readonly reference: string
  readonly reason: string | null
  /** Minor units; what was asked for, also where only a part of it was taken. */
  readonly amount: number
  readonly currency: string
  /** What was taken, where it is less than the amount. */
  readonly captured?: number
  /** Beside `requires_action`. */
  readonly nextAction?: NextAction
}

/** What a charge is found by. */
export type ChargeKey = {
  readonly key: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  /** The provider's own name of it, once that is known. */
  readonly reference?: string | null
}

type ChargeRequest = ChargeKey & {
  readonly token: string
  /** `manual` only sets the money aside. */
  readonly capture?: 'manual'
}

/** What a provider tells by itself. Only a hint: what counts is what it answers when it is asked. */
export type News =
  | { readonly id: string; readonly type: string; readonly about: 'charge'; readonly charge: Charge }
  | {
      readonly id: string
      readonly type: string
      readonly about: 'refund'
      /** The key that it was asked with; null where it was not us who asked. */
      readonly key: string | null
      readonly chargeKey: string | null
      readonly reference: string
      readonly outcome: 'succeeded' | 'failed'
      readonly amount: number
      readonly currency: string
    }
  | { readonly id: string; readonly type: string; readonly about: 'nothing' }

/** A question to a cardholder that this provider asks on a page of ours. */
export type Question = {
  readonly key: string
  readonly amount: number
  readonly currency: string
  readonly state: 'open' | 'approved' | 'refused' | 'expired'
}

export type Provider = {
  readonly name: string
  /** What a missing token means, where it means anything. */
  readonly tokenDefault?: string
  /** Throws when no answer came: then nobody knows, and `findCharges` must be asked. */
  charge(request: ChargeRequest): Promise<Charge>
  /** What became of charges. A key that never arrived is left out. */
  findCharges(asked: readonly ChargeKey[]): Promise<Charge[]>
  /** Takes `take` of what was set aside, once, and lets the rest go; tells what became of the charge. */
  capture(request: ChargeKey & { readonly take: number }): Promise<Charge>
  /**
   * Makes sure that the key is never charged from now on, also not by its cardholder, and that nothing stays
   * set aside; tells what became of it.
   */
  abandon(request: ChargeKey): Promise<Charge>
  refund(request: {
    readonly key: string
    readonly chargeKey: string
    readonly chargeReference: string | null
    readonly amount: number
    readonly currency: string
  }): Promise<{ readonly reference: string }>
  /** Reads what it told; undefined where it was not the provider who signed it, or too long ago. */
  readWebhook(payload: string, signature: string): News | undefined
  readonly challenges?: {
    find(secret: string): Promise<Question | undefined>
    /** The first answer counts. */
    answer(secret: string, approve: boolean): Promise<Question | undefined>
  }
  /** Finishes what runs. */
  close(): Promise<void>
}
