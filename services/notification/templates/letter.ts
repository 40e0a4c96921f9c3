/** What a mail says before it is a mail: the words are a language's, the form is the layout's. */
import type { NotificationKind } from '@rialto/contracts/notification'
import type { OrderReceipt } from '@rialto/contracts/order'
import type { CauseOf } from '../domain.ts'

export type Letter = {
  /** What a mailbox shows beside the subject. */
  readonly preview: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** Facts with their names: a tracking number, a reason. */
  readonly facts: readonly Fact[]
  readonly receipt?: ReceiptWords
  /** One button, so that it is plain what to do. */
  readonly button: { readonly label: string; readonly href: string }
  readonly closing: string
}

export type Fact = { readonly name: string; readonly value: string }

export type ReceiptWords = {
  readonly title: string
  readonly lines: readonly { readonly quantity: string; readonly name: string; readonly total: string }[]
  readonly sums: readonly Fact[]
  readonly total: Fact
}

/**
 * What a letter may say beyond its cause, asked of others when it is made and not kept: the receipt of the
 * order, the reader's name, and the link of an action, which is a secret.
 */
export type Matter = {
  readonly receipt?: Omit<OrderReceipt, 'orderId' | 'userId' | 'email'>
  readonly name?: string
  readonly link?: string
  /** What only identity may say, such as a new address, masked. */
  readonly detail?: string
}

/** Where buttons lead. */
export type Links = { readonly order: string; readonly shop: string }

type Told<K extends NotificationKind> = {
  readonly cause: CauseOf<K>
  readonly matter: Matter
  readonly links: Links
}

type Words<K extends NotificationKind> = {
  /** Made of the cause alone: lists show it without asking anybody. */
  readonly subject: (cause: CauseOf<K>) => string
  readonly letter: (told: Told<K>) => Letter
}

/** A language has words for everything there is to tell; the compiler finds what is missing. */
export type Language = {
  readonly hello: (name: string) => string
  /** The last line: why the reader gets this. */
  readonly why: string
  readonly words: { readonly [K in NotificationKind]: Words<K> }
}
