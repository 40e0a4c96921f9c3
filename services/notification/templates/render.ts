/** Makes the text of a mail of what was kept of it and what others say now, whenever it is looked at or sent. */
import type { NotificationKind } from '@rialto/contracts/notification'
import { DEFAULT_LOCALE, type Cause, type CauseOf } from '../domain.ts'
import { COMPILED } from './compiled.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import { layoutOf } from './fill.ts'
import type { Language, Letter, Links, Matter } from './letter.ts'
import { textOf } from './text.ts'

const LANGUAGES: Readonly<Record<string, Language>> = { en: english, de: german }

export const LOCALES: readonly string[] = Object.keys(LANGUAGES)

const layout = layoutOf(COMPILED)

/** What there is to render: a cause, what it is about, and the reader's language. */
export type Kept = { readonly about: string; readonly locale: string; readonly cause: Cause }

export type Rendered = { readonly subject: string; readonly html: string; readonly text: string }

export function render(kept: Kept, matter: Matter, shopUrl: string): Rendered {
  const { tag, language } = languageOf(kept.locale)
  const subject = subjectOf(kept)
  const told = { cause: kept.cause as never, matter, links: linksOf(kept.about, matter, shopUrl) }
  const letter = wordsOf(language, kept.cause.kind).letter(told)
  const greeted =
    matter.name === undefined || kept.cause.kind === 'message'
      ? letter
      : { ...letter, paragraphs: [language.hello(matter.name), ...letter.paragraphs] }
  return { subject, html: htmlOf(tag, subject, greeted, language.why), text: textOf(greeted, language.why) }
}

/** The subject alone, for lists. */
export function subjectOf({ locale, cause }: Kept): string {
  return wordsOf(languageOf(locale).language, cause.kind).subject(cause as never)
}

/** A cause goes with the words of its own kind; the compiler cannot see the pairing. */
function wordsOf(language: Language, kind: NotificationKind) {
  return language.words[kind] as {
    readonly subject: (cause: CauseOf<never>) => string
    readonly letter: (told: { cause: never; matter: Matter; links: Links }) => Letter
  }
}

/** The language that somebody with this locale is written to in. */
export function localeOf(locale: string): string {
  return languageOf(locale).tag
}

function languageOf(locale: string): { readonly tag: string; readonly language: Language } {
  const tag = locale.slice(0, 2).toLowerCase()
  const language = LANGUAGES[tag]
  return language ? { tag, language } : { tag: DEFAULT_LOCALE, language: english }
}

/** A guest's order opens by its link alone, so every mail about it holds the whole of it. */
function linksOf(about: string, { receipt }: Matter, shopUrl: string): Links {
  const order = receipt?.trackingUrl ?? `${shopUrl}/orders/${encodeURIComponent(about)}`
  return { shop: shopUrl, order }
}

function htmlOf(tag: string, subject: string, letter: Letter, why: string): string {
  const { preview, heading, paragraphs, facts, receipt, button, closing } = letter
  return layout({
    tag,
    subject,
    preview,
    heading,
    paragraphs: paragraphs.map((text) => ({ text })),
    facts,
    receipt: receipt
      ? [{ ...receipt, totalName: receipt.total.name, totalValue: receipt.total.value, total: '' }]
      : [],
    ...button,
    closing,
    why,
  })
}
