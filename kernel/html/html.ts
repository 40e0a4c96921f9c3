/**
 * HTML as text that cannot be forgotten to escape: what is inserted into the tag is text and gets
 * escaped, unless it came out of the tag itself. For pages and mails that are made without a framework.
 */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

type Inserted = Html | string | number | readonly Html[] | null | undefined | false

/** Null, undefined and false insert nothing; a list of pieces is joined. Attributes must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Inserted[]): Html {
  return new Html(strings.reduce((text, part, i) => text + inserted(values[i - 1]) + part))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe between tags and inside a quoted attribute; not inside a script, a style or an unchecked URL. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

function inserted(value: Inserted): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(({ text }: Html) => text).join('')
  if (value === null || value === undefined || value === false) return ''
  return escapeHtml(String(value))
}
