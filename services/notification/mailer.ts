/** The port that mails leave by. An adapter fills it; without one, mails stay in the built-in inbox. */
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

export type Mailer = {
  /** Resolves when the next server has taken the mail; rejects with the reason when it has not. */
  send(mail: OutgoingMail): Promise<void>
  close(): Promise<void>
}
