/** The command line: reads what was typed, runs it, and turns how it ended into words and an exit code. */
import { readFileSync } from 'node:fs'
import { readArguments } from './arguments.ts'
import { COMMANDS, FIRST_EXAMPLES } from './commands.ts'
import { EXIT, Failure, type ExitCode } from './failure.ts'
import { commandHelp, overview } from './help.ts'
import { paintFor, printable, systemTerminal, type Terminal } from './terminal.ts'

/** Gives the exit code. Never throws; a bug ends as a failure with its trace on stderr. */
export async function main(args: readonly string[], terminal: Terminal = systemTerminal): Promise<ExitCode> {
  // A reader that has seen enough, as `head` has, is not our failure.
  if (terminal === systemTerminal) process.stdout.on('error', () => process.exit(EXIT.ok))
  try {
    const read = readArguments(args, COMMANDS)
    switch (read.wants) {
      case 'version':
        terminal.out(`${version()}\n`)
        return EXIT.ok
      case 'overview':
        terminal.out(read.noun === undefined ? overview(COMMANDS, FIRST_EXAMPLES) : overviewOf(read.noun))
        return EXIT.ok
      case 'help':
        terminal.out(commandHelp(read.command))
        return EXIT.ok
      case 'run': {
        const paint = paintFor(terminal, read.flags['no-color'] === true)
        await read.command.run({ flags: read.flags, words: read.words, terminal, paint })
        return EXIT.ok
      }
    }
  } catch (error) {
    return explain(error, terminal, args.includes('--no-color'))
  }
}

/** What can be done with orders, say: `rialto help orders`. */
function overviewOf(noun: string): string {
  const commands = COMMANDS.filter(({ name }) => name.startsWith(`${noun} `))
  return overview(
    commands,
    commands.flatMap(({ examples }) => examples.slice(0, 1)),
  )
}

function explain(error: unknown, terminal: Terminal, plain: boolean): ExitCode {
  const paint = paintFor(terminal, plain)
  if (error instanceof Failure) {
    terminal.err(`${paint.bad('✗')} ${printable(error.message)}\n`)
    if (error.remedy) terminal.err(`  ${printable(error.remedy)}\n`)
    return error.exitCode
  }
  terminal.err(
    `${paint.bad('✗')} This is a bug in the command line.\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return EXIT.failure
}

function version(): string {
  const manifest = readFileSync(new URL('./package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
