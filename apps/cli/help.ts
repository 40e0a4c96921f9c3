/** Help that begins with what to type. */
import { COMMON_FLAGS, type Command, type Flag, type Word } from './arguments.ts'

export function overview(commands: readonly Command[], examples: readonly string[]): string {
  return lines([
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    'Commands:',
    ...columns(commands.map(({ name, about }) => [name, about])),
    '',
    'Flags of every command:',
    ...flagLines(COMMON_FLAGS),
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not allowed, 5 not reachable',
    'rialto help <command> says more.',
  ])
}

export function commandHelp({ name, about, examples, flags, words = [] }: Command): string {
  return lines([
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    `rialto ${[name, ...words.map(wordShown)].join(' ')}: ${about}`,
    ...(words.length === 0
      ? []
      : ['', 'Words:', ...columns(words.map((word): [string, string] => [word.name, word.about]))]),
    '',
    'Flags:',
    ...flagLines({ ...flags, ...COMMON_FLAGS }),
  ])
}

function wordShown({ name, optional, rest }: Word): string {
  const shown = rest ? `${name}…` : name
  return optional ? `[${shown}]` : shown
}

function flagLines(flags: Readonly<Record<string, Flag>>): string[] {
  return columns(
    Object.entries(flags).map(([name, { value, short, about }]) => [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
      about,
    ]),
  )
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
