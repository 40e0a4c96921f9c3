/** What a command asks before it changes something: a dry run, a yes, a secret. */
import type { Api, Asked } from './api.ts'
import type { Context, Flag } from './arguments.ts'
import { EXIT, Failure } from './failure.ts'
import { printable } from './terminal.ts'

export const DRY_RUN: Readonly<Record<string, Flag>> = {
  'dry-run': { type: 'boolean', about: 'say what would be done, and do nothing' },
}

export const YES: Readonly<Record<string, Flag>> = {
  yes: { type: 'boolean', about: 'do not ask whether it is meant' },
}

export function isDryRun({ flags }: Pick<Context, 'flags'>): boolean {
  return flags['dry-run'] === true
}

/** One JSON document for programs, or words for people. */
export function show({ flags, terminal }: Context, value: object, words: () => string): void {
  terminal.out(flags['json'] === true ? `${JSON.stringify(value)}\n` : words())
}

/** Asks the platform for a change, or with `--dry-run` says what it would ask; then nothing is given back. */
export async function change<T>(
  context: Context,
  api: Api,
  asked: Asked,
  sentence: string,
): Promise<T | undefined> {
  if (!isDryRun(context)) return (await api.ask<T>(asked)).body
  const { method, path, body } = asked
  show(context, { dryRun: true, would: sentence, request: { method, path, body: body ?? null } }, () =>
    printable(`Would ${sentence}: ${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}\n`),
  )
  return undefined
}

/** Goes on when `--yes` is given or a person types the name; a `Failure` of usage else. */
export async function confirm({ flags, terminal }: Context, name: string, what: string): Promise<void> {
  if (flags['yes'] === true) return
  const typed = await terminal.ask(`${printable(what)}\nType “${printable(name)}” to go on: `)
  if (typed?.trim() === name) return
  throw new Failure(
    EXIT.usage,
    typed === undefined ? `${what} Nobody is here to confirm that.` : 'Nothing was done.',
    'If it is meant, say --yes.',
  )
}

/**
 * A secret from the environment, what is piped in, or a person: never from a flag, which other people on the machine
 * can read in the list of processes.
 */
export async function secret({ terminal }: Context, variable: string, question: string): Promise<string> {
  const given =
    terminal.env[variable] ??
    (await terminal.ask(question, { hidden: true })) ??
    (await terminal.input())?.replace(/\r?\n$/, '')
  if (given !== undefined && given !== '') return given
  throw new Failure(
    EXIT.usage,
    `No ${question.replace(/:?\s*$/, '').toLowerCase()} was given.`,
    `Pipe it in, or set ${variable}.`,
  )
}

/** The text of a flag; undefined where it was not given. */
export function textOf({ flags }: Pick<Context, 'flags'>, name: string): string | undefined {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

/** A whole number of a flag within bounds; a `Failure` of usage else. */
export function numberOf(
  context: Pick<Context, 'flags'>,
  name: string,
  { fallback, min, max }: { readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const text = textOf(context, name)
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new Failure(EXIT.usage, `--${name} is “${text}”.`, `Give a number from ${min} to ${max}.`)
}

/** Rows under each other, each column as wide as its widest cell; right of the last there is nothing. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}
