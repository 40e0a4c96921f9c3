/** `rialto verify`: whether the platform on this machine keeps what it promises, recounted from outside. */
import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { systemPorts } from '@rialto/kernel/ports/system'
import { findRunning } from '@rialto/server/running'
import type { Command, Context } from '../arguments.ts'
import { numberOf, textOf } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, dataDirOf, localConfig, locally } from '../local.ts'
import { runVerify } from '../verify.ts'

const QUIET_SECONDS = 2

export const verify: Command = {
  name: 'verify',
  about: 'recount orders, stock and money from the databases; 1 where anything is broken',
  examples: ['rialto verify', 'rialto verify --instant', 'rialto verify --json --data /srv/rialto'],
  flags: {
    instant: { type: 'boolean', about: 'only what holds at every instant, while orders come in' },
    acknowledged: { type: 'string', value: 'FILE', about: 'orders that clients were told of, an id a line' },
    'quiet-within': { type: 'string', value: 'SECONDS', about: 'give up waiting for quiet after that (60)' },
    ...DATA,
  },
  run: async (context) => {
    const config = localConfig(context)
    if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'postgres')))
      throw new Failure(
        EXIT.notFound,
        `There is no platform in ${config.dataDir}.`,
        'Say where it is: --data DIR',
      )
    const { withBench } = await import('@rialto/server/workbench')
    const { code, out, err } = await locally(() =>
      withBench(config, systemPorts, ({ adminUrl }) =>
        runVerify(argumentsOf(context, adminUrl, config.databasePrefix)),
      ),
    )
    context.terminal.out(out)
    context.terminal.err(err)
    if (code === 1) throw new Failure(EXIT.failure, 'Something that was promised is broken.')
    if (code !== 0) throw new Failure(EXIT.unreachable, 'It could not be found out.')
  },
}

function argumentsOf(context: Context, adminUrl: string, prefix: string): string[] {
  const { flags, terminal } = context
  const [running] = findRunning(dataDirOf(context))
  const url = textOf(context, 'url') ?? terminal.env['RIALTO_URL'] ?? running?.origins['gateway']
  const acknowledged = textOf(context, 'acknowledged')
  const within = numberOf(context, 'quiet-within', { fallback: 60, min: 1, max: 3_600 })
  return [
    '--admin-url',
    adminUrl,
    '--prefix',
    prefix,
    ...(url === undefined ? [] : ['--url', url]),
    ...(acknowledged === undefined ? [] : ['--acknowledged', acknowledged]),
    // Where nobody works, nothing becomes quieter by waiting.
    ...(flags['instant'] === true
      ? ['--instant']
      : running === undefined
        ? []
        : ['--quiet-for', String(QUIET_SECONDS), '--quiet-within', String(within)]),
    ...(flags['json'] === true ? ['--json'] : []),
  ]
}
