/** What a mail says before it is a mail: the words are a language's, the form is `layout.ts`'s. */
import type { NotificationKind } from '@rialto/contracts/notification'
import type { CauseOf, OrderWords } from '../domain.ts'

export type Letter = {
  readonly subject: string
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
  readonly lines: readonly { readonly quantity: number; readonly name: string; readonly total: string }[]
  /** Subtotal, shipping and so on; the last one is what was paid. */
  readonly sums: readonly Fact[]
}

/** Where buttons lead. */
export type Links = { readonly order: string; readonly shop: string }

export type Told<K extends NotificationKind> = {
  readonly order: OrderWords
  readonly cause: CauseOf<K>
  readonly links: Links
}

/** A language has words for everything there is to tell; the compiler finds what is missing. */
export type Language = {
  /** BCP 47, for the reader's software. */
  readonly tag: string
  readonly why: string
  readonly letters: { readonly [K in NotificationKind]: (told: Told<K>) => Letter }
}
