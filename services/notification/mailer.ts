/** The ports that notifications leave by. Adapters fill them; without one, they stay in the built-in inbox. */
export type Address = { readonly name: string; readonly address: string }

export type OutgoingMail = {
  readonly from: Address
  /** One bare address, never a list. */
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The same for every try, so that a receiver can tell a repeated mail from a new one. */
  readonly messageId: string
  readonly date: Date
}

/** How a port rejects: `final` where trying again would not help, as a mailbox that does not exist. */
export type Refusal = Error & { readonly final?: boolean }

export type Mailer = {
  /** Resolves when the next server has taken the mail; rejects with a `Refusal` when it has not. */
  send(mail: OutgoingMail): Promise<void>
  close(): Promise<void>
}

/** A text message or a push notification; `id` is the same for every try. */
export type OutgoingText = {
  readonly id: string
  /** A phone number in E.164, or the device that a push service knows. */
  readonly to: string
  readonly title: string
  readonly text: string
}

export type Texter = {
  send(text: OutgoingText): Promise<void>
  close(): Promise<void>
}

/** By channel. What is missing is played by the sandbox: such messages stay in the inbox on its own port. */
export type Outlets = { readonly email?: Mailer; readonly sms?: Texter; readonly push?: Texter }
