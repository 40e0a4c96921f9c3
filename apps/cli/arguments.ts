/** Reads a command line, and says what was probably meant where it cannot. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { EXIT, Failure } from './failure.ts'
import type { Paint, Terminal } from './terminal.ts'

export type Flags = Readonly<Record<string, string | boolean | undefined>>

export type Flag = {
  readonly type: 'string' | 'boolean'
  /** What stands for its value in the help: `URL`. */
  readonly value?: string
  /** One letter: `-f`. */
  readonly short?: string
  readonly about: string
}

/** A word after the command: `rialto orders show ORDER`. */
export type Word = {
  /** As the help shows it: `ORDER`. */
  readonly name: string
  readonly about: string
  readonly optional?: boolean
  /** Takes all words that are left, those after `--` as well. */
  readonly rest?: boolean
}

export type Context = {
  readonly flags: Flags
  readonly words: readonly string[]
  readonly terminal: Terminal
  readonly paint: Paint
}

export type Command = {
  /** `demo order`, or a noun alone. */
  readonly name: string
  readonly about: string
  readonly examples: readonly string[]
  readonly words?: readonly Word[]
  readonly flags: Readonly<Record<string, Flag>>
  run(context: Context): Promise<void>
}

export const COMMON_FLAGS: Readonly<Record<string, Flag>> = {
  url: {
    type: 'string',
    value: 'URL',
    about: 'the gateway; else RIALTO_URL, else what runs on this machine, else http://localhost:8000',
  },
  json: { type: 'boolean', about: 'one JSON document on stdout, for programs' },
  'no-color': { type: 'boolean', about: 'no colours; NO_COLOR does the same' },
  help: { type: 'boolean', short: 'h', about: 'this help' },
}

export type Read =
  | { readonly wants: 'version' }
  | { readonly wants: 'overview'; /** Only what can be done with it: `orders`. */ readonly noun?: string }
  | {
      readonly wants: 'help' | 'run'
      readonly command: Command
      readonly flags: Flags
      readonly words: readonly string[]
    }

/** Throws a `Failure` of usage for a command or flag that there is not. */
export function readArguments(args: readonly string[], commands: readonly Command[]): Read {
  const [first] = args
  if (first === '--version' || first === '-v') return { wants: 'version' }
  const { leading, after } = leadingFlags(args)
  const asksHelp = after[0] === 'help' || leading.some((flag) => HELP_FLAGS.includes(flag))
  const asked = after[0] === 'help' ? after.slice(1) : after
  const words = wordsOf(asked)
  if (words.length === 0) {
    readFlags([...leading, ...asked], COMMON_FLAGS)
    return { wants: 'overview' }
  }
  const [noun = ''] = words
  if (words.length === 1 && (asksHelp || asked.some((arg) => HELP_FLAGS.includes(arg))))
    if (!commands.some(({ name }) => name === noun) && verbsOf(noun, commands).length > 0)
      return { wants: 'overview', noun }
  const command = findCommand(words, commands)
  const rest = [...leading, ...asked.slice(command.name.split(' ').length)]
  const { flags, positionals } = readFlags(rest, { ...command.flags, ...COMMON_FLAGS }, command.name)
  if (asksHelp || flags['help'] === true) return { wants: 'help', command, flags, words: [] }
  checkWords(command, positionals)
  return { wants: 'run', command, flags, words: positionals }
}

const HELP_FLAGS: readonly string[] = ['--help', '-h']

/** Flags of every command may stand before it: `rialto --json orders list`. */
function leadingFlags(args: readonly string[]): {
  readonly leading: readonly string[]
  readonly after: readonly string[]
} {
  let end = 0
  while (args[end]?.startsWith('-')) {
    const takesNext = COMMON_FLAGS[args[end]?.slice(2) ?? '']?.type === 'string'
    end += takesNext ? 2 : 1
  }
  return { leading: args.slice(0, end), after: args.slice(end) }
}

function verbsOf(noun: string, commands: readonly Command[]): readonly string[] {
  return commands.map(({ name }) => name).filter((name) => name.startsWith(`${noun} `))
}

function checkWords({ name, words = [] }: Command, given: readonly string[]): void {
  const missing = words.slice(given.length).find(({ optional }) => !optional)
  if (missing) {
    throw new Failure(
      EXIT.usage,
      `rialto ${name} needs ${missing.name}: ${missing.about}.`,
      `rialto help ${name} shows how.`,
    )
  }
  const extra = words.some(({ rest }) => rest) ? undefined : given[words.length]
  if (extra !== undefined) throw new Failure(EXIT.usage, `“${extra}” is one word too many.`)
}

/** The words before the first flag: they name the command. */
function wordsOf(args: readonly string[]): readonly string[] {
  const end = args.findIndex((arg) => arg.startsWith('-'))
  return end === -1 ? args : args.slice(0, end)
}

function findCommand(words: readonly string[], commands: readonly Command[]): Command {
  const found = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  if (found) return found
  const given = words.slice(0, 2).join(' ')
  const names = commands.map(({ name }) => name)
  const siblings = verbsOf(words[0] ?? '', commands)
  const meant = closest(given, siblings) ?? (siblings.length === 1 ? siblings[0] : undefined)
  const guessed = siblings.length > 0 ? meant : (closest(given, names) ?? closest(words[0] ?? '', names))
  const list = siblings.map((name) => `rialto ${name}`).join(', ')
  const remedy = siblings.length > 0 ? `There are: ${list}` : 'rialto --help lists what there is.'
  throw new Failure(
    EXIT.usage,
    `There is no command “${given}”.`,
    guessed ? `Did you mean: rialto ${guessed}` : remedy,
  )
}

function readFlags(
  args: readonly string[],
  known: Readonly<Record<string, Flag>>,
  command = '',
): { flags: Flags; positionals: string[] } {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(known).map(([name, { type, short }]) => [
      name,
      short === undefined ? { type } : { type, short },
    ]),
  )
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const flags: Record<string, string | boolean> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const flag = known[token.name]
    if (!flag) {
      const meant = closest(token.name, Object.keys(known))
      throw new Failure(
        EXIT.usage,
        `There is no ${token.rawName} here.`,
        meant ? `Did you mean: --${meant}` : `rialto ${`help ${command}`.trimEnd()} lists what there is.`,
      )
    }
    if (flag.type === 'string' && (token.value === undefined || token.value === '')) {
      throw new Failure(EXIT.usage, `--${token.name} needs a value: --${token.name} ${flag.value ?? 'VALUE'}`)
    }
    if (flag.type === 'boolean' && token.value !== undefined) {
      throw new Failure(EXIT.usage, `--${token.name} takes no value.`)
    }
    flags[token.name] = token.value ?? true
  }
  return { flags, positionals }
}

const SLIPS_MAX = 3

/** The known word with the fewest slips, if they are few enough to be slips. */
export function closest(given: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((word) => ({ word, slips: slipsBetween(given, word) }))
    .filter(({ word, slips }) => slips <= SLIPS_MAX && slips <= word.length / 2)
    .toSorted((a, b) => a.slips - b.slips)
  return ranked[0]?.word
}

/** Letters to add, drop, change, or exchange with their neighbour (Damerau-Levenshtein, adjacent only). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
      const isExchanged = i > 0 && j > 1 && letter === b[j - 2] && a[i - 1] === b[j - 1]
      const exchanged = isExchanged ? (before[j - 2] ?? 0) + 1 : Infinity
      next.push(Math.min(changed, exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
