/** Makes the text of a mail again from what was kept of it, whenever somebody looks at it or it is sent. */
import type { NotificationKind } from '@rialto/contracts/notification'
import type { MailData } from '../domain.ts'
import { english } from './en.ts'
import { htmlOf, textOf } from './layout.ts'
import type { Language, Letter, Links, Told } from './letter.ts'

const LANGUAGES: Readonly<Record<string, Language>> = { en: english }

/** What there is to render: a kind with the data that it was written with. */
export type Kept = {
  readonly kind: NotificationKind
  readonly orderId: string
  readonly locale: string
  readonly data: MailData
}

export type Rendered = { readonly subject: string; readonly html: string; readonly text: string }

export function render(kept: Kept, shopUrl: string): Rendered {
  const language = LANGUAGES[kept.locale] ?? english
  const letter = letterOf(kept, language, shopUrl)
  return { subject: letter.subject, html: htmlOf(letter, language), text: textOf(letter, language) }
}

/** The subject alone, for lists. */
export function subjectOf(kept: Kept): string {
  return letterOf(kept, LANGUAGES[kept.locale] ?? english, '').subject
}

function letterOf({ kind, orderId, data }: Kept, language: Language, shopUrl: string): Letter {
  // A cause was kept under its own kind, so the letter of that kind takes it; the compiler cannot see the pairing.
  const write = language.letters[kind] as (told: Told<NotificationKind>) => Letter
  return write({ order: data.order, cause: data.cause, links: linksOf(orderId, shopUrl) })
}

function linksOf(orderId: string, shopUrl: string): Links {
  return { shop: shopUrl, order: `${shopUrl}/orders/${encodeURIComponent(orderId)}` }
}
