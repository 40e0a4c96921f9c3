/** `rialto test`, `bench`: what comes with the sources, with the arguments given. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readdirSync } from 'node:fs'
import type { Command, Context } from '../arguments.ts'
import { EXIT, Failure } from '../failure.ts'
import { INSTALLATION } from '../local.ts'
import { serviceNamed } from '../service-names.ts'

export const test: Command = {
  name: 'test',
  about: 'run the tests, all, those of one service, or those of a path',
  examples: ['rialto test', 'rialto test order', 'rialto test order-service', 'rialto test tests/attacks'],
  words: [{ name: 'SERVICE', about: 'only those of this one; or words of a path, with a /', optional: true }],
  flags: {},
  run: async (context) => {
    const [wanted] = context.words
    await launch(context, 'test.mjs', wanted === undefined ? [] : [pathOf(wanted)])
  },
}

function pathOf(wanted: string): string {
  if (wanted.includes('/')) return wanted
  return `services/${serviceNamed(wanted, readdirSync(join(INSTALLATION, 'services')))}/`
}

export const bench: Command = {
  name: 'bench',
  about: 'measure what this machine does; what stands after -- goes to the driver',
  examples: ['rialto bench -- --help', 'rialto bench'],
  words: [{ name: 'ARGUMENT', about: 'for the driver, after --', optional: true, rest: true }],
  flags: {},
  run: (context) => launch(context, 'bench.mjs', context.words),
}

async function launch({ terminal }: Context, name: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(INSTALLATION, 'tools/launcher', name), ...args], {
    cwd: INSTALLATION,
    env: { ...terminal.env },
    stdio: 'inherit',
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Failure(EXIT.failure, 'It ended with a failure.')
}
