/** Where words go: data to stdout, the rest to stderr, colour only to a person who wants it. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { styleText } from 'node:util'

export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTty: boolean
  out(text: string): void
  err(text: string): void
  /** What a person types after the question, in sight or not; undefined where there is no person. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>
  /** All of what was piped in; undefined where that is a person's keyboard. */
  input(): Promise<string | undefined>
}

export type Paint = {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly quiet: (text: string) => string
  readonly strong: (text: string) => string
}

export const systemTerminal: Terminal = {
  env: process.env,
  isTty: process.stdout.isTTY,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ask: askPerson,
  input: async () => (process.stdin.isTTY ? undefined : textOf(process.stdin)),
}

/** Asked on stderr, so that stdout holds data only; what is hidden is not echoed. */
async function askPerson(
  question: string,
  { hidden = false }: { readonly hidden?: boolean } = {},
): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: hidden ? silent : process.stderr,
    terminal: true,
  })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    if (hidden) process.stderr.write('\n')
  }
}

/** Colours for this terminal, or none: in a pipe, with `NO_COLOR`, `--no-color` or a terminal that has none. */
export function paintFor({ env, isTty }: Terminal, refused: boolean): Paint {
  const plainText = (text: string) => text
  if (refused || !isTty || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') {
    return { good: plainText, bad: plainText, quiet: plainText, strong: plainText }
  }
  const style = (format: 'green' | 'red' | 'dim' | 'bold') => (text: string) =>
    styleText(format, text, { validateStream: false })
  return { good: style('green'), bad: style('red'), quiet: style('dim'), strong: style('bold') }
}

/** Text from elsewhere, without what would move the cursor, change the title or turn the line round. */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (found) => (found === '\n' ? found : ''))
}
